import type { EvaluatedResource, EvaluatedSetting } from '../../model/evaluated.ts'
import { remembered } from '../../model/remembered.ts'
import type { Value } from '../../model/value.ts'
import type { Language } from './code/expression.ts'
import type { Program } from './code/program.ts'
import type { TerraformBlock } from './deployments/terraform.ts'
import type { AppContext, FrameworkSettings } from './frameworks/framework.ts'
import { readChecksByName, readChecksInCode } from './tokens/checks.ts'
import { readTemplateEdges, readTerraformEdges } from './tokens/edges.ts'
import { readGateways } from './tokens/gateways.ts'
import { readServers } from './tokens/servers.ts'
import { type Site, siteCall } from './tokens/site.ts'
import { csharpSites, readCsharpValidation } from './tokens/sites/csharp.ts'
import { goSites } from './tokens/sites/go.ts'
import { javascriptSites } from './tokens/sites/javascript.ts'
import { jvmSites } from './tokens/sites/jvm.ts'
import { phpSites } from './tokens/sites/php.ts'
import { pythonSites } from './tokens/sites/python.ts'
import { rubySites } from './tokens/sites/ruby.ts'
import { rustSites } from './tokens/sites/rust.ts'
import { TokenSettings } from './tokens/token-settings.ts'
import { readUnseenFields } from './tokens/unseen-fields.ts'
import { readByVocabulary, readKeysBeside } from './tokens/vocabulary.ts'

const byName = (sites: readonly Site[]): ((name: string) => readonly Site[]) =>
  remembered(name => sites.filter(site => site.name.test(name)))

/** What reads a call of this name. */
const sites: Readonly<Partial<Record<Language, (name: string) => readonly Site[]>>> = {
  javascript: byName(javascriptSites),
  python: byName(pythonSites),
  ruby: byName(rubySites),
  go: byName(goSites),
  rust: byName(rustSites),
  csharp: byName(csharpSites),
  java: byName(jvmSites),
  kotlin: byName(jvmSites),
  php: byName(phpSites),
}

export interface TokenSources {
  readonly context: AppContext
  readonly program: Program
  readonly loaded: readonly FrameworkSettings[]
  readonly settings: readonly EvaluatedSetting[]
  /** Documents of gateways and of whatever a deployment brings. */
  readonly documents: readonly Value[]
  readonly blocks: readonly TerraformBlock[]
  readonly resources: readonly EvaluatedResource[]
}

/**
 * Everything that says who signs and who is believed: code first, then what frameworks, servers and gateways read by themselves.
 * Only where nothing of that says anything are settings taken by their names.
 */
export const readTokens = ({
  context,
  program,
  loaded,
  settings,
  documents,
  blocks,
  resources,
}: TokenSources): TokenSettings => {
  const tokens = new TokenSettings()
  for (const file of program.files) {
    for (const call of file.calls) {
      const site = siteCall(call, file, tokens, program.evaluate, context.environment)
      for (const { read } of sites[file.language]?.(site.name) ?? []) read(site)
      readChecksInCode(site)
    }
    if (file.language === 'csharp') readCsharpValidation(file, tokens, program.evaluate)
  }
  for (const { readTokens: read } of loaded) read?.(tokens)
  readServers(
    { files: context.files, hint: context.hint, environment: context.environment, containers: context.containers },
    tokens,
  )
  readGateways(documents, tokens)
  readTerraformEdges(blocks, tokens)
  readTemplateEdges(resources, tokens)
  if (/laravel|tymon/.test(context.hint) || context.files.matching(/(^|\/)config\/jwt\.php$/).length > 0)
    readTymon(context, tokens)
  readChecksByName(settings, tokens)
  readUnseenFields(settings, tokens)
  if (tokens.isEmpty) readByVocabulary(settings, tokens)
  else if (tokens.jwks.length === 0) readKeysBeside(tokens.accepted, settings, tokens)
  return tokens
}

/** tymon/jwt-auth mints the address of the current request, and never compares it. */
const readTymon = ({ files }: AppContext, tokens: TokenSettings): void => {
  const [config] = files.matching(/(^|\/)config\/jwt\.php$|\.php$/)
  if (config === undefined) return
  tokens.mintFromRequest(config.source.at(0, 0))
  tokens.acceptAny(config.source.at(0, 0))
}
