import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Transforms } from './stack.ts'
import { entryOf, type TemplateNode, textOf } from './template-node.ts'

/** Transforms of AWS that leave the resources on a request's path as they are written. */
const harmless = /^AWS::(CodeDeployBlueGreen|SecretsManager-.+)$/

/** The template's `Transform`: a name, {Name, Parameters}, or a list of them. */
export const transformsOf = (node: TemplateNode | undefined, report: (diagnostic: Diagnostic) => void): Transforms => {
  const macros: string[] = []
  const names = (node?.kind === 'list' ? node.items : node ? [node] : []).map(item => ({
    name: textOf(item) ?? textOf(entryOf(item, 'Name')) ?? '?',
    at: item.at,
  }))
  for (const { name, at } of names) {
    if (name === 'AWS::LanguageExtensions' || name === 'AWS::Serverless-2016-10-31' || harmless.test(name)) continue
    macros.push(name)
    report({
      severity: 'warning',
      summary: `Macro ${name.slice(0, 100)} not run`,
      detail: `The macro may rewrite every resource of this template; they are shown as written. For exact values, analyse the processed template (aws cloudformation get-template --template-stage Processed).`,
      at,
    })
  }
  return {
    languageExtensions: names.some(({ name }) => name === 'AWS::LanguageExtensions'),
    serverless: names.some(({ name }) => name === 'AWS::Serverless-2016-10-31'),
    macros,
  }
}
