import type { Scalar as YamlScalar } from 'yaml'
import type { Scalar } from '../../model/value.ts'

export interface ReadScalar {
  readonly value: Scalar
  readonly text: string
  readonly written?: string
  /** Why a person may have meant something else. */
  readonly doubt?: string
}

/**
 * What the service makes of an unquoted scalar. Templates are YAML 1.1 without timestamps, as SnakeYAML and PyYAML read it: yes/no/on/off are
 * booleans (single letters are not), a leading zero makes an octal number where all digits allow it and plain text where they do not.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export const scalarOf = (node: YamlScalar): ReadScalar => {
  const source = node.source ?? ''
  if (node.type !== 'PLAIN' || typeof node.value === 'string') {
    const plain = node.type === 'PLAIN'
    if (plain && /^(yes|Yes|YES|on|On|ON)$/.test(source)) return boolean(true, source)
    if (plain && /^(no|No|NO|off|Off|OFF)$/.test(source)) return boolean(false, source)
    const text = String(node.value ?? '')
    if (plain && /^[-+]?[1-9][0-9]*(_+[0-9]+)+$/.test(source))
      return { value: Number(source.replaceAll('_', '')), text }
    return plain && /^[1-9][0-9_]*(:[0-5]?[0-9])+$/.test(source)
      ? { value: text, text, doubt: `"${source}" is a base-60 number in YAML 1.1. Quote it.` }
      : { value: text, text }
  }
  if (typeof node.value === 'boolean') return { value: node.value, text: String(node.value) }
  if (typeof node.value === 'number' || typeof node.value === 'bigint') {
    if (/^[-+]?0[0-9]+$/.test(source))
      return /[89]/.test(source)
        ? { value: source, text: source }
        : {
            value: Number.parseInt(source, 8),
            text: source,
            doubt: `"${source}" is an octal number in YAML 1.1. Quote it.`,
          }
    if (/^[-+]?0o/.test(source)) return { value: source, text: source }
    return { value: Number(node.value), text: source }
  }
  return { value: null, text: '' }
}

const boolean = (value: boolean, source: string): ReadScalar => ({
  value,
  text: String(value),
  written: source,
  doubt: `"${source}" is the boolean ${value} in YAML 1.1. Quote it if text is meant.`,
})
