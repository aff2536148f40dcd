// One case through the real pipeline, in memory. Called by `aigov policy test`.
import { createHash } from 'node:crypto';
import type { Decision } from '../../model/decision.ts';
import type { FileChange, FileSide } from '../../model/files.ts';
import { NO_PULL } from '../../model/gathered.ts';
import type { Gathered } from '../../model/gathered.ts';
import type { PolicyLayers } from '../../model/policy-source.ts';
import { Fault } from '../../model/failure.ts';
import { explainRules, parseFacts, type RuleTrace } from '../../policy/index.ts';
import { decide } from '../../steps/decide.ts';
import { readDiff, type ReadFiles } from '../../steps/read-diff.ts';
import type { PolicyCase } from './cases-schema.ts';

export type CaseResult = {
  readonly name: string;
  /** One sentence for each expectation that was not met; empty: passed. */
  readonly failures: readonly string[];
  readonly rules: readonly RuleTrace[];
  readonly decision: Decision;
};

const BASE = '0'.repeat(39) + 'b';
const HEAD = '0'.repeat(39) + 'e';

export async function runCase(
  given: PolicyCase,
  world: {
    readonly layers: PolicyLayers;
    readonly facts: { readonly [key: string]: unknown };
    readonly readers: ReadFiles;
  },
): Promise<CaseResult> {
  const facts = parseFacts({ ...world.facts, ...given.facts });
  if (facts.kind === 'invalid') {
    throw new Fault('FACTS_INVALID', `the facts of the case "${given.name}"`);
  }
  const changes = changesOf(given);
  const gathered: Gathered = {
    base: BASE,
    mergeBase: BASE,
    head: HEAD,
    layers: world.layers,
    facts: {
      ...facts.facts,
      reviews: facts.facts.reviews.map((review) => ({ ...review, commit_id: shaOf(review.commit_id) })),
      checks: facts.facts.checks.map((check) => ({ ...check, head_sha: shaOf(check.head_sha) })),
    },
    files: changes,
    around: { files: aroundOf(given), gap: null },
    pull: NO_PULL,
  };
  const diff = await readDiff({ files: changes, around: gathered.around, readers: world.readers });
  const { decision, question } = decide({ gathered, diff });
  const rules = explainRules(question);
  return { name: given.name, failures: failuresOf(given, decision, rules), rules, decision };
}

function shaOf(sha: string): string {
  return sha === 'HEAD' ? HEAD : sha;
}

function changesOf({ files }: PolicyCase): readonly FileChange[] {
  return Object.entries(files).flatMap(([path, { before, after, from }]) => {
    const old = sideOf(from ?? path, before);
    const now = sideOf(path, after);
    if (old !== null && now !== null && old.blob === now.blob && from === undefined) return [];
    const status =
      old === null ? 'added' : now === null ? 'removed' : from === undefined ? 'modified' : 'renamed';
    return [{ status, before: old, after: now } as const];
  });
}

function aroundOf({ files }: PolicyCase): readonly FileSide[] {
  return Object.entries(files).flatMap(([path, { before, after, from }]) => {
    const side = before === after && from === undefined ? sideOf(path, after) : null;
    return side === null ? [] : [side];
  });
}

function sideOf(path: string, text: string | null | undefined): FileSide | null {
  if (text === null || text === undefined) return null;
  const bytes = Buffer.from(text, 'utf8');
  const blob = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
  return { path, mode: '100644', blob, content: { kind: 'text', text } };
}

function failuresOf(
  { expect }: PolicyCase,
  decision: Decision,
  rules: readonly RuleTrace[],
): readonly string[] {
  const open = decision.reasons.filter(({ satisfied }) => !satisfied);
  const matched = rules.filter(({ match }) => match !== 'no').map(({ rule }) => rule);
  return [
    ...differs('outcome', expect.outcome, decision.outcome),
    ...differs('tier', expect.tier, decision.tier),
    ...differs('codes', unique(expect.codes), unique(open.map(({ code }) => code))),
    ...differs('rules', unique(expect.rules), unique(matched)),
    ...differs('findings', unique(expect.findings), unique(decision.findings.map(({ id }) => id))),
  ];
}

function differs(what: string, expected: string | undefined, actual: string | undefined): readonly string[] {
  if (expected === undefined || expected === actual) return [];
  return [`${what}: expected ${expected === '' ? 'none' : expected}, got ${actual === '' ? 'none' : actual}`];
}

function unique(words: readonly string[] | undefined): string | undefined {
  return words === undefined ? undefined : [...new Set(words)].toSorted().join(', ');
}
