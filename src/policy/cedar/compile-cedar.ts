// The Cedar files of one layer as rules of that layer, or the reasons why there are none. Called by `compilePolicy` and `validatePolicy`.
import { LIMITS } from '../../config/limits.ts';
import { digestOf } from '../../model/canonical.ts';
import { compileGlobs } from '../../model/glob.ts';
import type { PolicyPart } from '../../model/policy-source.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { locate } from '../locate.ts';
import type { PolicyProblem } from '../problem.ts';
import type { ProblemCode } from '../problem-codes.ts';
import type { PolicyDocument, RuleDocument } from '../schema/policy-schema.ts';
import { isCedarPattern } from './pattern.ts';
import { readCedar } from './read-cedar.ts';

export type CedarRule = {
  readonly rule: RuleDocument;
  /** `source:line:column` of the policy. */
  readonly place: string;
};

/** What the engine is asked with: all policies of a layer by id. */
export type CedarSet = {
  readonly digest: string;
  readonly texts: { readonly [id: string]: string };
};

type CedarFailure = {
  readonly code: 'POLICY_INVALID' | 'FACTS_INCOMPLETE';
  readonly source: string;
  readonly problem: PolicyProblem;
};

export type CompiledCedar =
  | { readonly kind: 'ok'; readonly rules: readonly CedarRule[]; readonly set: CedarSet | null }
  | { readonly kind: 'failed'; readonly failures: readonly CedarFailure[] };

type Layered = {
  readonly source: string;
  readonly document: PolicyDocument;
  readonly root: SyntaxNode;
  /** Absent: nobody read them. */
  readonly parts: readonly PolicyPart[] | undefined;
};

/** Total. A pattern that stands for no file refuses: a policy whose files are gone must not become one that asks less. */
export function compileCedar({ source, document, root, parts }: Layered): CompiledCedar {
  const patterns = (document.policies ?? []).filter(isCedarPattern);
  if (patterns.length === 0) return { kind: 'ok', rules: [], set: null };
  const files = (parts ?? []).filter(({ path }) => compileGlobs(patterns, 'tighten')(path));
  const missing = patterns.flatMap((pattern, index) =>
    files.some(({ path }) => compileGlobs([pattern], 'tighten')(path))
      ? []
      : [failure(source, 'no-file', `no Cedar file matches "${pattern}"`, locate(root, ['policies', index]))],
  );
  const unread = files.flatMap(unreadPart);
  const size = sum(files.map((file) => (file.kind === 'file' ? Buffer.byteLength(file.text) : 0)));
  const tooLarge =
    size > LIMITS.cedarBytes
      ? [failure(source, 'too-large', `all Cedar files together have at most ${LIMITS.cedarBytes} bytes`)]
      : [];
  const early = [...missing, ...unread, ...tooLarge];
  if (early.length > 0) return { kind: 'failed', failures: early };
  const read = files.flatMap((file) =>
    file.kind === 'file' ? [{ source: file.source, file: readCedar(file.text) }] : [],
  );
  const broken = read.flatMap(({ source: at, file }) =>
    file.kind === 'ok'
      ? []
      : file.problems.map((problem) => ({ code: 'POLICY_INVALID' as const, source: at, problem })),
  );
  if (broken.length > 0) return { kind: 'failed', failures: broken };
  const policies = read.flatMap(({ source: at, file }) =>
    file.kind === 'ok' ? file.policies.map((policy) => ({ ...policy, source: at })) : [],
  );
  const doubled = doubledIds(policies, document);
  if (doubled.length > 0) return { kind: 'failed', failures: doubled };
  const texts = Object.fromEntries(policies.map(({ rule, text }) => [rule.id, text]));
  return {
    kind: 'ok',
    rules: policies.map(({ rule, source: at, line, column }) => ({ rule, place: `${at}:${line}:${column}` })),
    set: { digest: digestOf(texts), texts },
  };
}

function unreadPart(part: PolicyPart): readonly CedarFailure[] {
  switch (part.kind) {
    case 'file':
      return [];
    case 'not-regular':
      return [failure(part.source, 'not-regular', `this is not a regular file: ${part.why}`)];
    case 'unavailable':
      return [
        {
          ...failure(part.source, 'unavailable', `this file could not be read: ${part.why}`),
          code: 'FACTS_INCOMPLETE',
        },
      ];
  }
}

type Named = {
  readonly rule: RuleDocument;
  readonly source: string;
  readonly line: number;
  readonly column: number;
};

/** One name is one rule of the layer, whichever language it is written in. */
function doubledIds(policies: readonly Named[], { rules }: PolicyDocument): readonly CedarFailure[] {
  const taken = new Set((rules ?? []).map(({ id }) => id));
  return policies.flatMap(({ rule: { id }, source, line, column }) => {
    if (!taken.has(id)) {
      taken.add(id);
      return [];
    }
    return [failure(source, 'duplicate-rule', `the rule id "${id}" is used twice`, { line, column })];
  });
}

function failure(
  source: string,
  code: ProblemCode,
  message: string,
  place: { readonly line: number; readonly column: number } = { line: 1, column: 1 },
): CedarFailure {
  const { line, column } = place;
  return {
    code: 'POLICY_INVALID',
    source,
    problem: { code, severity: 'error', message, line, column, path: '' },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
