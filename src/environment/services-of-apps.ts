import type { Diagnostic } from '../model/diagnostic.ts'
import type { EnvironmentModel, Link } from '../model/environment-model.ts'
import type { SourceLocation } from '../model/source-location.ts'
import { startOf } from '../model/source-location.ts'
import { baseName, directoryOf } from '../model/source-tree.ts'
import type { Address, Value } from '../model/value.ts'
import { isString } from '../model/value.ts'
import type { ConfiguredApp } from './configured-app.ts'
import { endsWithWords, nameWords, sameWords } from './name-words.ts'
import type { RunningService } from './running-services.ts'
import { runningServices } from './running-services.ts'

interface ServicesOfApps {
  readonly serviceOfApp: ReadonlyMap<string, Address>
  readonly links: readonly Link[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Where the files of an app's configuration lie. */
const directoriesOf = ({ settingsAt }: ConfiguredApp): readonly string[] => [
  ...new Set(settingsAt.map(({ file }) => directoryOf(file))),
]

const isBelow = (directory: string, parent: string): boolean => parent === '' || directory.startsWith(`${parent}/`)

/** What teams call the directory that holds the templates of the code beside it. */
const templateDirectories =
  /^(?:\.?aws|cfn|ci|cloud-?formation|deploy(?:ment)?s?|ecs|iac|infra(?:structure)?|ops|stacks?|templates?)$/i

type Nearness = 'same directory' | 'directory above' | 'directory beside'

/**
 * How a template lies to an app's configuration. One above or beside it belongs to the app only where no other app lies below that parent;
 * beside it, also only where the parent is the app's own directory or the template's says what it is for: services stand beside each other too.
 */
const nearnessOf = (app: ConfiguredApp, others: readonly ConfiguredApp[], file: string): readonly Nearness[] => {
  const template = directoryOf(file)
  return directoriesOf(app).flatMap((directory): readonly Nearness[] => {
    if (template === directory) return ['same directory']
    const parent = directoryOf(directory)
    if (others.some(other => directoriesOf(other).some(each => isBelow(each, parent)))) return []
    if (template === parent) return ['directory above']
    const isApps = baseName(parent) === app.id || templateDirectories.test(baseName(template))
    return parent !== '' && directoryOf(template) === parent && isApps ? ['directory beside'] : []
  })
}

const namesOf = ({ service, task, containers }: RunningService): readonly Value[] => [
  ...(service.name ? [service.name] : []),
  ...service.targets.flatMap(target => (target.containerName ? [target.containerName] : [])),
  ...containers.map(container => container.name),
  ...(task?.family ? [task.family] : []),
]

/** `APP_NAME=statements-api`, `CONFIG_DIR=/srv/statements-api/config`: the whole value, or one part of a path. */
const mentions = ({ containers }: RunningService, app: readonly string[], environment: string): boolean =>
  containers.some(({ environment: variables }) =>
    [...variables.values()].some(
      value =>
        isString(value) &&
        value.sensitive === undefined &&
        !/:\/\//.test(value.value) &&
        value.value.split('/').some(part => sameWords(nameWords(part, environment), app)),
    ),
  )

interface Sign {
  readonly reliability: Link['reliability']
  readonly because: string
  readonly services: readonly RunningService[]
}

/** What may show which service runs an app, the surest first. Of services that lie as near, names decide. */
const signsOf = (
  app: ConfiguredApp,
  others: readonly ConfiguredApp[],
  running: readonly RunningService[],
  environment: string,
): readonly Sign[] => {
  const words = nameWords(app.id, environment)
  const named = (matches: (name: readonly string[]) => boolean) => (service: RunningService) =>
    namesOf(service).some(name => isString(name) && matches(nameWords(name.value, environment)))
  const equal = named(name => sameWords(name, words))
  const ending = named(name => endsWithWords(name, words))

  const near = (nearness: Nearness): Sign => {
    const services = running.filter(({ service }) => nearnessOf(app, others, service.at.file).includes(nearness))
    const alike = services.filter(equal)
    return { reliability: 'exact', because: nearness, services: alike.length > 0 ? alike : services }
  }
  return [
    near('same directory'),
    near('directory above'),
    near('directory beside'),
    { reliability: 'likely', because: 'name', services: running.filter(equal) },
    { reliability: 'likely', because: 'end of the name', services: running.filter(ending) },
    {
      reliability: 'likely',
      because: 'container environment',
      services: running.filter(each => mentions(each, words, environment)),
    },
  ]
}

const placeOf = ({ id, settingsAt }: ConfiguredApp): SourceLocation => settingsAt[0] ?? startOf(id)

/**
 * Which service runs which app: by directory, by name, or by what its containers are told. The first sign that anything shows decides;
 * where it shows several services, none is taken and a diagnostic names them.
 */
export const servicesOfApps = (
  environment: string,
  entities: EnvironmentModel['entities'],
  apps: readonly ConfiguredApp[],
): ServicesOfApps => {
  const running = runningServices(entities)
  const serviceOfApp = new Map<string, Address>()
  const links: Link[] = []
  const diagnostics: Diagnostic[] = []
  for (const app of apps) {
    const others = apps.filter(other => other !== app)
    const sign = signsOf(app, others, running, environment).find(each => each.services.length > 0)
    const [only] = sign?.services ?? []
    if (!sign || !only) continue
    const { address, at } = only.service
    if (sign.services.length === 1) {
      serviceOfApp.set(app.id, address)
      const from = { source: app.id, name: app.id }
      const because = `app ${app.id}: ${sign.because}`
      links.push({ reliability: sign.reliability, from, to: address, because, evidence: [placeOf(app), at] })
      continue
    }
    const names = sign.services.map(({ service }) => `${service.address.source}:${service.address.name}`).join(', ')
    diagnostics.push({
      severity: 'warning',
      summary: 'More than one service may run this app',
      detail: `By its ${sign.because}, app "${app.id}" may be run by ${names}. Give the app the name of its service in sotsu.yaml.`,
      at: placeOf(app),
    })
  }
  return { serviceOfApp, links, diagnostics }
}
