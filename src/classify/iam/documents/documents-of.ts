// What policies a change brings and had: its own documents, and those it newly names. Called by the IAM rules.
import { memory } from '../../../model/memory.ts';
import type { Diff, ParsedChange } from '../../../model/change.ts';
import { equivalentType } from '../../equivalent-type.ts';
import { treeOf } from '../../state-tree.ts';
import type { Node } from '../../state-tree.ts';
import { isData } from '../../terraform-blocks.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { policiesCalled, successorOf } from './diff-index.ts';
import { DEFAULT_VERSION } from './find-documents.ts';
import { changesNamed } from './judged-elsewhere.ts';
import { powerOf, powerfulIn } from './managed-policies.ts';
import { isSourceName } from './merge-sources.ts';
import { isOtherHolder } from './other-holder.ts';
import { heldBefore, referencesOf } from './named-policies.ts';
import type { PolicyReference } from './policy-references.ts';
import { policyTexts } from './policy-texts.ts';
import { twinOf } from './twins.ts';
import { underOtherCondition, underPremises } from './under-premises.ts';
import { useOf } from './use-of.ts';
import { writtenDocuments } from './written-documents.ts';
import type { Side } from './written-documents.ts';

/** Both sides of a change, ready to be compared. */
export type DocumentPair = {
  readonly before: readonly PolicyDocument[];
  readonly after: readonly PolicyDocument[];
  /** Managed policies that are newly attached and of which nobody here knows what they allow. */
  readonly attached: readonly PolicyReference[];
  /** Lines of the head whose statements come from other document blocks of the diff: they are judged there. */
  readonly elsewhere: ReadonlySet<number>;
};

/**
 * A reference that is the same on both sides brings nothing new, and what the same pull request creates is judged where
 * it is written. A resource that moved is compared with what it was, and what is put on another holder with nothing. Total.
 */
export function documentPair(change: ParsedChange, diff: Diff): DocumentPair {
  const pairs = known.get(diff) ?? new WeakMap<ParsedChange, DocumentPair>();
  known.set(diff, pairs);
  const pair = pairs.get(change) ?? read(change, diff);
  pairs.set(change, pair);
  return pair;
}

/** All that the head says here and behind what it names, new or not. Total. */
export function documentsNow(change: ParsedChange, diff: Diff): readonly PolicyDocument[] {
  const at: At = { change, side: 'after', diff };
  const behind = referencesOf(change, 'after').flatMap((reference) => resolve(reference, at) ?? []);
  return [...writtenDocuments(change, 'after', diff), ...behind];
}

/** What it allows is judged where it stands; what it denies is not gone. */
function deniesOf(successor: ParsedChange | null, diff: Diff): readonly PolicyDocument[] {
  const documents = successor === null ? [] : writtenDocuments(successor, 'after', diff);
  return documents.flatMap((document) => {
    const statements = document.statements.filter(({ effect }) => effect === 'Deny');
    return statements.length === 0 ? [] : [{ ...document, statements }];
  });
}

/** A resource of a stack has a condition beside its properties. */
function isOfTemplate({ type, format, before }: ParsedChange): boolean {
  return format === 'cloudformation' && before !== null && (type ?? '').includes('::');
}

const known = memory<Diff, WeakMap<ParsedChange, DocumentPair>>();

function read(change: ParsedChange, diff: Diff): DocumentPair {
  const former = change.before === null ? (twinOf(change, diff) ?? change) : change;
  const isElsewhere = isOtherHolder(former, change, diff);
  const had = isElsewhere ? [] : referencesOf(former, 'before');
  const gone = without(had, referencesOf(change, 'after')).filter(
    (reference) => !isJudgedElsewhere(reference, { change: former, side: 'after', diff }),
  );
  const fresh = without(referencesOf(change, 'after'), [...had, ...heldBefore(change, diff)]).filter(
    (reference) => !isJudgedElsewhere(reference, { change, side: 'before', diff }),
  );
  const sides = underPremises({
    before: [
      ...(isElsewhere ? [] : writtenDocuments(former, 'before', diff)),
      ...gone.flatMap((reference) => resolve(reference, { change: former, side: 'before', diff }) ?? []),
    ],
    after: [
      ...writtenDocuments(change, 'after', diff),
      ...deniesOf(successorOf(change, diff), diff),
      ...fresh.flatMap((reference) => resolve(reference, { change, side: 'after', diff }) ?? []),
    ],
  });
  return {
    ...(isOfTemplate(change) ? underOtherCondition(change, sides) : sides),
    attached: fresh.filter((reference) => resolve(reference, { change, side: 'after', diff }) === null),
    elsewhere: borrowedLines(change, diff),
  };
}

function without(
  references: readonly PolicyReference[],
  others: readonly PolicyReference[],
): readonly PolicyReference[] {
  const had = new Set(others.map(({ premises, ...other }) => keyOf(other, premises)));
  return references.filter(
    ({ premises, ...reference }) => !had.has(keyOf(reference, [])) && !had.has(keyOf(reference, premises)),
  );
}

/** A managed policy is the same wherever it is listed; a text belongs to its attribute. */
function keyOf({ kind, to, path }: Omit<PolicyReference, 'premises'>, premises: readonly string[]): string {
  return JSON.stringify([kind, to, kind === 'text' ? path : '', premises]);
}

type At = { readonly change: ParsedChange; readonly side: Side; readonly diff: Diff };

/** What it names is all in the diff and is not there on this side: created here, or deleted. */
function isJudgedElsewhere({ to }: PolicyReference, { change, side, diff }: At): boolean {
  const named =
    to.kind === 'known' ? policiesOf(to.text, change, diff) : changesNamed(to.source, change, diff);
  return named !== null && named.every((one) => one[side] === null);
}

/** Null for a managed policy that is not in sight; a policy text that is not becomes a document of unknown content. */
function resolve(reference: PolicyReference, at: At): readonly PolicyDocument[] | null {
  const documents = documentsBehind(reference, at);
  const { premises } = reference;
  if (documents === null || premises.length === 0) return documents;
  return documents.map((document) => ({
    ...document,
    statements: document.statements.map((statement) => ({ ...statement, premises })),
  }));
}

/** Policies that name each other in a ring end here. */
const DEPTH = 8;

function documentsBehind(
  reference: PolicyReference,
  { change, side, diff }: At,
  depth = DEPTH,
): readonly PolicyDocument[] | null {
  const { kind, to, path, line } = reference;
  const named =
    to.kind === 'known' ? policiesOf(to.text, change, diff) : changesNamed(to.source, change, diff);
  const use = useOf({ type: equivalentType(change), path, statements: [] });
  if (named !== null)
    return named
      .flatMap((target) => [
        ...writtenDocuments(target, side, diff),
        ...(depth === 0 ? [] : referencesOf(target, side)).flatMap(
          (further) => documentsBehind(further, { change: target, side, diff }, depth - 1) ?? [],
        ),
      ])
      .map((document) => ({
        ...document,
        use: use === 'identity' ? document.use : use,
        path,
        line,
        statements: document.statements.map((statement) => ({ ...statement, line })),
      }));
  if (kind === 'text')
    return [documentOf({ use, unknown: [sourceOf(reference)], statements: [] }, reference)];
  const arn = to.kind === 'known' ? to.text : powerfulIn(to.source);
  const power = arn === null ? null : powerOf(arn, line);
  return power === null ? null : [documentOf({ use: 'identity', unknown: [], statements: power }, reference)];
}

/** A policy of an account by its ARN, where it stands in sight; null where it does not. */
function policiesOf(arn: string, change: ParsedChange, diff: Diff): readonly ParsedChange[] | null {
  const name = /^arn:[^:]*:iam::(?!aws:)[^:]*:policy\/(?:.*\/)?([^/]+)$/i.exec(arn)?.[1];
  const found = name === undefined ? [] : policiesCalled(name, change, diff);
  return found.length === 0 ? null : found;
}

function documentOf(
  what: Pick<PolicyDocument, 'use' | 'unknown' | 'statements'>,
  { path, line }: PolicyReference,
): PolicyDocument {
  return { version: DEFAULT_VERSION, path, line, ...what };
}

/** Lines of arguments that take in other document blocks, all of them new or taken in before. */
function borrowedLines(change: ParsedChange, diff: Diff): ReadonlySet<number> {
  if (!isData(change)) return new Set();
  const had = new Set(sourcesOf(change, 'before', diff));
  const named = treeOf(change.after).children.filter(({ name }) => isSourceName(name));
  const judged = named.filter((node) => {
    const blocks = blocksTakenIn(node, change, diff);
    return blocks?.every((block) => block.before === null || had.has(block)) === true;
  });
  return new Set(judged.map(({ line }) => line));
}

/** Document blocks of the diff that a document block takes in. */
export function sourcesOf(change: ParsedChange, side: Side, diff: Diff): readonly ParsedChange[] {
  if (!isData(change)) return [];
  const named = treeOf(change[side]).children.filter(({ name }) => isSourceName(name));
  return named.flatMap((node) => blocksTakenIn(node, change, diff) ?? []);
}

/** Null where one of them is not in the diff, or is no block. */
function blocksTakenIn(node: Node, change: ParsedChange, diff: Diff): readonly ParsedChange[] | null {
  const blocks = policyTexts(node).map((to) =>
    to.kind === 'known' ? null : changesNamed(to.source, change, diff),
  );
  return blocks.length > 0 && blocks.every((one) => one !== null) ? blocks.flat() : null;
}

/** The ARN or the expression. */
export function sourceOf({ to }: PolicyReference): string {
  return to.kind === 'known' ? to.text : to.source;
}
