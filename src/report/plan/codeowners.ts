import ignore, { type Ignore } from 'ignore'

export type OwnersOf = (file: string) => readonly string[]

interface Entry {
  readonly owns: (file: string) => boolean
  readonly owners: readonly string[]
}

/** Where GitHub and GitLab look, in their order. */
export const codeownersFiles = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'] as const

const section = /^\^?\[[^\]]+\](?:\[\d+\])?\s*(.*)$/
const isOwner = (word: string): boolean => /^@?[\w.@/+-]+$/.test(word) && word.includes('@')

/** Fields of a line, of which a `\ ` does not end one; what is after ` #` is a comment. */
const fieldsOf = (line: string): readonly string[] =>
  (line.replace(/\s#.*$/, '').match(/(?:\\.|\S)+/g) ?? []).map(field => field.replaceAll('\\ ', ' '))

/** As in gitignore, but `!` and `[ ]` mean nothing, and `docs/*` owns only the files right there (GitHub, "CODEOWNERS syntax"). */
const readPattern = (written: string): Entry['owns'] | undefined => {
  const pattern = written.replace(/^[!#]/, '\\$&').replace(/[[\]]/g, '\\$&')
  try {
    const matching: Ignore = ignore().add(pattern)
    const deeper = pattern.endsWith('/*') ? ignore().add(`${pattern}/**`) : undefined
    return file => matching.ignores(file) && deeper?.ignores(file) !== true
  } catch {
    return undefined
  }
}

/** The last line of a section that matches a file says who owns it; with GitLab's sections, each section says. */
export const readCodeowners = (text: string): OwnersOf => {
  const sections: Entry[][] = [[]]
  let defaults: readonly string[] = []
  for (const line of text.split(/\r?\n/).slice(0, 20_000)) {
    const trimmed = line.trim()
    if (trimmed === '' || trimmed.startsWith('#')) continue
    const [, sectionOwners] = section.exec(trimmed) ?? []
    if (sectionOwners !== undefined) {
      defaults = fieldsOf(sectionOwners).filter(isOwner)
      sections.push([])
      continue
    }
    const [path = '', ...owners] = fieldsOf(trimmed)
    const owns = readPattern(path)
    const own = owners.filter(isOwner)
    if (owns) sections.at(-1)?.push({ owns, owners: own.length > 0 ? own : defaults })
  }
  return file => [...new Set(sections.flatMap(entries => entries.findLast(({ owns }) => owns(file))?.owners ?? []))]
}
