import { ConversionError, convert } from '../convert.ts'
import { goQuote } from '../go-quote.ts'
import { isIdentifier } from '../identifier.ts'
import { isDeeplySensitive, mergeMarks, sensitiveMarks, withMarks, withMarksOfParts } from '../marks.ts'
import { setOf } from '../set.ts'
import { boolType, dynamicType, setType, stringType } from '../type.ts'
import type { HclValue } from '../value.ts'
import { entriesOf } from '../value-access.ts'
import { knownBool, knownString } from '../value-constructors.ts'
import { textAt } from './arguments.ts'
import { decodeUtf8 } from './base64.ts'
import type { HclFunction, Parameter } from './define-function.ts'
import { defineFunction } from './define-function.ts'
import type { FunctionContext } from './function-context.ts'
import { FunctionError } from './function-error.ts'
import { readGlob } from './glob.ts'
import { digests } from './hash.ts'
import { cleanPath } from './path.ts'

const path: Parameter = { name: 'path', type: stringType }

const read = (name: string, { readFile, budget }: FunctionContext): Uint8Array => {
  const content = readFile(name)
  if (content instanceof Uint8Array) {
    budget.spend(content.length)
    return content
  }
  if (content.failure === 'missing')
    throw new FunctionError(
      0,
      `no file exists at ${goQuote(name)}; this function works only with files that are distributed as part of the configuration source code, so if this file will be created by a resource in this configuration you must instead obtain this result from an attribute of that resource`,
    )
  throw new FunctionError(0, `failed to read ${goQuote(name)}: ${content.why}`)
}

const readText = (name: string, context: FunctionContext): string => {
  const text = decodeUtf8(read(name, context))
  if (text === undefined)
    throw new FunctionError(
      0,
      `contents of ${goQuote(name)} are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead`,
    )
  return text
}

const ofContent = (name: string, map: (path: string, context: FunctionContext) => string): HclFunction =>
  defineFunction({
    name,
    params: [path],
    returns: stringType,
    call: (args, context) => knownString(map(textAt(args, 0), context)),
  })

const fileexists = defineFunction({
  name: 'fileexists',
  params: [path],
  returns: boolType,
  call: (args, { readFile }) => {
    const content = readFile(textAt(args, 0))
    return knownBool(content instanceof Uint8Array || content.failure !== 'missing')
  },
})

const relative = (from: string, to: string): string => {
  const start = from === '.' ? [] : from.split('/')
  const end = to.split('/')
  let shared = 0
  while (shared < start.length && shared < end.length && start[shared] === end[shared]) shared += 1
  return [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/')
}

const fileset = defineFunction({
  name: 'fileset',
  params: [path, { name: 'pattern', type: stringType }],
  returns: setType(stringType),
  call: (args, { listFiles, budget }) => {
    const directory = cleanPath(textAt(args, 0))
    const glob = readGlob(`${textAt(args, 0)}/${textAt(args, 1)}`)
    if (glob === undefined)
      throw new FunctionError(undefined, `failed to glob pattern ${goQuote(textAt(args, 1))}: syntax error in pattern`)
    const files = listFiles(glob.base === '' ? '.' : glob.base) ?? []
    budget.spend(files.length * 16)
    const found = files.filter(file => glob.matches(file))
    return setOf(
      stringType,
      found.map(file => knownString(relative(directory, glob.base === '' ? file : `${glob.base}/${file}`))),
    )
  },
})

const variablesAt = (args: readonly HclValue[]): ReadonlyMap<string, HclValue> => {
  const variables = entriesOf(args[1])
  if (variables === undefined) throw new FunctionError(1, 'invalid vars value: must be a map')
  for (const name of variables.keys())
    if (!isIdentifier(name))
      throw new FunctionError(
        1,
        `invalid template variable name ${goQuote(name)}: must start with a letter, followed by zero or more letters, digits, and underscores`,
      )
  return variables
}

const vars: Parameter = { name: 'vars', type: dynamicType, marks: 'own' }

/** The result flowed from the variables that were used; one that is sensitive makes it so even if it was not. */
const withMarksOfVariables = (rendered: HclValue, vars: HclValue | undefined): HclValue => {
  if (vars === undefined) return rendered
  const whole = isDeeplySensitive(vars) ? mergeMarks(vars.marks, sensitiveMarks) : vars.marks
  return vars.marks.sensitive ? withMarks(rendered, whole) : withMarksOfParts(rendered, whole)
}

const templatefile = defineFunction({
  name: 'templatefile',
  params: [path, vars],
  returns: dynamicType,
  refinement: {},
  call: (args, context) => {
    const name = textAt(args, 0)
    const rendered = context.renderTemplate(name, readText(name, context).replace(/^\ufeff/, ''), variablesAt(args))
    if (rendered.state === 'null') throw new FunctionError(undefined, 'the template result is null')
    return withMarksOfVariables(rendered, args[1])
  },
})

const templatestring = defineFunction({
  name: 'templatestring',
  params: [{ name: 'template', type: stringType }, vars],
  returns: stringType,
  call: (args, context) => {
    const rendered = context.renderTemplate('<templatestring argument>', textAt(args, 0), variablesAt(args))
    if (rendered.state === 'null') throw new FunctionError(undefined, 'the template result is null')
    try {
      return withMarksOfVariables(convert(rendered, stringType), args[1])
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error
      throw new FunctionError(undefined, `invalid template result: ${error.message}`)
    }
  },
})

export const filesystemFunctions: readonly HclFunction[] = [
  ofContent('file', readText),
  ofContent('filebase64', (name, context) => Buffer.from(read(name, context)).toString('base64')),
  ...Object.entries(digests).map(([name, digestOf]) =>
    ofContent(`file${name}`, (file, context) => digestOf(read(file, context))),
  ),
  fileexists,
  fileset,
  templatefile,
  templatestring,
]
