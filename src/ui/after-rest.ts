export interface AfterRest {
  readonly ask: () => void
  readonly cancel: () => void
}

/** Does something once nobody has asked for it for a while. */
export const afterRest = (milliseconds: number, act: () => void): AfterRest => {
  let timer: NodeJS.Timeout | undefined
  const cancel = (): void => clearTimeout(timer)
  return {
    ask: () => {
      cancel()
      timer = setTimeout(act, milliseconds)
    },
    cancel,
  }
}
