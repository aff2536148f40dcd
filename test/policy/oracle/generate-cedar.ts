// Cedar policies by chance, over what the schema lists.
import { ACTIONS, ASSURANCES, KINDS, TIERS } from '../../../src/model/words.ts';
import type { Condition, Forbid, Place, Simple } from './cedar-language.ts';
import type { Layer } from './document.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import {
  ADDRESSES,
  AGENTS,
  BOTS,
  ENVIRONMENT_NAMES,
  FILES,
  FINDINGS,
  FORMATS,
  LABELS,
  PEOPLE,
  TEAMS,
  TYPES,
} from './vocabulary.ts';

export function forbidsOf(chance: Chance, layer: Layer): readonly Forbid[] {
  return Array.from({ length: 1 + chance.below(3) }, (_none, index) =>
    forbidOf(chance, `c${layer[0]}${index}`),
  );
}

function forbidOf(chance: Chance, id: string): Forbid {
  const action = chance.once(3) ? ('merge' as const) : ('change' as const);
  const guarded = action === 'change' && chance.once(2);
  const condition = conditionOf(chance, action, 2);
  const known = { op: 'not', inner: { op: 'is', at: { of: 'resource', name: 'unread' } } } as const;
  return tidy({
    id,
    action,
    clause: chance.once(4) ? ('unless' as const) : ('when' as const),
    condition: guarded ? { op: 'and' as const, left: known, right: condition } : condition,
    mode: chance.once(10) ? ('observe' as const) : undefined,
    require: chance.once(2) ? undefined : [entryOf(chance), ...(chance.once(3) ? [entryOf(chance)] : [])],
  });
}

function entryOf(chance: Chance) {
  const words = [...TEAMS.slice(0, 2), 'carol', 'dora', 'erin', 'code_owners', 'agents_owner'];
  return tidy({
    count: 1 + (chance.once(3) ? 1 : 0),
    from: chance.once(3) ? undefined : chance.some(words, 1, 3),
  });
}

function conditionOf(chance: Chance, action: Forbid['action'], depth: number): Condition {
  const inner = (): Condition => conditionOf(chance, action, depth - 1);
  if (depth > 0 && chance.once(3)) return { op: 'and', left: inner(), right: inner() };
  if (depth > 0 && chance.once(4)) return { op: 'or', left: inner(), right: inner() };
  if (depth > 0 && chance.once(5)) return { op: 'not', inner: inner() };
  const simple = chance.pick(action === 'change' ? [...OF_CHANGE, ...OF_PULL] : OF_PULL)(chance);
  // Whoever asks first whether it is known is not refused where it is not.
  return chance.once(3) ? { op: 'and', left: { op: 'has', at: simple.at }, right: simple } : simple;
}

type Make = (chance: Chance) => Simple;

const at = (of: Place['of'], name: string): Place => ({ of, name });
const equals =
  (place: Place, words: readonly string[]): Make =>
  (chance) => ({ op: 'equals', at: place, word: chance.pick(words) });
const holds =
  (place: Place, words: readonly string[]): Make =>
  (chance) =>
    chance.once(2)
      ? { op: 'contains', at: place, word: chance.pick(words) }
      : { op: 'containsAny', at: place, words: chance.some(words, 1, 3) };
const atLeast =
  (place: Place, most: number): Make =>
  (chance) => ({ op: 'atLeast', at: place, number: 1 + chance.below(most) });
const is =
  (place: Place): Make =>
  () => ({ op: 'is', at: place });

const OF_CHANGE: readonly Make[] = [
  holds(at('resource', 'kinds'), KINDS),
  holds(at('resource', 'findings'), FINDINGS),
  holds(at('resource', 'paths'), FILES),
  holds(at('resource', 'data'), ['restricted', 'public']),
  holds(at('resource', 'attributes'), ['ingress.0.cidr_blocks', 'tags.Name', 'tags', 'policy']),
  equals(at('resource', 'format'), FORMATS),
  equals(at('resource', 'environment'), [...ENVIRONMENT_NAMES, '']),
  equals(at('resource', 'action'), ACTIONS),
  equals(at('resource', 'type'), [...TYPES, '']),
  equals(at('resource', 'address'), ADDRESSES.slice(0, 2)),
  equals(at('resource', 'tier'), TIERS),
  atLeast(at('resource', 'tierLevel'), 3),
  is(at('resource', 'unread')),
];

const OF_PULL: readonly Make[] = [
  equals(at('principal', 'class'), ['human', 'agent', 'mixed', 'automation', 'unknown_bot']),
  equals(at('principal', 'assurance'), ASSURANCES),
  equals(
    at('principal', 'login'),
    [...PEOPLE, ...BOTS].map(({ login }) => login),
  ),
  holds(
    at('principal', 'agents'),
    AGENTS.map(({ name }) => name),
  ),
  (chance) => ({
    op: 'before',
    at: at('context', 'now'),
    moment: chance.pick(['2026-11-21T12:00:00Z', '2026-11-22T00:00:00Z']),
  }),
  equals(at('context', 'repository'), ['acme/infra', 'acme/other']),
  equals(at('context', 'baseBranch'), ['main', 'release/1']),
  equals(at('context', 'headBranch'), ['change', 'main']),
  is(at('context', 'draft')),
  is(at('context', 'fork')),
  holds(at('context', 'labels'), LABELS),
  holds(at('context', 'environments'), ENVIRONMENT_NAMES),
  holds(at('context', 'kinds'), KINDS),
  holds(at('context', 'findings'), FINDINGS),
  holds(at('context', 'checks'), ['terraform-plan@15368', 'lint@15368', 'lint@9']),
  equals(at('context', 'tier'), TIERS),
  atLeast(at('context', 'tierLevel'), 3),
  equals(at('principal', 'delegator'), ['alice', 'bob', '']),
  holds(at('context', 'provenance'), ['prompt', 'tools', 'plan', 'purpose']),
  equals(at('context', 'purpose'), ['upgrade', 'incident']),
  atLeast(at('context', 'changes'), 3),
  atLeast(at('context', 'deletes'), 2),
  atLeast(at('context', 'files'), 3),
  atLeast(at('context', 'approvals'), 2),
  holds(at('context', 'approvers'), ['carol', 'dora', 'erin']),
];
