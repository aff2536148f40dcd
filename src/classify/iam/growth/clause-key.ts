// One text for all ways to write the same clause: order, duplicates, case, Sid and single values do not count. Called by pair.ts.
import type {
  PolicyCondition,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
  PolicyText,
} from '../policy-document.ts';

/** `variables`: whether `${…}` has a meaning in its document. */
export function clauseKey(statement: PolicyStatement, variables: boolean): string {
  const { actions, resources, principals, conditions } = statement;
  const key = [
    [actions.not, texts(actions, (text) => text.trim().toLowerCase())],
    resources === null ? null : [resources.not, texts(resources, (text) => text)],
    principals === null ? null : [principals.not, unique(principals.entries.map(principalKey))],
    unique(conditions.map(conditionKey)),
  ];
  const text = JSON.stringify(key);
  return variables && text.includes('${') ? `2012 ${text}` : text;
}

/**
 * `*` and `{"AWS": "*"}` are the same, as are an account and its root:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function principalKey({ type, text }: PolicyPrincipal): string {
  const kind = type.toLowerCase();
  if (text.kind === 'unknown') return JSON.stringify([kind, text]);
  if (text.text === '*' && (kind === 'aws' || kind === '*')) return '*';
  const account = /^arn:[\w-]+:iam::(\d{12}):root$/.exec(text.text)?.[1];
  return JSON.stringify([kind, account ?? text.text]);
}

export function conditionKey({ operator, key, values }: PolicyCondition): string {
  const flag = /^(?:bool|null)/i.test(operator);
  return JSON.stringify([
    operator.toLowerCase(),
    key.toLowerCase(),
    texts({ not: false, texts: values }, (text) => (flag ? text.toLowerCase() : text)),
  ]);
}

function texts(set: PolicySet, fold: (text: string) => string): readonly string[] {
  return unique(set.texts.map((text) => textKey(text, fold)));
}

function textKey(text: PolicyText, fold: (text: string) => string): string {
  return text.kind === 'known' ? `=${fold(text.text)}` : `?${text.source}`;
}

function unique(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].toSorted();
}
