import type { App, Deployment } from '../company/deployment.ts'
import type { Style } from './style.ts'

type Setting = App['settings'][string]

export const frameworkOf = { dotenv: 'dotenv', toml: 'config-rs', yaml: 'spring-boot' } as const

/** The configuration of an environment's apps, by path. */
export const writeApps = ({ environment, services }: Deployment, style: Style): ReadonlyMap<string, string> =>
  new Map(services.flatMap(({ name, app }) => (app ? filesOf(name, app, environment, style) : [])))

const filesOf = (name: string, app: App, environment: string, style: Style): readonly (readonly [string, string])[] => {
  const directory = `apps/${environment}/${name}`
  switch (app.format) {
    case 'dotenv':
      return [[`${directory}/.env`, dotenv(app, style)]]
    case 'toml':
      return [
        [`${directory}/Cargo.toml`, `[package]\nname = "${name}"\n\n[dependencies]\nconfig = "0.15"\n`],
        [`${directory}/config/default.toml`, '[server]\nhost = "0.0.0.0"\n'],
        [`${directory}/config/${environment}.toml`, toml(app, style)],
      ]
    case 'yaml':
      return [[`${directory}/application.yml`, yaml(app, style)]]
  }
}

const dotenv = ({ settings }: App, style: Style): string => {
  const lines = Object.entries(settings).map(([name, value]) =>
    style.dotenv === 'quoted' ? `export ${name}="${value}"` : `${name}=${value}`,
  )
  return `${(style.dotenv === 'reversed' ? lines.toReversed() : lines).join('\n')}\n`
}

const toml = ({ settings }: App, style: Style): string => {
  const entries = Object.entries(settings).map(([path, value]) => [path.split('.'), JSON.stringify(value)] as const)
  if (style.toml === 'dotted') return entries.map(([path, text]) => `${path.join('.')} = ${text}\n`).join('')
  const tables = [...new Set(entries.map(([[table]]) => table))]
  return tables
    .map(table => {
      const own = entries.filter(([[first]]) => first === table)
      return `[${table}]\n${own.map(([path, text]) => `${path.slice(1).join('.')} = ${text}\n`).join('')}`
    })
    .join('\n')
}

interface Tree extends Map<string, Tree | Setting> {}

const yaml = ({ settings }: App, style: Style): string => {
  const root: Tree = new Map()
  for (const [path, value] of Object.entries(settings)) {
    if (style.yaml === 'dotted') {
      root.set(path, value)
      continue
    }
    const names = path.split('.')
    let here = root
    for (const name of names.slice(0, -1)) {
      const below = here.get(name)
      const next: Tree = below instanceof Map ? below : new Map()
      here.set(name, next)
      here = next
    }
    here.set(names.at(-1) ?? path, value)
  }
  return yamlTree(root, '')
}

const yamlTree = (tree: Tree, indent: string): string =>
  [...tree]
    .map(([name, value]) =>
      value instanceof Map
        ? `${indent}${name}:\n${yamlTree(value, `${indent}  `)}`
        : `${indent}${name}: ${Array.isArray(value) ? JSON.stringify(value) : value}\n`,
    )
    .join('')
