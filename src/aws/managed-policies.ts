import type { Selected, Selection } from '../model/entity.ts'
import { everything, nothing } from '../model/selection.ts'
import type { Truth } from '../model/truth.ts'

export interface ManagedPolicy {
  readonly selected: Selected
  /** Whether answers are kept that say nothing of it themselves. */
  readonly caches: Truth
}

const only = (...names: readonly string[]): Selection => ({ kind: 'only', names, isOpen: false })
const cors = ['origin', 'access-control-request-headers', 'access-control-request-method']
const override = ['host', 'origin', 'x-http-method-override', 'x-http-method', 'x-method-override']

type Row = readonly [
  id: string,
  name: string,
  headers: Selection,
  cookies: Selection,
  queries: Selection,
  caches: boolean,
]

/** CloudFront guide, "Use managed origin request policies" and "Use managed cache policies". */
const rows: readonly Row[] = [
  ['216adef6-5c7f-47e4-b989-5492eafa07d3', 'Managed-AllViewer', everything, everything, everything, false],
  [
    '33f36d7e-f396-46d9-90e0-52428a34d9dc',
    'Managed-AllViewerAndCloudFrontHeaders-2022-06',
    everything,
    everything,
    everything,
    false,
  ],
  [
    'b689b0a8-53d0-40ab-baf2-68738e2966ac',
    'Managed-AllViewerExceptHostHeader',
    { kind: 'all-but', names: ['host'], isOpen: false },
    everything,
    everything,
    false,
  ],
  ['59781a5b-3903-41f3-afcb-af62929ccde1', 'Managed-CORS-CustomOrigin', only('origin'), nothing, nothing, false],
  ['88a5eaf4-2fd4-4709-b370-b4c650ea3fcf', 'Managed-CORS-S3Origin', only(...cors), nothing, nothing, false],
  [
    '775133bc-15f2-49f9-abea-afb2e0bf67d2',
    'Managed-Elemental-MediaTailor-PersonalizedManifests',
    only(...cors, 'user-agent', 'x-forwarded-for'),
    nothing,
    everything,
    false,
  ],
  [
    'acba4595-bd28-49b8-b9fe-13317c0390fa',
    'Managed-UserAgentRefererHeaders',
    only('user-agent', 'referer'),
    nothing,
    nothing,
    false,
  ],
  ['bf0718e1-ba1e-49d1-88b1-f726733018ae', 'Managed-HostHeaderOnly', only('host'), nothing, nothing, false],
  ['658327ea-f89d-4fab-a63d-7e88639e58f6', 'Managed-CachingOptimized', nothing, nothing, nothing, true],
  [
    'b2884449-e4de-46a7-ac36-70bc7f1ddd6d',
    'Managed-CachingOptimizedForUncompressedObjects',
    nothing,
    nothing,
    nothing,
    true,
  ],
  ['4135ea2d-6df8-44a3-9df3-4b5a84be39ad', 'Managed-CachingDisabled', nothing, nothing, nothing, false],
  [
    '83da9c7e-98b4-4e11-a168-04f0df8e2c65',
    'UseOriginCacheControlHeaders',
    only(...override),
    everything,
    nothing,
    false,
  ],
  [
    '4cc15a8a-d715-48a4-82b8-cc0b614638fe',
    'UseOriginCacheControlHeaders-QueryStrings',
    only(...override),
    everything,
    everything,
    false,
  ],
]

/** A policy of AWS's own, by its id or name. */
export const managedPolicy = (text: string): ManagedPolicy | undefined => {
  const row = rows.find(([id, name]) => id === text || name === text)
  if (row === undefined) return undefined
  const [, , headers, cookies, queries, caches] = row
  return { selected: { headers, cookies, queries }, caches: caches ? 'yes' : 'no' }
}
