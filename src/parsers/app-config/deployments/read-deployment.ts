import type { EvaluatedResource } from '../../../model/evaluated.ts'
import type { Value } from '../../../model/value.ts'
import type { AppFiles } from '../app-files.ts'
import { helmValues, renderTemplates } from '../frameworks/helm.ts'
import { getPath } from '../layers/merge.ts'
import { textOf } from '../read-value.ts'
import { type TemplatesOfApp, templateContainers, templateResources } from './cloudformation.ts'
import { composeContainers } from './compose.ts'
import type { Container } from './container.ts'
import { kubernetesContainers } from './kubernetes.ts'
import { kubernetesObjects } from './kustomize.ts'
import { serverlessContainers } from './serverless.ts'
import { readTerraform, type TerraformBlock, terraformContainers } from './terraform.ts'

export interface Deployment {
  readonly containers: readonly Container[]
  /** What the containers' processes get, together. */
  readonly environment: ReadonlyMap<string, Value>
  /** The deployment says all that its processes get: variables of the deploying shell do not reach them by themselves. */
  readonly isolated: boolean
  readonly documents: readonly Value[]
  readonly blocks: readonly TerraformBlock[]
  readonly resources: readonly EvaluatedResource[]
}

const gatewayText =
  /jwt_authn|RequestAuthentication|_format_version|openid-connect|x-amazon-apigateway-authorizer|auth\/validator|self:|"self"|connectors:|staticClients|jwksUrl|signingSecret/

/** How the app's own directory says that it is deployed: compose, Kubernetes (plain, Kustomize, Helm), Terraform, CloudFormation. */
export const readDeployment = (input: TemplatesOfApp): Deployment => {
  const { files, profile, variables } = input
  const values = helmValues(files, profile)
  const rendered = values === undefined ? [] : renderTemplates(files, values)
  const objects = [...kubernetesObjects(files, profile), ...rendered]
  embedConfigFiles(files, objects)
  const blocks = readTerraform(files, profile, variables)
  const resources = templateResources(input)
  const containers = [
    ...composeContainers(files, profile, variables),
    ...kubernetesContainers(objects),
    ...terraformContainers(blocks),
    ...templateContainers(resources),
    ...serverlessContainers(files, profile, variables),
  ]
  const gateways = files
    .matching(/\.(ya?ml|json)$/)
    .filter(file => gatewayText.test(file.source.text) && !file.source.text.includes('{{'))
    .flatMap(file => file.documents())
  return {
    containers,
    environment: new Map(containers.flatMap(container => [...container.environment])),
    isolated: false,
    documents: [...new Set([...objects, ...gateways])],
    blocks,
    resources,
  }
}

/** A ConfigMap may hold whole files: they are read as if they stood beside the app. */
const embedConfigFiles = (files: AppFiles, objects: readonly Value[]): void => {
  for (const object of objects) {
    const data = textOf(getPath(object, ['kind'])) === 'ConfigMap' ? getPath(object, ['data']) : undefined
    for (const [name, value] of data?.kind === 'map' ? data.entries : []) {
      const text = textOf(value)
      if (
        text !== undefined &&
        /^[\w.-]+\.(ya?ml|json|toml|properties|conf|env)$/.test(name) &&
        files.get(name) === undefined
      )
        files.embed(name, text, value.from.at)
    }
  }
}
