import { describe, expect, it } from 'vitest'
import { inspectTemplateLine } from '../../../src/parsers/cloudformation/inspect-batch.ts'

const answer = (row: unknown): unknown =>
  JSON.parse(inspectTemplateLine(typeof row === 'string' ? row : JSON.stringify(row)))

const template = `Parameters: {P: {Type: String}}
Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./dir/n.yaml}}, A: {Type: Custom::A, Properties: {V: !Ref P, W: !ImportValue e, X: "{{resolve:ssm:/s}}", Y: !GetAtt N.Outputs.O, Z: !Ref "AWS::AccountId"}}}
`

describe('a line of a batch', () => {
  it('holds everything that decides', () => {
    const row = {
      id: 'one',
      template,
      format: 'yaml',
      parameters: { P: ['a', 1] },
      pseudo: { region: 'us-east-1', accountId: '111122223333', stackName: 's' },
      imports: { e: 'E' },
      ssm: { '/s': 'S' },
      files: { 'dir/n.yaml': 'Resources: {T: {Type: AWS::SNS::Topic}}\nOutputs: {O: {Value: o}}' },
    }
    expect(answer(row)).toMatchObject({
      id: 'one',
      kind: 'cloudformation',
      resources: {
        A: { properties: { V: 'a,1', W: 'E', X: 'S', Y: 'o', Z: '111122223333' } },
        'N/T': { properties: {} },
      },
    })
  })

  it('answers an error of the template by its id', () => {
    expect(answer({ id: 2, template })).toEqual({
      id: 2,
      error: 'Parameter P has no value. "P" has no default, and nothing passes a value. Pass one.',
    })
    expect(answer({ id: 3 })).toEqual({ id: 3, error: 'The line has no "template".' })
    expect(answer('nope')).toEqual({ error: 'The line is not JSON.' })
    expect(answer('[]')).toEqual({ error: 'The line is no JSON object.' })
  })
})
