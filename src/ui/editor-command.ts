const opens: readonly {
  readonly names: readonly string[]
  readonly argv: (file: string, line: number) => readonly string[]
}[] = [
  {
    names: ['code', 'code-insiders', 'cursor', 'codium', 'vscodium', 'windsurf'],
    argv: (file, line) => ['-g', `${file}:${line}`],
  },
  { names: ['hx', 'helix', 'subl', 'zed', 'zeditor'], argv: (file, line) => [`${file}:${line}`] },
  {
    names: ['idea', 'webstorm', 'goland', 'pycharm', 'rubymine'],
    argv: (file, line) => ['--line', String(line), file],
  },
  { names: ['mate'], argv: (file, line) => ['-l', String(line), file] },
]

/** Words of a command line as a shell would split them: quotes group, a backslash takes the next character as it is. Nothing is expanded. */
export const splitWords = (text: string): readonly string[] =>
  (text.match(/(?:\\.|"(?:\\.|[^"])*"?|'[^']*'?|[^\s\\"'])+/g) ?? []).map(word =>
    word.replace(
      /\\(.)|"((?:\\.|[^"])*)"?|'([^']*)'?/g,
      (_, plain: string, double: string, single: string) =>
        plain ?? double?.replace(/\\(["\\])/g, '$1') ?? single ?? '',
    ),
  )

const programOf = (path: string): string =>
  (path.split(/[/\\]/).at(-1) ?? path).toLowerCase().replace(/\.(?:exe|cmd|bat)$/, '')

/**
 * The program and arguments that open a file at a line in the user's editor; `undefined` when none is set. Most editors take `+N file`.
 * A file name that starts with `-` cannot be taken for an option.
 */
export const editorCommand = (
  env: Readonly<Record<string, string | undefined>>,
  file: string,
  line: number,
): readonly string[] | undefined => {
  const words = splitWords((env.VISUAL ?? '').trim() || (env.EDITOR ?? '').trim())
  const [program] = words
  if (program === undefined) return undefined
  const safe = file.startsWith('-') ? `./${file}` : file
  const known = opens.find(({ names }) => names.includes(programOf(program)))
  return [...words, ...(known?.argv(safe, line) ?? [`+${line}`, safe])]
}
