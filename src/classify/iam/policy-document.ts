// A policy document as IAM reads it, whatever it was written in; made by documents/, judged by growth/ and the IAM rules.

/** A text of a policy: known, or the source of an expression nobody here can resolve (which may then be anything). */
export type PolicyText =
  | { readonly kind: 'known'; readonly text: string }
  | { readonly kind: 'unknown'; readonly source: string };

/** Action/NotAction and Resource/NotResource. `not`: everything but these. */
export type PolicySet = { readonly not: boolean; readonly texts: readonly PolicyText[] };

/** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for the bare star, which is everybody. */
export type PolicyPrincipal = { readonly type: string; readonly text: PolicyText };

/** One `Condition` entry: operator and key as written, any of the values. */
export type PolicyCondition = {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly PolicyText[];
};

export type PolicyStatement = {
  readonly sid: string | null;
  /** `unknown`: computed; read as Allow where that is worse, and as no Deny. */
  readonly effect: 'Allow' | 'Deny' | 'unknown';
  readonly actions: PolicySet;
  /** Null where the statement has neither Resource nor NotResource, as in trust policies. */
  readonly resources: PolicySet | null;
  /** Null where it has neither Principal nor NotPrincipal, as in identity policies. */
  readonly principals: { readonly not: boolean; readonly entries: readonly PolicyPrincipal[] } | null;
  readonly conditions: readonly PolicyCondition[];
  /** Conditions of a template, and their outcomes, under which the statement is there at all; left out where it always is. */
  readonly premises?: readonly string[];
  /** 1-based line in the file of the change. */
  readonly line: number;
};

/** What a document is attached to decides what it can do. */
export type PolicyUse =
  /** Rights of a user, group or role. */
  | 'identity'
  /** Who may assume a role. */
  | 'trust'
  /** Who may use this bucket, key, queue, function … */
  | 'resource'
  /** A ceiling that grants nothing: permissions boundary, session policy, service or resource control policy. */
  | 'ceiling';

export type PolicyDocument = {
  readonly use: PolicyUse;
  /** `2012-10-17` where variables have a meaning; null where it is absent (then they are literal text). */
  readonly version: string | null;
  readonly statements: readonly PolicyStatement[];
  /** Sources of parts that could not be read: a computed statement list, a file elsewhere, source documents. */
  readonly unknown: readonly string[];
  /** Where the document stands in the change: an attribute path, empty for the whole. */
  readonly path: string;
  readonly line: number;
};
