// A small IAM evaluator: session policy AND role policy AND boundary, and any Deny wins. It is a model of AWS, not AWS.

export type PolicyStatement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: {
    readonly [operator: string]: { readonly [key: string]: string | readonly string[] };
  };
};
export type Policy = {
  readonly Version?: string;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
};

export type AccessRequest = {
  readonly action: string;
  readonly resource: string;
  /** Condition keys in lower case, e.g. `aws:sourceidentity`. */
  readonly context: { readonly [key: string]: string };
};

/** `explicit`: a Deny matched; `implicit`: some layer does not allow it. */
export type Access =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied'; readonly how: 'explicit' | 'implicit'; readonly layer: string };

/** Each layer is a named union of policies; all layers must allow, none may deny. */
export function evaluatePolicies(
  layers: readonly { readonly name: string; readonly policies: readonly Policy[] }[],
  request: AccessRequest,
): Access {
  const denying = layers.find(({ policies }) => policies.some((policy) => matches(policy, 'Deny', request)));
  if (denying !== undefined) return { kind: 'denied', how: 'explicit', layer: denying.name };
  const silent = layers.find(({ policies }) => !policies.some((policy) => matches(policy, 'Allow', request)));
  return silent === undefined ? { kind: 'allowed' } : { kind: 'denied', how: 'implicit', layer: silent.name };
}

function matches({ Statement }: Policy, effect: PolicyStatement['Effect'], request: AccessRequest): boolean {
  const statements = [Statement].flat() as readonly PolicyStatement[];
  return statements.some(
    (statement) =>
      statement.Effect === effect &&
      names(statement.Action, statement.NotAction, request.action.toLowerCase(), (text) =>
        text.toLowerCase(),
      ) &&
      names(statement.Resource, statement.NotResource, request.resource, (text) => text) &&
      conditions(statement.Condition ?? {}, request),
  );
}

function names(
  positive: string | readonly string[] | undefined,
  negative: string | readonly string[] | undefined,
  value: string,
  fold: (text: string) => string,
): boolean {
  const hits = (patterns: string | readonly string[]): boolean =>
    [patterns].flat().some((pattern) => like(fold(pattern as string), value));
  if (positive !== undefined) return hits(positive);
  return negative !== undefined && !hits(negative);
}

/** IAM wildcards: `*` any characters, `?` one. */
export function like(pattern: string, value: string): boolean {
  const escaped = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]');
  return new RegExp(`^${escaped}$`).test(value);
}

type Test = (expected: string, actual: string) => boolean;
const OPERATORS: { readonly [name: string]: Test } = {
  StringEquals: (expected, actual) => expected === actual,
  StringLike: like,
  ArnLike: like,
  ArnEquals: like,
  DateGreaterThan: (expected, actual) => Date.parse(actual) > Date.parse(expected),
  DateLessThan: (expected, actual) => Date.parse(actual) < Date.parse(expected),
};

/** All operators and keys must hold. A missing key fails a positive operator and satisfies a `Not` one. */
function conditions(condition: NonNullable<PolicyStatement['Condition']>, request: AccessRequest): boolean {
  return Object.entries(condition).every(([operator, keys]) => {
    const negated = /Not(?=Equals|Like)/.test(operator);
    const test = OPERATORS[operator.replace(/Not(?=Equals|Like)/, '')];
    if (test === undefined) throw new Error(`the evaluator does not know ${operator}`);
    return Object.entries(keys).every(([key, expected]) => {
      const actual = request.context[key.toLowerCase()];
      if (actual === undefined) return negated;
      const hit = [expected].flat().some((one) => test(one as string, actual));
      return negated ? !hit : hit;
    });
  });
}
