import type { Certificate } from '../../model/entity.ts'
import { type EnvironmentModel, resolveEntity } from '../../model/environment-model.ts'
import type { Value } from '../../model/value.ts'

export interface PresentedCertificate {
  readonly certificate: Certificate
  /** What attaches it. */
  readonly by: Value
}

/** Certificates of the sources that listeners and distributions present, as often as they do. */
export const presentedCertificates = (model: EnvironmentModel): readonly PresentedCertificate[] => {
  const { listener, 'listener-certificate': more, distribution } = model.entities
  return [...listener, ...more, ...distribution].flatMap(({ certificate: by }) => {
    const found = by && resolveEntity(model, 'certificate', by)
    return by && found?.kind === 'entity' ? [{ certificate: found.entity, by }] : []
  })
}
