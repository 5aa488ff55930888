import type { DomainRole, DomainTiedSetting, EvaluatedSetting } from '../../../model/evaluated.ts'
import type { Value } from '../../../model/value.ts'
import { normaliseKey } from './secrets.ts'
import { leastConfidence } from './vocabulary.ts'

const index = String.raw`(\.\d+|\[\d+\])*$`
const words: readonly { readonly role: DomainRole; readonly pattern: RegExp; readonly confidence: number }[] = [
  {
    role: 'logout',
    pattern: new RegExp(
      `(post_?logout_?(redirect_?)?|(sign|log)_?out_?(redirect_?|return_?|success_?)?)(ur[il])s?${index}`,
    ),
    confidence: 0.9,
  },
  {
    role: 'redirect',
    pattern: new RegExp(
      `(redirect|callback|reply|return)_?(base_?)?(ur[il]|address)s?${index}|uri_allow_list$|valid_redirect_uris${index}`,
    ),
    confidence: 0.9,
  },
  {
    role: 'cors-origin',
    pattern: new RegExp(
      `(cors|allowed|allow|access_control_allow|web|csrf_trusted|trusted)[._]?(allowed_?|allow_?)?origins?(_patterns?|_whitelist)?${index}|cors_(domains?|hosts?|urls?|whitelist|allowed)${index}`,
    ),
    confidence: 0.9,
  },
  {
    role: 'cookie-domain',
    pattern: new RegExp(`(cookie[._]?(\\w+[._])?|^session_(store_)?)domains?${index}`),
    confidence: 0.95,
  },
  {
    role: 'csp',
    pattern: new RegExp(
      `(content_?security_?policy|(?<![^._])csp)([._]\\w+)*${index}|(?<![^._])(connect|frame|img|script|style|font|media|default|form_action|frame_ancestors)_?src${index}`,
    ),
    confidence: 0.8,
  },
  { role: 'webhook', pattern: new RegExp(`web_?hook_?(\\w+_)?(ur[il]|endpoint|base_url)${index}`), confidence: 0.5 },
  {
    role: 'allowed-host',
    pattern: new RegExp(
      `(allowed|trusted)_?(hosts?|domains?)${index}|default_url_options[._]host$|whitelist_domains${index}|stateful_domains${index}`,
    ),
    confidence: 0.75,
  },
  {
    role: 'base-url',
    pattern:
      /(?<![^._])(public|app|application|site|base|frontend|web|website|server|external|api_external|canonical|root|nextauth|auth|app_base|public_base|host|service|self|own|domain)_?(base_?|root_?|site_?)?ur[il]$|(?<![^._])(server_name|public_host(name)?|app_domain|site_domain|base_domain|kc_hostname|default_uri|endpoint[._]url[._]host)$/,
    confidence: 0.75,
  },
]

const hostPattern = /^(?:\*\.|\.)?(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$|^localhost$|^\d+\.\d+\.\d+\.\d+$/

/** Hosts that a text names: in URLs, or in a list of bare names. */
export const hostsInText = (text: string): readonly string[] => {
  const hosts = text
    .split(/[\s,;|"'[\]()]+/)
    .slice(0, 200)
    .map(part => {
      const [, authority = part] = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(part) ?? []
      return authority
        .replace(/^.*@/, '')
        .replace(/[/?#].*$/, '')
        .replace(/:(\d+|\*)$/, '')
        .toLowerCase()
    })
    .filter(host => hostPattern.test(host))
  return [...new Set(hosts)]
}

/** Text of a value as far as it is known; what is not is left out. */
const knownText = (value: Value): string | undefined => {
  if (value.sensitive) return undefined
  if (value.kind === 'known') return value.value === null ? '' : String(value.value)
  if (value.kind === 'list' || value.kind === 'set') return value.items.map(item => knownText(item) ?? '').join(' ')
  return undefined
}

interface Shape {
  readonly factor: number
  readonly because: string
}

/** Whether a value can be what its name says. */
const shapeOf = (role: DomainRole, text: string | undefined, hosts: readonly string[]): Shape => {
  if (text === undefined) return { factor: 1, because: 'its name says so; its value is not known' }
  if (hosts.length > 0)
    return {
      factor: 1,
      because: /:\/\//.test(text) ? 'its name says so and it holds a URL' : 'its name says so and it holds a host',
    }
  if (text === '') return { factor: 1, because: 'its name says so; it is empty' }
  if (/^\*$|(^|[\s,])\*($|[\s,])/.test(text) && (role === 'cors-origin' || role === 'allowed-host' || role === 'csp'))
    return { factor: 1, because: 'its name says so and it allows all' }
  if (/^\/[^/]/.test(text) && (role === 'redirect' || role === 'logout'))
    return { factor: 0.7, because: 'its name says so and it holds a path' }
  if (/^(https?:)?\/\//.test(text)) return { factor: 1, because: 'its name says so and it holds a URL' }
  if (/^[a-z\d-]+(:\d+)?$/i.test(text) && role === 'allowed-host') return { factor: 0.8, because: 'its name says so' }
  return { factor: 0.3, because: 'only its name says so' }
}

/** `guardianDomain = ".example.com"`: hardly anything but cookies has a domain that begins with a dot. */
const dottedDomain = { role: 'cookie-domain', confidence: 0.6 } as const
const isDottedDomain = (path: string, text: string): boolean =>
  /(?<![^._])domain$/.test(path) && /^\.[a-z\d-]+(\.[a-z\d-]+)+$/i.test(text)

/** Settings that are tied to a domain, in their order. */
export const domainTiedSettings = (settings: readonly EvaluatedSetting[]): readonly DomainTiedSetting[] => {
  const found = settings.flatMap(({ key, value }): readonly DomainTiedSetting[] => {
    const path = normaliseKey([key])
    const text = knownText(value)
    // The number of a list's member keeps its dot.
    const flat = path.replace(/\.(?!\d+(?:\.|$))/g, '_')
    const word =
      words.find(({ pattern }) => pattern.test(path) || pattern.test(flat)) ??
      (text !== undefined && isDottedDomain(path, text) ? dottedDomain : undefined)
    if (word === undefined) return []
    const hosts = text === undefined ? [] : hostsInText(text)
    const { factor, because } = shapeOf(word.role, text, hosts)
    const confidence = Math.round(word.confidence * factor * 100) / 100
    return [{ role: word.role, key, value, hosts, confidence, because }]
  })
  const own = new Set(
    found.filter(({ role }) => role === 'base-url' || role === 'redirect').flatMap(({ hosts }) => hosts),
  )
  return found
    .map(setting =>
      setting.role === 'webhook' && setting.hosts.some(host => own.has(host))
        ? { ...setting, confidence: 0.8, because: "its name says so and its host is one of the app's own" }
        : setting,
    )
    .filter(({ confidence }) => confidence >= leastConfidence)
}
