import type { AppFile, AppFiles } from '../app-files.ts'

const tools: readonly { readonly name: string; readonly shows: (file: AppFile) => boolean }[] = [
  { name: 'nextjs', shows: file => /(^|\/)next\.config\.\w+$/.test(file.path) },
  { name: 'vite', shows: file => /(^|\/)vite\.config\.\w+$/.test(file.path) },
  {
    name: 'dotenv-flow',
    shows: file => /(^|\/)package\.json$/.test(file.path) && file.source.text.includes('"dotenv-flow"'),
  },
  { name: 'dotenv', shows: file => /(^|\/)(\.env[^/]*|[\w-]+\.env)$/.test(file.path) },
]

/** Which tool reads an app's env files, and the file that shows it; `undefined` when there are none. */
export const dotenvTool = (files: AppFiles): { readonly name: string; readonly because: string } | undefined => {
  if (!files.all.some(file => tools.at(-1)?.shows(file))) return undefined
  for (const { name, shows } of tools) {
    const file = files.all.find(shows)
    if (file !== undefined) return { name, because: file.path }
  }
  return undefined
}
