import type { Certificate } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import { isString, type Value } from '../../model/value.ts'

/** Something that presents a certificate, and where it looks for it. */
export interface RegionalUse {
  /** What presents it, for people. */
  readonly what: string
  readonly by: Value
  readonly certificate: Certificate | undefined
  /** Where the certificate is: the region of its provider, or the one in its ARN. */
  readonly region: Value
  readonly wanted: string
}

/** CloudFront guide, "Requirements for using SSL/TLS certificates with CloudFront"; API Gateway and Cognito put CloudFront in front of such names. */
const edgeRegion = 'us-east-1'

const regionInArn = (value: Value): Value | undefined => {
  if (!isString(value)) return undefined
  const [, region] = /^arn:aws[\w-]*:acm:([a-z\d-]+):/.exec(value.value) ?? []
  return region === undefined ? undefined : { ...value, value: region }
}

const text = (value: Value | undefined): string | undefined => (isString(value) ? value.value : undefined)

/** Certificates of ACM that are attached to something, with the region that it takes them from. */
export const regionalUses = (model: EnvironmentModel): readonly RegionalUse[] => {
  const { listener, distribution, 'api-domain': apis, 'user-pool-domain': logins } = model.entities
  const attached = [
    ...distribution.map(each => ({ each, what: 'CloudFront', wanted: edgeRegion })),
    ...logins.map(each => ({ each, what: 'the login domain', wanted: edgeRegion })),
    ...apis.map(each => {
      const type = text(each.endpointType)
      const wanted = type === 'EDGE' ? edgeRegion : type === undefined ? undefined : text(each.region)
      return { each, what: `the ${type ?? ''} domain of an API`, wanted }
    }),
    ...listener.map(each => ({ each, what: 'the listener', wanted: text(each.region) })),
    ...model.entities['listener-certificate'].map(each => ({ each, what: 'the listener', wanted: text(each.region) })),
  ]
  return attached.flatMap(({ each, what, wanted }): readonly RegionalUse[] => {
    const by = each.certificate
    if (by === undefined || wanted === undefined || each.exists === 'no') return []
    const resolved = resolveEntity(model, 'certificate', by)
    const certificate = resolved.kind === 'entity' ? resolved.entity : undefined
    const region = certificate?.region ?? regionInArn(by)
    return region === undefined ? [] : [{ what, by, certificate, region, wanted }]
  })
}
