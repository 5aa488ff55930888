import type { Value } from '../../src/model/value.ts'
import { healthCheckDiffers } from '../../src/rules/service/health-check-differs.ts'
import { changed, type Side, shop, shopEntities, text, unset } from '../helpers/model.ts'
import { testRule } from '../helpers/rule-table.ts'

/** The shop's API with this health check and grace period. */
const checked = (side: Side, healthCheck?: Readonly<Record<string, Value>>, gracePeriod?: Value) =>
  shop(
    side,
    changed(
      changed(shopEntities(side), 'aws_lb_target_group.api', {
        port: text(8080),
        ...(healthCheck ? { healthCheck } : {}),
      }),
      'aws_ecs_service.api',
      gracePeriod ? { gracePeriod } : {},
    ),
  )

testRule(healthCheckDiffers, {
  silent: [
    {
      name: 'the same check',
      staging: checked('staging', { path: text('/up') }),
      production: checked('production', { path: text('/up') }),
    },
    {
      name: 'what is assumed, and the same written out',
      staging: checked('staging'),
      production: checked('production', {
        path: text('/'),
        port: text('8080'),
        protocol: text('HTTP'),
        matcher: text('200'),
      }),
    },
    {
      name: 'paths that name their environment',
      staging: checked('staging', { path: text('/health/staging') }),
      production: checked('production', { path: text('/health/production') }),
    },
    {
      name: 'another grace period',
      staging: checked('staging', undefined, text(60)),
      production: checked('production', undefined, text(30)),
    },
  ],
  reports: [
    {
      name: 'another path and other codes',
      staging: checked('staging', { path: text('/up'), matcher: text('200-299') }),
      production: checked('production', { path: text('/') }),
      expect: [
        'the health check of api has path / instead of /up, matcher 200 instead of 200-299: staging does not show that tasks pass it',
      ],
    },
    {
      name: 'no grace period in production',
      staging: checked('staging', undefined, text(60)),
      production: checked('production'),
      expect: [
        'aws_ecs_service.api has no grace period, 60 s in staging: tasks that start slowly are replaced before they are up',
      ],
    },
    {
      name: 'the path comes from an unset variable',
      staging: checked('staging', { path: text('/up') }),
      production: checked('production', { path: unset('health_path') }),
      expect: ['undetermined: health_path'],
    },
  ],
})
