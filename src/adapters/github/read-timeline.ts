// What the timeline tells: who set each label, who force-pushed, when the base changed. Called by read-pull.ts.
import type { Gap, PullReading } from '../../facts/needs.ts';
import type { Account } from '../../model/facts.ts';
import { account, present } from './answers.ts';
import type { ActorNode } from './answers.ts';

export type EventPage<Event> = {
  readonly totalCount: number;
  readonly nodes: readonly (Event | null)[] | null;
} | null;

export type TimelineNodes = {
  readonly labelEvents: EventPage<{ readonly actor: ActorNode; readonly label: { readonly name: string } }>;
  readonly forcePushes: EventPage<{ readonly actor: ActorNode }>;
  readonly baseChanges: EventPage<{ readonly createdAt: string }>;
};

type Timeline = Pick<PullReading, 'labels' | 'forcePushers' | 'lastBaseChange'> & {
  readonly gaps: readonly Gap[];
};

/** `labels` are the names that the pull request carries now; the newest event of a name tells who set it. */
export function readTimeline(node: TimelineNodes, labels: readonly string[]): Timeline {
  const setters = new Map<string, Account | null>(
    present(node.labelEvents?.nodes).map(({ label, actor }) => [label.name, account(actor)]),
  );
  const unseen = labels.filter((name) => !setters.has(name));
  return {
    labels: labels.map((name) => ({ name, by: setters.get(name) ?? null })),
    forcePushers: present(node.forcePushes?.nodes).flatMap(({ actor }) => account(actor) ?? []),
    lastBaseChange: newest(present(node.baseChanges?.nodes).map(({ createdAt }) => createdAt)),
    gaps: [
      // A rule may count a label only from some people: nobody's label must not pass for anybody's.
      ...(unseen.length > 0
        ? [{ what: 'labels', why: `of ${unseen.length} labels it could not be read who set them` }]
        : []),
      ...cut('pushers', node.forcePushes),
      ...(present(node.baseChanges?.nodes).length === 0 ? cut('base changes', node.baseChanges) : []),
    ],
  };
}

function cut(what: string, page: EventPage<unknown>): readonly Gap[] {
  const read = present(page?.nodes).length;
  return page !== null && read >= page.totalCount
    ? []
    : [{ what, why: `${read} of ${page?.totalCount ?? 'unknown'} events could be read` }];
}

function newest(times: readonly string[]): string | null {
  return times.reduce<string | null>(
    (last, time) => (last === null || Date.parse(time) > Date.parse(last) ? time : last),
    null,
  );
}
