import { isString, itemsOf, type Value } from '../../model/value.ts'

/** Hosts in a setting: of URLs, of `host:port`, of a list of either. */
export const hostsIn = (value: Value | undefined): readonly string[] => {
  if (!value || value.sensitive) return []
  const items = itemsOf(value)
  if (items) return items.flatMap(hostsIn)
  if (!isString(value)) return []
  return value.value.split(/[\s,;|]+/).flatMap(text => {
    const [, authority = text] = /^[a-z][a-z\d+.-]*:\/\/([^/?#]+)/i.exec(text) ?? []
    const host = authority.replace(/^.*@/, '').replace(/:\d+$/, '').replace(/^\./, '').toLowerCase()
    return /^(?:[a-z\d-]+\.)+[a-z]{2,}$/.test(host) ? [host] : []
  })
}
