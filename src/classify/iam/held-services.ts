// Services of AWS that a statement holds to named callers: asked by the rules about policies how grave it is.
import type { Severity } from '../../model/words.ts';
import { comparesForEquality, narrowsAllow } from './narrowing.ts';
import type { PolicyCondition, PolicyStatement } from './policy-document.ts';

/**
 * A service that acts only for a named account, resource or service is no stranger: such a statement is never high
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 */
export function withinHeldService(severity: Severity, statements: readonly PolicyStatement[]): Severity {
  const held = statements.length > 0 && statements.every(isHeldService);
  return held && severity === 'high' ? 'medium' : severity;
}

function isHeldService({ principals, conditions }: PolicyStatement): boolean {
  return (
    principals !== null &&
    !principals.not &&
    principals.entries.length > 0 &&
    principals.entries.every(
      ({ type, text }) =>
        type.toLowerCase() === 'service' && text.kind === 'known' && !text.text.includes('*'),
    ) &&
    conditions.some((condition) => narrowsAllow(condition) || isThroughService(condition))
  );
}

/** `kms:ViaService` names who passes the request on, and not who calls. */
function isThroughService(condition: PolicyCondition): boolean {
  const { key, values } = condition;
  return (
    key.toLowerCase() === 'kms:viaservice' &&
    comparesForEquality(condition) &&
    values.length > 0 &&
    values.every((value) => value.kind === 'unknown' || !value.text.startsWith('*'))
  );
}
