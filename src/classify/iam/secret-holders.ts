// Policies that decide who may read a secret or use a key: asked by the rules about growth.
import type { PolicyDocument, PolicySet } from './policy-document.ts';

/** Terraform types that hold the policy of a secret or key. */
const HOLDERS: ReadonlySet<string> = new Set([
  'aws_kms_external_key',
  'aws_kms_grant',
  'aws_kms_key',
  'aws_kms_key_policy',
  'aws_kms_replica_external_key',
  'aws_kms_replica_key',
  'aws_secretsmanager_secret',
  'aws_secretsmanager_secret_policy',
]);

/** By the type that holds it, or because it speaks of nothing but keys and secrets, as a document block does. */
export function isSecretPolicy(type: string | null, { use, statements }: PolicyDocument): boolean {
  if (use !== 'resource') return false;
  if (type !== null && HOLDERS.has(type)) return true;
  return statements.length > 0 && statements.every(({ actions }) => isAboutSecrets(actions));
}

function isAboutSecrets({ not, texts }: PolicySet): boolean {
  return (
    !not &&
    texts.length > 0 &&
    texts.every((text) => text.kind === 'known' && /^(kms|secretsmanager):/i.test(text.text))
  );
}
