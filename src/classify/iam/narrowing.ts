// Conditions that keep most callers out: asked where a statement names everybody. Called by public-statements.ts and trust.ts.
import { isPublic } from '../firewall/cidr.ts';
import type { PolicyCondition, PolicyText } from './policy-document.ts';

/**
 * Keys that say who calls, or from where, so that nobody else can choose them
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html, "The meaning of public").
 */
const CALLER_KEYS: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:sourcevpce',
  'aws:userid',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpcsourceip',
  'elasticfilesystem:accesspointarn',
  'kms:calleraccount',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  'sts:externalid',
]);

/** Compares for equality and is false where the key is absent. */
const POSITIVE =
  /^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike|ipaddress)$/;
/** The same in a Deny: all but those named are kept out. */
const NEGATIVE =
  /^(forallvalues:|foranyvalue:)?(stringnotequals|stringnotequalsignorecase|stringnotlike|arnnotequals|arnnotlike|notipaddress)(ifexists)?$/;

/** Whether an Allow with this condition reaches only callers that it names. */
export function narrowsAllow(condition: PolicyCondition): boolean {
  return comparesForEquality(condition) && namesCallers(condition.key, condition.values);
}

export function comparesForEquality({ operator }: PolicyCondition): boolean {
  return POSITIVE.test(operator.toLowerCase());
}

/** Whether a Deny with this condition leaves only callers that it names. */
export function narrowsByDeny({ operator, key, values }: PolicyCondition): boolean {
  return NEGATIVE.test(operator.toLowerCase()) && namesCallers(key, values);
}

function namesCallers(key: string, values: readonly PolicyText[]): boolean {
  const name = key.toLowerCase();
  if (!CALLER_KEYS.has(name) && !name.startsWith('aws:principaltag/')) return false;
  const known = values.flatMap((value) => (value.kind === 'known' ? [value.text] : []));
  return values.length > 0 && !known.some(isAnything) && !(name.endsWith('sourceip') && isPublic(known));
}

/** A pattern without a single letter or digit that is fixed: `*`, `arn:aws:*:*:*:*`, `${aws:…}`. */
function isAnything(text: string): boolean {
  return /^(arn:[^:]*:)?[*?:/]*$/i.test(text) || text.startsWith('${');
}
