// All finding rules: find.ts runs them, scripts/build-finding-docs.ts writes a page for each. A new rule is a file and a line.
import type { FindingRule } from './finding.ts';
import { backupReduced } from './rules/backup-reduced.ts';
import { brokerGuardChanged } from './rules/broker-guard-changed.ts';
import { callersUnknown } from './rules/callers-unknown.ts';
import { collidingFileNames } from './rules/colliding-file-names.ts';
import { dataStoreDestroyed } from './rules/data-store-destroyed.ts';
import { deletionProtectionOff } from './rules/deletion-protection-off.ts';
import { dnsTakeoverRisk } from './rules/dns-takeover-risk.ts';
import { egressOpened } from './rules/egress-opened.ts';
import { encryptionWeakened } from './rules/encryption-weakened.ts';
import { execOnApply } from './rules/exec-on-apply.ts';
import { governanceFileChanged } from './rules/governance-file-changed.ts';
import { iamAccessGrows } from './rules/iam-access-grows.ts';
import { iamBoundaryRemoved } from './rules/iam-boundary-removed.ts';
import { iamDenyRemoved } from './rules/iam-deny-removed.ts';
import { iamPrivilegeEscalation } from './rules/iam-privilege-escalation.ts';
import { iamTrustWidened } from './rules/iam-trust-widened.ts';
import { iamUserOrKeyCreated } from './rules/iam-user-or-key-created.ts';
import { iamWildcard } from './rules/iam-wildcard.ts';
import { keyDeletionScheduled } from './rules/key-deletion-scheduled.ts';
import { loggingDisabled } from './rules/logging-disabled.ts';
import { mutableModuleSource } from './rules/mutable-module-source.ts';
import { peeringOrTransitChanged } from './rules/peering-or-transit-changed.ts';
import { policyLoosened } from './rules/policy-loosened.ts';
import { publicExposure } from './rules/public-exposure.ts';
import { publicIngress } from './rules/public-ingress.ts';
import { routeToInternet } from './rules/route-to-internet.ts';
import { secretPolicyWidened } from './rules/secret-policy-widened.ts';
import { unreadableFile } from './rules/unreadable-file.ts';

export const FINDING_RULES: readonly FindingRule[] = [
  backupReduced,
  brokerGuardChanged,
  callersUnknown,
  collidingFileNames,
  dataStoreDestroyed,
  deletionProtectionOff,
  dnsTakeoverRisk,
  egressOpened,
  encryptionWeakened,
  execOnApply,
  governanceFileChanged,
  iamAccessGrows,
  iamBoundaryRemoved,
  iamDenyRemoved,
  iamPrivilegeEscalation,
  iamTrustWidened,
  iamUserOrKeyCreated,
  iamWildcard,
  keyDeletionScheduled,
  loggingDisabled,
  mutableModuleSource,
  peeringOrTransitChanged,
  policyLoosened,
  publicExposure,
  publicIngress,
  routeToInternet,
  secretPolicyWidened,
  unreadableFile,
];
