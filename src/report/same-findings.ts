// Findings that say one thing several times, said once and the gravest first; called by the card, the annotations and the text of a diff.
import type { Finding } from '../model/change.ts';
import { SEVERITIES } from '../model/words.ts';
import { place } from './describe-change.ts';

/** Rules that see one thing from several sides, the one that says most in front. */
const FAMILIES: readonly (readonly string[])[] = [
  ['iam-privilege-escalation', 'iam-access-grows', 'secret-policy-widened', 'iam-wildcard'],
  ['public-ingress', 'public-exposure'],
  ['data-store-replaced', 'data-store-destroyed'],
  ['mutable-module-source', 'remote-module-added'],
  ['agent-tools-widened', 'agent-instructions-changed', 'governance-file-changed'],
];

/** The gravest of the findings that say one thing of one line, and the others. */
export type Folded = { readonly finding: Finding; readonly also: readonly Finding[] };

/** By severity, then confidence; else in their order. */
export function gravestFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => rank(a) - rank(b));
}

/** One of each thing that is said of a line, gravest first. What one rule says twice is two things. */
export function foldFindings(findings: readonly Finding[]): readonly Folded[] {
  const groups = Map.groupBy(gravestFirst(findings), ({ file, startLine, address, id }) =>
    JSON.stringify([file, startLine, address, familyOf(id) ?? id]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first, ...rest] = group.toSorted(
      (a, b) => severityRank(a) - severityRank(b) || placeInFamily(a) - placeInFamily(b),
    );
    if (first === undefined) return [];
    const [own, also] = [rest.filter(({ id }) => id === first.id), rest.filter(({ id }) => id !== first.id)];
    return [{ finding: first, also }, ...own.map((finding) => ({ finding, also: [] }))];
  });
}

function rank(finding: Finding): number {
  return severityRank(finding) * CONFIDENCES.length + CONFIDENCES.indexOf(finding.confidence);
}

const CONFIDENCES: readonly Finding['confidence'][] = ['high', 'medium', 'low'];

function severityRank({ severity }: Finding): number {
  return SEVERITIES.length - SEVERITIES.indexOf(severity);
}

function familyOf(id: string): number | null {
  const index = FAMILIES.findIndex((family) => family.includes(id));
  return index === -1 ? null : index;
}

function placeInFamily({ id }: Finding): number {
  return FAMILIES[familyOf(id) ?? -1]?.indexOf(id) ?? 0;
}

export type Said = {
  readonly finding: Finding;
  /** Ids of other findings that say the same of the same places. */
  readonly also: readonly string[];
  /** The first one's, and how many other instances of a module it holds for where it names one. */
  readonly message: string;
  /** `path:line` of each, in their order; at least one. */
  readonly places: readonly string[];
};

/** Gravest first. */
export function saidOnce(findings: readonly Finding[]): readonly Said[] {
  const groups = Map.groupBy(foldFindings(findings), ({ finding, also }) => {
    const { id, severity, confidence, fix } = finding;
    return JSON.stringify([id, severity, confidence, anyInstance(finding), fix, idsOf(also)]);
  });
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { finding, also } = first;
    const messages = new Set(group.map((one) => one.finding.message)).size;
    const more = messages === 1 ? '' : ` And ${messages - 1} more like it.`;
    return [
      {
        finding,
        also: idsOf(also),
        message: `${finding.message}${more}`,
        places: [...new Set(group.map((one) => place(one.finding)))],
      },
    ];
  });
}

function idsOf(also: readonly Finding[]): readonly string[] {
  return [...new Set(also.map(({ id }) => id))];
}

/** The message without the way to the module in which the resource stands. */
function anyInstance({ address, message }: Finding): string {
  const own = address?.replace(/^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)+/, '');
  return address === null || own === undefined ? message : message.replaceAll(address, own);
}
