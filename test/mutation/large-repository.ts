import type { Files } from '../helpers/example.ts'
import type { Deployment } from './company/deployment.ts'
import { generateCompany } from './company/generate-company.ts'
import { plainStyle, type Style } from './write/style.ts'
import { writeTerraform } from './write/terraform-root.ts'

const linesOf = (text: string): number => text.split('\n').length

const environmentOf = ({ environment, account }: Deployment, products: number): string =>
  [
    `  ${environment}:\n    region: eu-west-1\n    account: "${account}"\n    terraform:\n`,
    ...Array.from({ length: products }, (_, product) => `      - dir: product-${product}/infra/${environment}\n`),
  ].join('')

/** Products of one company until each environment has so many lines of Terraform, every other one written with modules. */
export const largeRepository = (lines: number): { readonly files: Files; readonly linesEach: number } => {
  const files = new Map<string, string>()
  const company = generateCompany(1, 4)
  let products = 0
  let written = 0
  while (written < lines) {
    const style: Style = { ...plainStyle, services: products % 2 === 0 ? 'resources' : 'modules', values: 'variables' }
    const { staging, production } = generateCompany(1 + products, 20, `p${products}`)
    for (const deployment of [staging, production])
      for (const [path, text] of writeTerraform(deployment, style)) {
        files.set(`product-${products}/${path}`, text)
        if (deployment === production && path.endsWith('.tf')) written += linesOf(text)
      }
    products++
  }
  files.set(
    'sotsu.yaml',
    `environments:\n${environmentOf(company.staging, products)}${environmentOf(company.production, products)}comparisons:\n  - { staging: staging, production: production }\n`,
  )
  return { files, linesEach: written }
}
