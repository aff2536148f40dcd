// Findings that say one thing of several places or instances, said once; called by the card and the text of a diff.
import type { Finding } from '../model/change.ts';
import { place } from './describe-change.ts';

export type Said = {
  readonly finding: Finding;
  /** The first one's, and how many other instances of a module it holds for where it names one. */
  readonly message: string;
  /** `path:line` of each, in their order; at least one. */
  readonly places: readonly string[];
};

/** In the order in which each thing is said first. */
export function saidOnce(findings: readonly Finding[]): readonly Said[] {
  const groups = Map.groupBy(findings, (finding) => {
    const { id, severity, confidence, fix } = finding;
    return JSON.stringify([id, severity, confidence, anyInstance(finding), fix]);
  });
  return [...groups.values()].flatMap((group) => {
    const [finding] = group;
    if (finding === undefined) return [];
    const messages = new Set(group.map(({ message }) => message)).size;
    const more = messages === 1 ? '' : ` And ${messages - 1} more like it.`;
    return [{ finding, message: `${finding.message}${more}`, places: [...new Set(group.map(place))] }];
  });
}

/** The message without the way to the module in which the resource stands. */
function anyInstance({ address, message }: Finding): string {
  const own = address?.replace(/^(?:module\.[^.[]+(?:\[[^\]]*\])?\.)+/, '');
  return address === null || own === undefined ? message : message.replaceAll(address, own);
}
