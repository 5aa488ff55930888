import { beforeAll, describe, expect, test } from 'vitest'
import { analyzeFiles, edited, exampleAt, type Files, onlyComparison, withFiles } from '../helpers/example.ts'

const fingerprints = async (files: Files): Promise<readonly string[]> => {
  const { findings, undetermined } = onlyComparison(await analyzeFiles(files))
  return [...findings, ...undetermined].map(({ rule, subject, fingerprint }) => `${rule} ${subject} ${fingerprint}`)
}

const everywhere = (files: Files, suffix: string, edit: (text: string) => string): Files =>
  new Map([...files].map(([path, text]) => [path, path.endsWith(suffix) ? edit(text) : text]))

/** The top-level blocks of a Terraform file, with the comments above them. */
const blocksOf = (text: string): readonly string[] =>
  text.split(/\n(?=(?:#[^\n]*\n)*(?:resource|data|module|locals|variable|output)\b)/)

const production = 'terraform/environments/production'

/** Edits after which every request fares as before. */
const edits: readonly (readonly [string, (files: Files) => Files])[] = [
  [
    'resources renamed',
    files =>
      everywhere(files, '.tf', text =>
        text
          .replaceAll('aws_lb_listener_rule" "this', 'aws_lb_listener_rule" "forwarding')
          .replaceAll('aws_lb_listener_rule.this', 'aws_lb_listener_rule.forwarding')
          .replaceAll('aws_lb" "this', 'aws_lb" "front')
          .replaceAll('aws_lb.this', 'aws_lb.front'),
      ),
  ],
  [
    'a module call renamed in one environment',
    files =>
      withFiles(files, {
        [`${production}/main.tf`]: (files.get(`${production}/main.tf`) ?? '')
          .replaceAll('module "load_balancer"', 'module "edge"')
          .replaceAll('module.load_balancer', 'module.edge'),
        [`${production}/outputs.tf`]: (files.get(`${production}/outputs.tf`) ?? '').replaceAll(
          'module.load_balancer',
          'module.edge',
        ),
      }),
  ],
  ['blocks reordered', files => everywhere(files, 'main.tf', text => [...blocksOf(text)].reverse().join('\n'))],
  [
    'blocks moved to other files',
    files => {
      const [first = '', ...rest] = blocksOf(files.get(`${production}/main.tf`) ?? '')
      return withFiles(files, {
        [`${production}/main.tf`]: first,
        ...Object.fromEntries(rest.map((block, index) => [`${production}/part-${index}.tf`, block])),
      })
    },
  ],
  [
    'a literal made a variable',
    files =>
      withFiles(files, {
        'terraform/modules/load-balancer/main.tf': edited(
          files,
          'terraform/modules/load-balancer/main.tf',
          '"Service Not Found"',
          'var.not_found_body',
        ),
        'terraform/modules/load-balancer/variables.tf': `${files.get('terraform/modules/load-balancer/variables.tf')}\nvariable "not_found_body" {\n  type    = string\n  default = "Service Not Found"\n}\n`,
      }),
  ],
  [
    'count made for_each',
    files => {
      const path = 'terraform/modules/network/main.tf'
      return withFiles(files, {
        [path]: (files.get(path) ?? '')
          .replaceAll(
            'count = var.nat_gateways',
            'for_each = { for index in range(var.nat_gateways) : tostring(index) => index }',
          )
          .replaceAll('count.index', 'each.value'),
      })
    },
  ],
  [
    'logical ids of a template renamed',
    files =>
      everywhere(files, 'template.yaml', text =>
        text
          .replaceAll('StatementsRule', 'ForwardStatements')
          .replaceAll('TargetGroup:', 'Targets:')
          .replaceAll('!Ref TargetGroup', '!Ref Targets'),
      ),
  ],
  [
    'comments and blank lines added',
    files => everywhere(files, '.tf', text => `# reviewed\n\n${text.replaceAll('\n\n', '\n\n\n')}`),
  ],
  [
    'a module directory renamed',
    files =>
      new Map(
        [...files].map(([path, text]) => [
          path.replace('modules/dns/', 'modules/names/'),
          path.endsWith('.tf') ? text.replaceAll('modules/dns"', 'modules/names"') : text,
        ]),
      ),
  ],
  ['settings reordered', files => everywhere(files, '.env.production', text => text.split('\n').reverse().join('\n'))],
]

describe.each(['as-it-was', 'corrected'] as const)('%s', moment => {
  let before: readonly string[]
  beforeAll(async () => {
    before = await fingerprints(exampleAt(moment))
  })
  test.each(edits)('%s changes no finding', async (_, edit) => {
    const files = exampleAt(moment)
    const after = edit(files)
    expect([...after].some(([path, text]) => files.get(path) !== text)).toBe(true)
    expect(await fingerprints(after)).toEqual(before)
  })
})
