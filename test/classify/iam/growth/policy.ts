// Policies as tests write them: AWS's JSON in, a PolicyDocument out. A text `⟨…⟩` is one that nobody can resolve.
import type {
  PolicyCondition,
  PolicyDocument,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
  PolicyText,
  PolicyUse,
} from '../../../../src/classify/iam/policy-document.ts';

type Texts = string | readonly string[];

export type JsonStatement = {
  readonly Sid?: string;
  readonly Effect?: 'Allow' | 'Deny' | 'unknown';
  readonly Action?: Texts;
  readonly NotAction?: Texts;
  readonly Resource?: Texts;
  readonly NotResource?: Texts;
  readonly Principal?: '*' | { readonly [type: string]: Texts };
  readonly NotPrincipal?: '*' | { readonly [type: string]: Texts };
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: Texts } };
};

export type JsonPolicy = readonly JsonStatement[] | JsonStatement;

export type Options = { readonly version?: string | null; readonly unknown?: readonly string[] };

/** The n-th statement stands on line n. */
export function policy(use: PolicyUse, statements: JsonPolicy, options: Options = {}): PolicyDocument {
  const list: readonly JsonStatement[] = Array.isArray(statements)
    ? statements
    : [statements as JsonStatement];
  return {
    use,
    version: options.version === undefined ? '2012-10-17' : options.version,
    statements: list.map((statement, index) => statementOf(statement, index + 1)),
    unknown: options.unknown ?? [],
    path: '',
    line: 1,
  };
}

function statementOf(given: JsonStatement, line: number): PolicyStatement {
  return {
    sid: given.Sid ?? null,
    effect: given.Effect ?? 'Allow',
    actions: setOf(given.Action, given.NotAction) ?? { not: false, texts: [] },
    resources: setOf(given.Resource, given.NotResource),
    principals: principalsOf(given),
    conditions: conditionsOf(given.Condition),
    line,
  };
}

function setOf(texts: Texts | undefined, not: Texts | undefined): PolicySet | null {
  if (not !== undefined) return { not: true, texts: list(not).map(text) };
  return texts === undefined ? null : { not: false, texts: list(texts).map(text) };
}

function principalsOf({ Principal, NotPrincipal }: JsonStatement): PolicyStatement['principals'] {
  const given = Principal ?? NotPrincipal;
  if (given === undefined) return null;
  const entries: readonly PolicyPrincipal[] =
    given === '*'
      ? [{ type: '*', text: text('*') }]
      : Object.entries(given).flatMap(([type, texts]) =>
          list(texts).map((each) => ({ type, text: text(each) })),
        );
  return { not: NotPrincipal !== undefined, entries };
}

function conditionsOf(given: JsonStatement['Condition']): readonly PolicyCondition[] {
  return Object.entries(given ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: list(values).map(text) })),
  );
}

function list(texts: Texts): readonly string[] {
  return typeof texts === 'string' ? [texts] : texts;
}

function text(given: string): PolicyText {
  return given.startsWith('⟨')
    ? { kind: 'unknown', source: given.slice(1, -1) }
    : { kind: 'known', text: given };
}
