import { configurationInvalid } from './deployment/configuration-invalid.ts'
import { configurationRefused } from './deployment/configuration-refused.ts'
import { inputEmptyInProduction } from './deployment/input-empty-in-production.ts'
import { inputMissingInProduction } from './deployment/input-missing-in-production.ts'
import { switchDiffers } from './deployment/switch-differs.ts'
import { valueOfOtherEnvironment } from './deployment/value-of-other-environment.ts'
import { dnsRecordMissing } from './dns/dns-record-missing.ts'
import { hostWithoutIpv6 } from './dns/host-without-ipv6.ts'
import { privateZoneHidesHost } from './dns/private-zone-hides-host.ts'
import { recordAliasMismatch } from './dns/record-alias-mismatch.ts'
import { recordFollowsEmptyTargetGroup } from './dns/record-follows-empty-target-group.ts'
import { recordNameRepeatsZone } from './dns/record-name-repeats-zone.ts'
import { recordPointsToOtherEnvironment } from './dns/record-points-to-other-environment.ts'
import { recordRefused } from './dns/record-refused.ts'
import { recordSetWithoutDefault } from './dns/record-set-without-default.ts'
import { weightedRecordsLeftover } from './dns/weighted-records-leftover.ts'
import { wildcardRecordSwallowsHost } from './dns/wildcard-record-swallows-host.ts'
import { zoneNotDelegated } from './dns/zone-not-delegated.ts'
import { apiAuthorizationDiffers } from './edge/api-authorization-differs.ts'
import { apiTurnsRequestAway } from './edge/api-turns-request-away.ts'
import { behaviorCachesPrivateAnswers } from './edge/behavior-caches-private-answers.ts'
import { behaviorLeadsElsewhere } from './edge/behavior-leads-elsewhere.ts'
import { behaviorLetsLessThrough } from './edge/behavior-lets-less-through.ts'
import { distributionAliasMissing } from './edge/distribution-alias-missing.ts'
import { hostHeaderLostAtEdge } from './edge/host-header-lost-at-edge.ts'
import { integrationPointsToOtherEnvironment } from './edge/integration-points-to-other-environment.ts'
import { internalLoadBalancerInPublicZone } from './edge/internal-load-balancer-in-public-zone.ts'
import { originCertificateMismatch } from './edge/origin-certificate-mismatch.ts'
import { originRedirectLoop } from './edge/origin-redirect-loop.ts'
import { siblingRecordNotServed } from './edge/sibling-record-not-served.ts'
import { webAclDiffers } from './edge/web-acl-differs.ts'
import { defaultActionDiffers } from './routing/default-action-differs.ts'
import { implicitRulePriority } from './routing/implicit-rule-priority.ts'
import { listenerRuleDiffers } from './routing/listener-rule-differs.ts'
import { listenerRuleDuplicatePriority } from './routing/listener-rule-duplicate-priority.ts'
import { listenerRuleMissesHost } from './routing/listener-rule-misses-host.ts'
import { listenerRuleOrder } from './routing/listener-rule-order.ts'
import { listenerRuleShadowed } from './routing/listener-rule-shadowed.ts'
import { loadBalancerLimitExceeded } from './routing/load-balancer-limit-exceeded.ts'
import { pathPatternWithoutBarePath } from './routing/path-pattern-without-bare-path.ts'
import { redirectKeepsPort } from './routing/redirect-keeps-port.ts'
import { redirectLoop } from './routing/redirect-loop.ts'
import { redirectToClosedPort } from './routing/redirect-to-closed-port.ts'
import { redirectToOtherEnvironment } from './routing/redirect-to-other-environment.ts'
import type { Rule } from './rule.ts'
import { containerPortMismatch } from './service/container-port-mismatch.ts'
import { healthCheckDiffers } from './service/health-check-differs.ts'
import { keepAliveTooShort } from './service/keep-alive-too-short.ts'
import { loadBalancerCutOff } from './service/load-balancer-cut-off.ts'
import { loadBalancerNotLetIn } from './service/load-balancer-not-let-in.ts'
import { processPortMismatch } from './service/process-port-mismatch.ts'
import { targetGroupDiffers } from './service/target-group-differs.ts'
import { targetGroupEmpty } from './service/target-group-empty.ts'
import { cookieDomainMismatch } from './settings/cookie-domain-mismatch.ts'
import { corsOriginOpen } from './settings/cors-origin-open.ts'
import { localFileInProduction } from './settings/local-file-in-production.ts'
import { placeholderValue } from './settings/placeholder-value.ts'
import { secretInPlainText } from './settings/secret-in-plain-text.ts'
import { secretNotMade } from './settings/secret-not-made.ts'
import { settingEmptyInProduction } from './settings/setting-empty-in-production.ts'
import { settingMissingInProduction } from './settings/setting-missing-in-production.ts'
import { settingPointsToLocalHost } from './settings/setting-points-to-local-host.ts'
import { settingPointsToOtherEnvironment } from './settings/setting-points-to-other-environment.ts'
import { certificateDoesNotCoverHost } from './tls/certificate-does-not-cover-host.ts'
import { certificateImported } from './tls/certificate-imported.ts'
import { certificateInOtherRegion } from './tls/certificate-in-other-region.ts'
import { certificateLookupMisses } from './tls/certificate-lookup-misses.ts'
import { certificateMissesApex } from './tls/certificate-misses-apex.ts'
import { certificateNameTooLong } from './tls/certificate-name-too-long.ts'
import { certificateOfOtherEnvironment } from './tls/certificate-of-other-environment.ts'
import { certificateUnvalidated } from './tls/certificate-unvalidated.ts'
import { clientCertificateDiffers } from './tls/client-certificate-differs.ts'
import { distributionAliasUncovered } from './tls/distribution-alias-uncovered.ts'
import { httpsListenerMissing } from './tls/https-listener-missing.ts'
import { tlsPolicyDiffers } from './tls/tls-policy-differs.ts'
import { issuerUnchecked } from './token/issuer-unchecked.ts'
import { jwksNotOfIssuer } from './token/jwks-not-of-issuer.ts'
import { loginCallbackMissing } from './token/login-callback-missing.ts'
import { loginCookieShared } from './token/login-cookie-shared.ts'
import { loginDomainMissing } from './token/login-domain-missing.ts'
import { secretSharedBetweenEnvironments } from './token/secret-shared-between-environments.ts'
import { tokenAlgorithmDiffers } from './token/token-algorithm-differs.ts'
import { tokenAlgorithmRefusedAtEdge } from './token/token-algorithm-refused-at-edge.ts'
import { tokenAlgorithmUnsafe } from './token/token-algorithm-unsafe.ts'
import { tokenAudienceListAsText } from './token/token-audience-list-as-text.ts'
import { tokenAudienceMissing } from './token/token-audience-missing.ts'
import { tokenAudienceOfOtherEnvironment } from './token/token-audience-of-other-environment.ts'
import { tokenAudienceUnchecked } from './token/token-audience-unchecked.ts'
import { tokenCheckDisabled } from './token/token-check-disabled.ts'
import { tokenIssuerAnyTenant } from './token/token-issuer-any-tenant.ts'
import { tokenIssuerEdgeAndAppDisagree } from './token/token-issuer-edge-and-app-disagree.ts'
import { tokenIssuerFollowsHost } from './token/token-issuer-follows-host.ts'
import { tokenIssuerFormDiffers } from './token/token-issuer-form-differs.ts'
import { tokenIssuerInternal } from './token/token-issuer-internal.ts'
import { tokenIssuerMismatch } from './token/token-issuer-mismatch.ts'
import { tokenIssuerNotHttps } from './token/token-issuer-not-https.ts'
import { tokenIssuerOfOtherEnvironment } from './token/token-issuer-of-other-environment.ts'
import { tokenIssuerSpelling } from './token/token-issuer-spelling.ts'
import { tokenLeewayDiffers } from './token/token-leeway-differs.ts'
import { tokenScopeNotGranted } from './token/token-scope-not-granted.ts'
import { tokenVerifierAcceptsOtherEnvironment } from './token/token-verifier-accepts-other-environment.ts'
import { verificationKeyShared } from './token/verification-key-shared.ts'

/** Every rule, in the order of a request's way. */
export const rules: readonly Rule[] = [
  configurationRefused,
  configurationInvalid,
  inputMissingInProduction,
  inputEmptyInProduction,
  switchDiffers,
  valueOfOtherEnvironment,
  dnsRecordMissing,
  recordNameRepeatsZone,
  recordRefused,
  recordAliasMismatch,
  recordSetWithoutDefault,
  recordFollowsEmptyTargetGroup,
  zoneNotDelegated,
  privateZoneHidesHost,
  hostWithoutIpv6,
  recordPointsToOtherEnvironment,
  wildcardRecordSwallowsHost,
  weightedRecordsLeftover,
  internalLoadBalancerInPublicZone,
  distributionAliasMissing,
  siblingRecordNotServed,
  hostHeaderLostAtEdge,
  apiTurnsRequestAway,
  apiAuthorizationDiffers,
  integrationPointsToOtherEnvironment,
  webAclDiffers,
  behaviorLetsLessThrough,
  behaviorLeadsElsewhere,
  behaviorCachesPrivateAnswers,
  originRedirectLoop,
  originCertificateMismatch,
  httpsListenerMissing,
  tlsPolicyDiffers,
  clientCertificateDiffers,
  certificateNameTooLong,
  certificateLookupMisses,
  certificateUnvalidated,
  certificateInOtherRegion,
  certificateImported,
  distributionAliasUncovered,
  certificateDoesNotCoverHost,
  certificateMissesApex,
  certificateOfOtherEnvironment,
  listenerRuleMissesHost,
  pathPatternWithoutBarePath,
  listenerRuleOrder,
  implicitRulePriority,
  listenerRuleDuplicatePriority,
  listenerRuleShadowed,
  listenerRuleDiffers,
  loadBalancerLimitExceeded,
  defaultActionDiffers,
  redirectKeepsPort,
  redirectLoop,
  redirectToClosedPort,
  redirectToOtherEnvironment,
  targetGroupEmpty,
  targetGroupDiffers,
  keepAliveTooShort,
  healthCheckDiffers,
  containerPortMismatch,
  processPortMismatch,
  loadBalancerNotLetIn,
  loadBalancerCutOff,
  settingPointsToOtherEnvironment,
  settingMissingInProduction,
  secretNotMade,
  secretInPlainText,
  placeholderValue,
  cookieDomainMismatch,
  corsOriginOpen,
  localFileInProduction,
  settingEmptyInProduction,
  settingPointsToLocalHost,
  tokenIssuerMismatch,
  tokenIssuerSpelling,
  tokenIssuerOfOtherEnvironment,
  tokenIssuerEdgeAndAppDisagree,
  tokenIssuerNotHttps,
  tokenVerifierAcceptsOtherEnvironment,
  issuerUnchecked,
  jwksNotOfIssuer,
  tokenAudienceMissing,
  loginCallbackMissing,
  loginDomainMissing,
  loginCookieShared,
  secretSharedBetweenEnvironments,
  tokenAlgorithmDiffers,
  tokenAlgorithmUnsafe,
  tokenAlgorithmRefusedAtEdge,
  tokenScopeNotGranted,
  tokenAudienceListAsText,
  tokenAudienceOfOtherEnvironment,
  tokenAudienceUnchecked,
  tokenCheckDisabled,
  tokenIssuerAnyTenant,
  tokenIssuerFollowsHost,
  tokenIssuerFormDiffers,
  tokenIssuerInternal,
  tokenLeewayDiffers,
  verificationKeyShared,
]
