import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatLocation } from '../../../src/model/source-location.ts'
import { valueToJson } from '../../../src/model/value-json.ts'
import { readParameterFile } from '../../../src/parsers/cloudformation/parameters/read-parameter-file.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/cloudformation/parameters/${name}`, import.meta.url), 'utf8')

const read = (name: string, environment?: string) => readParameterFile(name, fixture(name), environment)
const shown = ({ values }: ReturnType<typeof readParameterFile>) =>
  Object.fromEntries(
    [...values].map(([name, { value, at }]) => [
      name,
      [typeof value === 'string' ? value : valueToJson(value), formatLocation(at)],
    ]),
  )

describe('a parameter file', () => {
  it('is the list that create-stack takes', () => {
    const file = read('list.json')
    expect(file.form).toBe('parameter-list')
    expect(shown(file)).toEqual({
      Host: ['api.example.com', 'list.json:2'],
      Port: ['443', 'list.json:3'],
      Secret: [{ $unknown: 'previous value of Secret' }, 'list.json:4'],
    })
  })

  it('is the configuration of a pipeline, whose functions only the pipeline evaluates', () => {
    const file = read('pipeline.json')
    expect(file.form).toBe('parameters-map')
    expect(shown(file)).toEqual({
      Host: ['api.example.com', 'pipeline.json:3'],
      Image: [{ $unknown: 'Fn::GetParam of Image' }, 'pipeline.json:4'],
      Hosts: ['a,b', 'pipeline.json:5'],
    })
  })

  it('is the whole input of a command', () => {
    const file = read('cli-input.yaml')
    expect(file.stackName).toBe('api-prod')
    expect(shown(file)).toEqual({ Host: ['api.example.com', 'cli-input.yaml:4'] })
  })

  it('is a list of assignments', () => {
    const file = read('assignments.json')
    expect(file.form).toBe('assignment-list')
    expect([...file.values].map(([name, { value }]) => [name, value])).toEqual([
      ['Host', 'api.example.com'],
      ['Hosts', 'a,b'],
      ['Port', '443'],
    ])
  })

  it('is a flat map', () => {
    expect(shown(read('flat.json'))).toEqual({
      Host: ['api.example.com', 'flat.json:1'],
      Debug: ['true', 'flat.json:1'],
    })
  })

  it('is lines of assignments', () => {
    const file = read('prod.env')
    expect(file.diagnostics).toEqual([])
    expect(shown(file)).toEqual({
      Host: ['api.example.com', 'prod.env:2'],
      Title: ['two words', 'prod.env:3'],
      Hosts: ['a,b', 'prod.env:4'],
      Port: ['443', 'prod.env:4'],
      Free: ['one two', 'prod.env:6'],
    })
    expect(read('prod.params').form).toBe('assignments')
  })

  it('is an environment of a samconfig', () => {
    expect(shown(read('samconfig.toml'))).toEqual({
      Host: ['stg.example.com', 'samconfig.toml:8'],
      Title: ['two words', 'samconfig.toml:8'],
    })
    const prod = read('samconfig.toml', 'prod')
    expect(prod).toMatchObject({ stackName: 'api-prod', template: 'template.yaml' })
    expect(shown(prod)).toEqual({
      Host: ['api.example.com', 'samconfig.toml:14'],
      Hosts: ['a,b', 'samconfig.toml:15'],
    })
    expect(read('samconfig.toml', 'staging')).toMatchObject({ stackName: 'api', region: 'us-east-1' })
    const yaml = readParameterFile('samconfig.yaml', fixture('yaml/samconfig.yaml'), 'prod')
    expect(shown(yaml)).toEqual({ Host: ['api.example.com', 'samconfig.yaml:7'] })
  })

  it.each([
    ['t.json', '{"Resources": {}}', 'Not a parameter file'],
    ['t.json', '[1, 2]', 'Not a parameter file'],
    ['t.json', '{"a": ', 'JSON not well-formed'],
    ['t.json', '{"a": null}', 'Null value'],
    ['t.yaml', 'a: [', 'YAML not well-formed'],
    ['t.env', 'no assignment', 'Line is no parameter'],
    ['samconfig.toml', 'a = ', 'TOML not well-formed'],
    ['samconfig.toml', 'version = 0.1', 'No environment default in samconfig'],
    ['samconfig.toml', '[default.deploy.parameters]\nparameter_overrides = "no"', 'Parameter overrides not read'],
  ])('%s holding %j: %s', (file, text, summary) => {
    expect(readParameterFile(file, text).diagnostics[0]?.summary).toBe(summary)
  })
})
