import { dnsRecordMissing } from './dns/dns-record-missing.ts'
import { recordPointsToOtherEnvironment } from './dns/record-points-to-other-environment.ts'
import { weightedRecordsLeftover } from './dns/weighted-records-leftover.ts'
import { wildcardRecordSwallowsHost } from './dns/wildcard-record-swallows-host.ts'
import { distributionAliasMissing } from './edge/distribution-alias-missing.ts'
import { hostHeaderLostAtEdge } from './edge/host-header-lost-at-edge.ts'
import { internalLoadBalancerInPublicZone } from './edge/internal-load-balancer-in-public-zone.ts'
import { defaultActionDiffers } from './routing/default-action-differs.ts'
import { implicitRulePriority } from './routing/implicit-rule-priority.ts'
import { listenerRuleDuplicatePriority } from './routing/listener-rule-duplicate-priority.ts'
import { listenerRuleMissesHost } from './routing/listener-rule-misses-host.ts'
import { listenerRuleOrder } from './routing/listener-rule-order.ts'
import { listenerRuleShadowed } from './routing/listener-rule-shadowed.ts'
import { pathPatternWithoutBarePath } from './routing/path-pattern-without-bare-path.ts'
import { redirectKeepsPort } from './routing/redirect-keeps-port.ts'
import { redirectToOtherEnvironment } from './routing/redirect-to-other-environment.ts'
import type { Rule } from './rule.ts'
import { containerPortMismatch } from './service/container-port-mismatch.ts'
import { targetGroupEmpty } from './service/target-group-empty.ts'
import { placeholderValue } from './settings/placeholder-value.ts'
import { settingMissingInProduction } from './settings/setting-missing-in-production.ts'
import { settingPointsToOtherEnvironment } from './settings/setting-points-to-other-environment.ts'
import { certificateDoesNotCoverHost } from './tls/certificate-does-not-cover-host.ts'
import { certificateMissesApex } from './tls/certificate-misses-apex.ts'
import { certificateOfOtherEnvironment } from './tls/certificate-of-other-environment.ts'
import { certificateUnvalidated } from './tls/certificate-unvalidated.ts'
import { httpsListenerMissing } from './tls/https-listener-missing.ts'
import { tlsPolicyRaised } from './tls/tls-policy-raised.ts'
import { issuerUnchecked } from './token/issuer-unchecked.ts'
import { jwksNotOfIssuer } from './token/jwks-not-of-issuer.ts'
import { secretSharedBetweenEnvironments } from './token/secret-shared-between-environments.ts'
import { tokenAudienceMissing } from './token/token-audience-missing.ts'
import { tokenIssuerEdgeAndAppDisagree } from './token/token-issuer-edge-and-app-disagree.ts'
import { tokenIssuerMismatch } from './token/token-issuer-mismatch.ts'
import { tokenIssuerNotHttps } from './token/token-issuer-not-https.ts'
import { tokenIssuerOfOtherEnvironment } from './token/token-issuer-of-other-environment.ts'
import { tokenIssuerSpelling } from './token/token-issuer-spelling.ts'
import { tokenVerifierAcceptsOtherEnvironment } from './token/token-verifier-accepts-other-environment.ts'

/** Every rule, in the order of a request's way. */
export const rules: readonly Rule[] = [
  dnsRecordMissing,
  recordPointsToOtherEnvironment,
  wildcardRecordSwallowsHost,
  weightedRecordsLeftover,
  internalLoadBalancerInPublicZone,
  distributionAliasMissing,
  hostHeaderLostAtEdge,
  httpsListenerMissing,
  tlsPolicyRaised,
  certificateUnvalidated,
  certificateDoesNotCoverHost,
  certificateMissesApex,
  certificateOfOtherEnvironment,
  listenerRuleMissesHost,
  pathPatternWithoutBarePath,
  listenerRuleOrder,
  implicitRulePriority,
  listenerRuleDuplicatePriority,
  listenerRuleShadowed,
  defaultActionDiffers,
  redirectKeepsPort,
  redirectToOtherEnvironment,
  targetGroupEmpty,
  containerPortMismatch,
  settingPointsToOtherEnvironment,
  settingMissingInProduction,
  placeholderValue,
  tokenIssuerMismatch,
  tokenIssuerSpelling,
  tokenIssuerOfOtherEnvironment,
  tokenIssuerEdgeAndAppDisagree,
  tokenIssuerNotHttps,
  tokenVerifierAcceptsOtherEnvironment,
  issuerUnchecked,
  jwksNotOfIssuer,
  tokenAudienceMissing,
  secretSharedBetweenEnvironments,
]
