// What differs between two objects, or two sets of settings, as a change; called by the formats of the Kubernetes family.
import { canonicalJson } from '../../model/canonical.ts';
import type { ParsedChange } from '../../model/change.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { alignEntries } from '../align/align-entries.ts';
import type { FormatInput } from '../format.ts';
import type { FormatFile } from '../format-file.ts';
import type { Pair } from '../pair.ts';
import { compareEntries, toState } from '../state.ts';
import { withEmbeddedValues } from './embedded-values.ts';
import { treeEntries } from './entries.ts';
import { meaningOf } from './meaning.ts';
import type { ManifestObject } from './objects.ts';
import type { SecretPlaces } from './secrets.ts';
import { withWaitingValues } from './waiting-values.ts';

/** One thing of a file that a change can speak of. */
export type Subject = {
  /** What tells it apart from the others of the file. */
  readonly key: string;
  readonly address: string;
  readonly type: string | null;
  /** Equal for equal meaning. */
  readonly text: string;
  readonly node: SyntaxNode;
  readonly places: SecretPlaces;
  /** 1-based, inside the file. */
  readonly startLine: number;
  readonly endLine: number;
};

export type Described = Pick<Subject, 'address' | 'type' | 'places'>;

export function subjectOf(node: SyntaxNode, file: FormatFile, described: Described): Subject {
  return {
    ...described,
    key: described.address,
    text: canonicalJson(meaningOf(node)),
    node,
    startLine: Math.min(node.line, file.lines),
    endLine: Math.max(node.line, Math.min(node.endLine, file.lines)),
  };
}

export function objectSubject({ address, type, group, node }: ManifestObject, file: FormatFile): Subject {
  const tree = withWaitingValues(withEmbeddedValues(node, group));
  return subjectOf(tree, file, { address, type, places: secretPlaces(group, type) });
}

/** Groups whose schemas are published: a secret there stands in a Secret, an environment variable or an argument. */
const PUBLISHED = /^(?:core|apps|batch|autoscaling|policy|extensions|[\w.]+\.k8s\.io)$/;

function secretPlaces(group: string, type: string): SecretPlaces {
  return { always: ALWAYS.get(type) ?? null, deep: !PUBLISHED.test(group) };
}

/** By kind. kubectl keeps the whole object in an annotation, what is secret included. */
const ALWAYS: ReadonlyMap<string, RegExp> = new Map([
  ['Secret', /^metadata\.annotations\.kubectl\.kubernetes\.io\/last-applied-configuration$/],
  ['SealedSecret', /^spec\.encryptedData(?:\.|$)/],
  // What a JSON patch sets in the data of an object that nobody names there.
  ...['Application', 'ApplicationSet', 'HelmRelease', 'Kustomization'].map(
    (type) => [type, /(?:^|\.)patches\..*\.(?:data|stringData)(?:\.|$)/] as const,
  ),
]);

/** Both sides are told in full, so that rules can judge the whole object. */
export function subjectChange(
  { before, after }: Pair<Subject>,
  input: FormatInput,
  format: string,
): ParsedChange[] {
  const shown = after ?? before;
  if (shown === null) return [];
  const [left, right] = treeEntries([before?.node ?? null, after?.node ?? null], shown.places);
  const { before: old, after: now } = alignEntries(left, right);
  const { address, type, startLine, endLine } = shown;
  return [
    {
      format,
      file: input.path,
      previousFile: input.previousPath,
      startLine,
      endLine,
      address,
      type,
      action: before === null ? 'create' : after === null ? 'delete' : 'update',
      attributes: compareEntries(old, now),
      usedIn: [],
      opaque: false,
      before: before === null ? null : toState(old, now, 'before'),
      after: after === null ? null : toState(now, old),
    },
  ];
}
