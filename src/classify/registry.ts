// All finding rules: find.ts runs them, scripts/build-finding-docs.ts writes a page for each. A new rule is a file and a line.
import type { FindingRule } from './finding.ts';
import { agentInstructionsChanged } from './rules/agent-instructions-changed.ts';
import { agentToolsWidened } from './rules/agent-tools-widened.ts';
import { appliesUnattended } from './rules/applies-unattended.ts';
import { automergeEnabled } from './rules/automerge-enabled.ts';
import { backupReduced } from './rules/backup-reduced.ts';
import { bidiOrInvisibleText } from './rules/bidi-or-invisible-text.ts';
import { branchProtectionWeakened } from './rules/branch-protection-weakened.ts';
import { brokerGuardChanged } from './rules/broker-guard-changed.ts';
import { callersUnknown } from './rules/callers-unknown.ts';
import { collidingFileNames } from './rules/colliding-file-names.ts';
import { credentialPersisted } from './rules/credential-persisted.ts';
import { dataSentElsewhere } from './rules/data-sent-elsewhere.ts';
import { dataStoreDestroyed } from './rules/data-store-destroyed.ts';
import { dataStoreReplaced } from './rules/data-store-replaced.ts';
import { declarationUnreadable } from './rules/declaration-unreadable.ts';
import { deletionProtectionOff } from './rules/deletion-protection-off.ts';
import { dnsTakeoverRisk } from './rules/dns-takeover-risk.ts';
import { egressOpened } from './rules/egress-opened.ts';
import { encryptionWeakened } from './rules/encryption-weakened.ts';
import { execOnApply } from './rules/exec-on-apply.ts';
import { execOnPlan } from './rules/exec-on-plan.ts';
import { governanceFileChanged } from './rules/governance-file-changed.ts';
import { iamAccessGrows } from './rules/iam-access-grows.ts';
import { iamBoundaryRemoved } from './rules/iam-boundary-removed.ts';
import { iamDenyRemoved } from './rules/iam-deny-removed.ts';
import { iamPrivilegeEscalation } from './rules/iam-privilege-escalation.ts';
import { iamTrustWidened } from './rules/iam-trust-widened.ts';
import { iamUserOrKeyCreated } from './rules/iam-user-or-key-created.ts';
import { iamWildcard } from './rules/iam-wildcard.ts';
import { imageOwnerWidened } from './rules/image-owner-widened.ts';
import { imageSourceChanged } from './rules/image-source-changed.ts';
import { installScriptChanged } from './rules/install-script-changed.ts';
import { k8sAdmissionWeakened } from './rules/k8s-admission-weakened.ts';
import { k8sObjectsDropped } from './rules/k8s-objects-dropped.ts';
import { k8sPointsElsewhere } from './rules/k8s-points-elsewhere.ts';
import { k8sPrivilegedWorkload } from './rules/k8s-privileged-workload.ts';
import { k8sRbacEscalation } from './rules/k8s-rbac-escalation.ts';
import { keyDeletionScheduled } from './rules/key-deletion-scheduled.ts';
import { lockFileMismatch } from './rules/lock-file-mismatch.ts';
import { loggingDisabled } from './rules/logging-disabled.ts';
import { loginWeakened } from './rules/login-weakened.ts';
import { metadataServiceWeakened } from './rules/metadata-service-weakened.ts';
import { mutableModuleSource } from './rules/mutable-module-source.ts';
import { opaqueProgram } from './rules/opaque-program.ts';
import { outsideDeclaredScope } from './rules/outside-declared-scope.ts';
import { packageSourceChanged } from './rules/package-source-changed.ts';
import { peeringOrTransitChanged } from './rules/peering-or-transit-changed.ts';
import { planDiffers } from './rules/plan-differs.ts';
import { policyInvalid } from './rules/policy-invalid.ts';
import { policyLoosened } from './rules/policy-loosened.ts';
import { providerSourceChanged } from './rules/provider-source-changed.ts';
import { publicExposure } from './rules/public-exposure.ts';
import { publicIngress } from './rules/public-ingress.ts';
import { remoteModuleAdded } from './rules/remote-module-added.ts';
import { repositoryGuardWeakened } from './rules/repository-guard-weakened.ts';
import { routeToInternet } from './rules/route-to-internet.ts';
import { scopeLarge } from './rules/scope-large.ts';
import { secretInDiff } from './rules/secret-in-diff.ts';
import { secretPolicyWidened } from './rules/secret-policy-widened.ts';
import { secretSourceChanged } from './rules/secret-source-changed.ts';
import { sharedWithAccount } from './rules/shared-with-account.ts';
import { stackExportRemoved } from './rules/stack-export-removed.ts';
import { stateInRepo } from './rules/state-in-repo.ts';
import { unreadableFile } from './rules/unreadable-file.ts';
import { unscannedFile } from './rules/unscanned-file.ts';
import { workflowActionAdded } from './rules/workflow-action-added.ts';
import { workflowBypassesBroker } from './rules/workflow-bypasses-broker.ts';
import { workflowCloudRoleChanged } from './rules/workflow-cloud-role-changed.ts';
import { workflowEnvironmentChanged } from './rules/workflow-environment-changed.ts';
import { workflowHiddenProgram } from './rules/workflow-hidden-program.ts';
import { workflowRequiredJobRemoved } from './rules/workflow-required-job-removed.ts';
import { workflowSecretReference } from './rules/workflow-secret-reference.ts';
import { workflowSelfHostedRunner } from './rules/workflow-self-hosted-runner.ts';
import { workflowStaticCloudKey } from './rules/workflow-static-cloud-key.ts';
import { workflowTokenWidened } from './rules/workflow-token-widened.ts';
import { workflowUnpinnedAction } from './rules/workflow-unpinned-action.ts';
import { workflowUntrustedTrigger } from './rules/workflow-untrusted-trigger.ts';

export const FINDING_RULES: readonly FindingRule[] = [
  agentInstructionsChanged,
  agentToolsWidened,
  appliesUnattended,
  automergeEnabled,
  backupReduced,
  bidiOrInvisibleText,
  branchProtectionWeakened,
  brokerGuardChanged,
  callersUnknown,
  collidingFileNames,
  credentialPersisted,
  dataSentElsewhere,
  dataStoreDestroyed,
  dataStoreReplaced,
  declarationUnreadable,
  deletionProtectionOff,
  dnsTakeoverRisk,
  egressOpened,
  encryptionWeakened,
  execOnApply,
  execOnPlan,
  governanceFileChanged,
  iamAccessGrows,
  iamBoundaryRemoved,
  iamDenyRemoved,
  iamPrivilegeEscalation,
  iamTrustWidened,
  iamUserOrKeyCreated,
  iamWildcard,
  imageOwnerWidened,
  imageSourceChanged,
  installScriptChanged,
  k8sAdmissionWeakened,
  k8sObjectsDropped,
  k8sPointsElsewhere,
  k8sPrivilegedWorkload,
  k8sRbacEscalation,
  keyDeletionScheduled,
  lockFileMismatch,
  loggingDisabled,
  loginWeakened,
  metadataServiceWeakened,
  mutableModuleSource,
  opaqueProgram,
  outsideDeclaredScope,
  packageSourceChanged,
  peeringOrTransitChanged,
  planDiffers,
  policyInvalid,
  policyLoosened,
  providerSourceChanged,
  publicExposure,
  publicIngress,
  remoteModuleAdded,
  repositoryGuardWeakened,
  routeToInternet,
  scopeLarge,
  secretInDiff,
  secretPolicyWidened,
  secretSourceChanged,
  sharedWithAccount,
  stackExportRemoved,
  stateInRepo,
  unreadableFile,
  unscannedFile,
  workflowActionAdded,
  workflowBypassesBroker,
  workflowCloudRoleChanged,
  workflowEnvironmentChanged,
  workflowHiddenProgram,
  workflowRequiredJobRemoved,
  workflowSecretReference,
  workflowSelfHostedRunner,
  workflowStaticCloudKey,
  workflowTokenWidened,
  workflowUnpinnedAction,
  workflowUntrustedTrigger,
];
