import { mapTree } from '../../../src/io/map-tree.ts'
import type { EvaluatedSource } from '../../../src/model/evaluated.ts'
import { formatLocation, startOf } from '../../../src/model/source-location.ts'
import { known, type Value } from '../../../src/model/value.ts'
import { valueToJson } from '../../../src/model/value-json.ts'
import {
  evaluateTemplate,
  parameterInput,
  type TemplateInput,
} from '../../../src/parsers/cloudformation/evaluate-template.ts'

type Texts = Readonly<Record<string, string>>

export interface Given {
  readonly parameters?: Texts
  readonly imports?: Texts
  readonly ssm?: Texts
  readonly files?: Texts
  readonly more?: Partial<TemplateInput>
}

const values = (texts: Texts = {}): ReadonlyMap<string, Value> =>
  new Map(Object.entries(texts).map(([name, text]) => [name, known(text, { at: startOf(name), origins: [] })]))

/** A template in the file `template.yaml`, deployed as the stack `web` to us-east-1 of account 111122223333. */
export const evaluate = (text: string, { parameters, imports, ssm, files, more }: Given = {}): EvaluatedSource =>
  evaluateTemplate({
    tree: mapTree(files ?? {}),
    file: 'template.yaml',
    text,
    stack: 'web',
    stackName: 'web',
    region: 'us-east-1',
    account: '111122223333',
    parameters: new Map(
      Object.entries(parameters ?? {}).map(([name, value]) => [
        name,
        parameterInput(name, value, startOf('staging.json')),
      ]),
    ),
    imports: values(imports),
    ssm: values(ssm),
    secrets: { digest: text => `digest of ${text.length} characters` },
    ...more,
  })

/** The template around one value, with what it refers to. */
export const around = (value: string, sections = ''): string => `Parameters:
  Env: {Type: String, Default: staging}
  Port: {Type: Number, Default: 8080}
  Attribute: {Type: String, Default: DNSName}
  Hosts: {Type: CommaDelimitedList, Default: "a, b"}
  Stored: {Type: "AWS::SSM::Parameter::Value<String>", Default: /app/host}
${sections.includes('Mappings:') ? '' : 'Mappings: {Sizes: {staging: {Cpu: "256", Zones: [a, b]}, prod: {Cpu: "512", Zones: [a, b, c]}}}\n'}${
  sections.includes('Conditions:')
    ? ''
    : 'Conditions: {IsProd: !Equals [!Ref Env, prod], IsStored: !Equals [!Ref Stored, x]}\n'
}${sections}
Resources:
  LB: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
  Probe:
    Type: Custom::Probe
    Properties:
      Value: ${value}
`

export const propertyOf = (source: EvaluatedSource, resource = 'Probe', property = 'Value'): Value | undefined =>
  source.resources.find(({ address }) => address.name === resource)?.values.entries.get(property)

export const jsonOf = (source: EvaluatedSource, resource = 'Probe', property = 'Value'): unknown => {
  const value = propertyOf(source, resource, property)
  return value && valueToJson(value)
}

/** `severity line: summary` of every diagnostic. */
export const problems = (source: EvaluatedSource): readonly string[] =>
  source.diagnostics.map(
    ({ severity, summary, at }) => `${severity} ${formatLocation(at).replace(/^.*:/, '')}: ${summary}`,
  )

export const errors = (source: EvaluatedSource): readonly string[] =>
  source.diagnostics.filter(({ severity }) => severity === 'error').map(({ summary }) => summary)
