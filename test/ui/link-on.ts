import type xterm from '@xterm/headless'

interface WithLinks {
  readonly _core: {
    readonly _oscLinkService: { readonly getLinkData: (id: number) => { readonly uri: string } | undefined }
  }
}

/** The address that a cell of an emulated terminal leads to; empty where it leads nowhere. xterm.js has no public way to ask for it. */
export const linkOn = (terminal: InstanceType<typeof xterm.Terminal>, row: number, x: number): string => {
  const cell: unknown = terminal.buffer.active.getLine(row)?.getCell(x)
  const { urlId } = (cell as { readonly extended: { readonly urlId: number } }).extended
  return (terminal as unknown as WithLinks)._core._oscLinkService.getLinkData(urlId)?.uri ?? ''
}
