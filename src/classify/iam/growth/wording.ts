// Names of resources, principals and conditions as an engineer says them. Called by witnesses.ts.
import type { PolicyCondition, PolicyPrincipal, PolicyText } from '../policy-document.ts';
import { shortenSource } from '../shorten-source.ts';
import { accountOf } from './principals.ts';

export function textOf(text: PolicyText): string {
  return text.kind === 'known' ? text.text : text.source;
}

/** `role/deploy` for `arn:aws:iam::111122223333:role/deploy`; the whole where the rest would say nothing. */
export function resourcePhrase(resource: string): string {
  if (/^\*+$/.test(resource)) return 'every resource';
  // An ARN with an expression inside stands in quotes, and the expression may have colons.
  const arn = /^(?:!Sub )?"([^"]*)"$/.exec(resource)?.[1] ?? resource;
  const last = /^arn(?::(?:\$\{[^}]*\}|[^:$])*){4}:(.+)$/s.exec(arn)?.[1] ?? resource;
  return shortenSource(/^[*/]*$/.test(last) ? resource : last);
}

export function principalPhrase(principal: PolicyPrincipal, trust: boolean): string {
  const text = textOf(principal.text);
  const type = principal.type.toLowerCase();
  const known = principal.text.kind === 'known';
  if (known && text === '*') return trust ? 'any AWS account' : 'anyone';
  if (type === 'federated')
    return `users of ${shortenSource(text.replace(/^arn:.*?:(?:oidc|saml)-provider\//, ''))}`;
  if (type !== 'aws' || !known) return shortenSource(text);
  const account = accountOf(text);
  if (account !== null) return `account ${account}`;
  const parts = /^arn:[^:]*:[^:]*:[^:]*:([^:]*):(.+)$/s.exec(text);
  return shortenSource(parts === null ? text : `${parts[2]} of account ${parts[1]}`);
}

/** What it means that nothing is asked of the key any more. */
const WITHOUT: readonly (readonly [RegExp, string])[] = [
  [/^sts:externalid$/, 'without an external id'],
  [/^aws:(?:sourceip|sourcevpc|sourcevpce|vpcsourceip)$/, 'from any network'],
  [/^aws:multifactorauth(?:present|age)$/, 'without MFA'],
  [/^aws:securetransport$/, 'without TLS'],
  [/^aws:principalorg(?:id|paths)$/, 'from outside the organisation'],
  [/^aws:source(?:arn|account|orgid|orgpaths)$/, 'for any source'],
  [/^aws:requestedregion$/, 'in any region'],
  [/^iam:passedtoservice$/, 'to any service'],
  [/^iam:permissionsboundary$/, 'without a permissions boundary'],
  [/:sub$/, 'for any subject'],
  [/:aud$/, 'for any audience'],
];

export function withoutPhrase(key: string): string {
  const phrase = WITHOUT.find(([pattern]) => pattern.test(key.toLowerCase()))?.[1];
  return phrase?.startsWith('without') === true
    ? phrase
    : phrase === undefined
      ? `without the condition ${key}`
      : `${phrase} (the condition ${key} is gone)`;
}

/** Values that some teams keep to themselves. */
const PRIVATE = /externalid|secret|password|credential|apikey|sessiontoken/i;

const VERBS: { readonly [operator: string]: string } = {
  stringequals: 'is',
  stringnotequals: 'is not',
  stringlike: 'is like',
  stringnotlike: 'is not like',
  arnequals: 'is',
  arnlike: 'is like',
  arnnotequals: 'is not',
  arnnotlike: 'is not like',
  bool: 'is',
  ipaddress: 'is in',
  notipaddress: 'is not in',
};

/** As many as fit into a sentence, at least one; the others are counted. */
export function conditionPhrase(conditions: readonly PolicyCondition[]): string {
  const phrases = conditions.map((condition) => shortenSource(onePhrase(condition)));
  let shown = 1;
  while (shown < phrases.length && phrases.slice(0, shown + 1).join(' and ').length <= ROOM) shown += 1;
  const left = phrases.length - shown;
  const told = phrases.slice(0, shown).join(' and ');
  return left === 0 ? told : `${told} and ${left} more condition${left === 1 ? '' : 's'}`;
}

/** Characters for conditions, so that a sentence is read in one go. */
const ROOM = 80;

function onePhrase({ operator, key, values }: PolicyCondition): string {
  const texts = PRIVATE.test(key) ? ['a certain value'] : values.map(textOf);
  const name = operator.toLowerCase();
  const absent = name === 'null' && values.length === 1 ? texts[0]?.toLowerCase() : undefined;
  if (absent === 'true' || absent === 'false') return `${key} is ${absent === 'true' ? 'absent' : 'present'}`;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  const more = texts.length > 2 ? [...texts.slice(0, 2), `${texts.length - 2} more`] : texts;
  return verb === undefined
    ? `${operator} ${key}: ${more.join(', ')}`
    : `${key} ${verb} ${more.join(' or ')}`;
}
