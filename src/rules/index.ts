import { dnsRecordMissing } from './dns/dns-record-missing.ts'
import { defaultActionDiffers } from './routing/default-action-differs.ts'
import { listenerRuleDuplicatePriority } from './routing/listener-rule-duplicate-priority.ts'
import { listenerRuleMissesHost } from './routing/listener-rule-misses-host.ts'
import { listenerRuleOrder } from './routing/listener-rule-order.ts'
import { listenerRuleShadowed } from './routing/listener-rule-shadowed.ts'
import { redirectKeepsPort } from './routing/redirect-keeps-port.ts'
import type { Rule } from './rule.ts'
import { targetGroupEmpty } from './service/target-group-empty.ts'
import { certificateDoesNotCoverHost } from './tls/certificate-does-not-cover-host.ts'
import { certificateMissesApex } from './tls/certificate-misses-apex.ts'
import { certificateOfOtherEnvironment } from './tls/certificate-of-other-environment.ts'
import { tokenAudienceMissing } from './token/token-audience-missing.ts'
import { tokenIssuerEdgeAndAppDisagree } from './token/token-issuer-edge-and-app-disagree.ts'
import { tokenIssuerMismatch } from './token/token-issuer-mismatch.ts'
import { tokenIssuerOfOtherEnvironment } from './token/token-issuer-of-other-environment.ts'
import { tokenIssuerSpelling } from './token/token-issuer-spelling.ts'

/** Every rule, in the order of a request's way. */
export const rules: readonly Rule[] = [
  dnsRecordMissing,
  certificateDoesNotCoverHost,
  certificateMissesApex,
  certificateOfOtherEnvironment,
  listenerRuleMissesHost,
  listenerRuleOrder,
  listenerRuleDuplicatePriority,
  listenerRuleShadowed,
  defaultActionDiffers,
  redirectKeepsPort,
  targetGroupEmpty,
  tokenIssuerMismatch,
  tokenIssuerSpelling,
  tokenIssuerOfOtherEnvironment,
  tokenIssuerEdgeAndAppDisagree,
  tokenAudienceMissing,
]
