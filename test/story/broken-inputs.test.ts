import { describe, expect, test } from 'vitest'
import { formatLocation } from '../../src/model/source-location.ts'
import { analyzeFiles, edited, exampleAt, type Files, onlyComparison, withFiles } from '../helpers/example.ts'

const files = exampleAt('as-it-was')
const production = 'terraform/environments/production'

/** One broken input each, the place that the diagnostic must name, and a finding that must be there all the same. */
const table: readonly (readonly [string, Files, RegExp, string])[] = [
  [
    'malformed HCL',
    withFiles(files, { [`${production}/broken.tf`]: 'resource "aws_s3_bucket" "x" {\n  bucket = = 1\n}\n' }),
    /broken\.tf:2$/,
    'dns-record-missing',
  ],
  [
    'malformed tfvars',
    withFiles(files, { [`${production}/z.auto.tfvars`]: 'log_retention_days = [1\n' }),
    /z\.auto\.tfvars:[12]$/,
    'dns-record-missing',
  ],
  [
    'malformed YAML',
    withFiles(files, {
      'services/statements-api/template.yaml': `${files.get('services/statements-api/template.yaml')}\n  bad: [1\n`,
    }),
    /template\.yaml:\d+$/,
    'dns-record-missing',
  ],
  [
    'malformed JSON',
    withFiles(files, { 'services/statements-api/parameters/production.json': '[{ "ParameterKey": "Environment", ]' }),
    /production\.json:1$/,
    'dns-record-missing',
  ],
  [
    'malformed TOML',
    withFiles(files, { 'services/statements-api/config/production.toml': '[auth\nissuer = "x"\n' }),
    /production\.toml:1$/,
    'dns-record-missing',
  ],
  [
    'a missing module directory',
    withFiles(files, {
      'terraform/modules/network/main.tf': undefined,
      'terraform/modules/network/variables.tf': undefined,
      'terraform/modules/network/outputs.tf': undefined,
      'terraform/modules/network/versions.tf': undefined,
    }),
    /main\.tf:\d+$/,
    'dns-record-missing',
  ],
  [
    'a module cycle',
    withFiles(files, { 'terraform/modules/network/again.tf': 'module "again" {\n  source = "../network"\n}\n' }),
    /again\.tf:\d+$/,
    'dns-record-missing',
  ],
  [
    'an unknown intrinsic',
    withFiles(files, {
      'services/statements-api/template.yaml': edited(
        files,
        'services/statements-api/template.yaml',
        'LogGroupName: !Sub /ecs',
        'LogGroupName: !Subst /ecs',
      ),
    }),
    /template\.yaml:\d+$/,
    'dns-record-missing',
  ],
  [
    'a parameter file that is not there',
    withFiles(files, { 'services/statements-api/parameters/production.json': undefined }),
    /production\.json:1$/,
    'dns-record-missing',
  ],
]

describe('one broken input', () => {
  test.each(table)('%s is told with its line, and the rest is still analysed', async (_, broken, place, rule) => {
    const analysis = await analyzeFiles(broken)
    const places = analysis.diagnostics.map(({ at }) => formatLocation(at))
    expect(
      places.some(text => place.test(text)),
      places.join('\n'),
    ).toBe(true)
    expect(analysis.diagnostics.every(({ detail }) => detail.length > 10)).toBe(true)
    expect(onlyComparison(analysis).findings.map(({ rule: id }) => id)).toContain(rule)
  })
})
