import type { Files } from '../../helpers/example.ts'
import type { Company, Deployment } from '../company/deployment.ts'
import { frameworkOf, writeApps } from './apps.ts'
import type { Style } from './style.ts'
import { parametersPath, stackServices, templatePath, writeStacks } from './template.ts'
import { writeTerraform } from './terraform-root.ts'

/** The whole repository of a company, each environment in a style of its own. */
export const writeRepository = (
  { staging, production }: Company,
  styles: { readonly staging: Style; readonly production: Style },
): Files =>
  new Map([
    ...writeDeployment(staging, styles.staging),
    ...writeDeployment(production, styles.production),
    [
      'sotsu.yaml',
      `environments:\n${environmentOf(staging, styles.staging)}${environmentOf(production, styles.production)}comparisons:\n  - { staging: staging, production: production }\n`,
    ],
  ])

const writeDeployment = (deployment: Deployment, style: Style): Files =>
  new Map([...writeTerraform(deployment, style), ...writeStacks(deployment, style), ...writeApps(deployment, style)])

const environmentOf = (deployment: Deployment, style: Style): string => {
  const { environment, account, services } = deployment
  const stacks = stackServices(deployment).map(
    service =>
      `      - template: ${templatePath(deployment, service, style)}\n        parameterFiles: [${parametersPath(deployment, service)}]\n        stackName: ${service.name}-${environment}\n`,
  )
  const apps = services.flatMap(({ name, app }) =>
    app
      ? `      - { name: ${name}, dir: apps/${environment}/${name}, framework: ${frameworkOf[app.format]}, profile: ${environment} }\n`
      : [],
  )
  return [
    `  ${environment}:\n    region: eu-west-1\n    account: "${account}"\n    terraform:\n      - dir: infra/${environment}\n`,
    ...(stacks.length > 0 ? ['    cloudformation:\n', ...stacks] : []),
    ...(apps.length > 0 ? ['    apps:\n', ...apps] : []),
  ].join('')
}
