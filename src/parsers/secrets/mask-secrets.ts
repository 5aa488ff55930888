import { isSecretText } from '../cloudformation/secret-text.ts'

const token = /"((?:\\.|[^"\\\n]){6,4000})"|'((?:\\.|[^'\\\n]){6,4000})'|([\w+/.~@%&!$-]{6,4000}={0,2})/g
const nameBefore = /([A-Za-z][\w.-]{0,80})["']?\s{0,40}(?:[:=]|=>|,)\s{0,40}["']?$/
/** `"ParameterKey": "DbPassword", "ParameterValue": `: the value goes by the other member. */
const keyBeside =
  /(?:key|name)["']?\s{0,20}[:=]\s{0,20}["']?([A-Za-z][\w.-]{0,80})["']?\s{0,20},\s{0,40}["']?(?:parameter_?)?value["']?\s{0,20}[:=]\s{0,20}["']?$/i

/**
 * Source text for people to look at, line by line as it was, with every secret in it covered: what its name or its shape shows, and
 * what `isSealed` knows to be one.
 */
export const maskSecrets = (text: string, isSealed: (text: string) => boolean): string =>
  text.replace(token, (written, double?: string, single?: string, bare?: string, offset = 0) => {
    const value = double ?? single ?? bare ?? ''
    const line = text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 120), offset)
    const beside = keyBeside.exec(text.slice(Math.max(0, offset - 240), offset))
    const name = (beside ?? nameBefore.exec(line))?.[1]
    if (/^(parameter_?)?value$/i.test(value) || (!isSecretText(value, name) && !isSealed(value))) return written
    return written.replace(value, '(secret)')
  })
