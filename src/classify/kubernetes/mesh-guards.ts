// Objects of Istio that say who may call whom, and where they say less than before: called by rules/k8s-admission-weakened.ts.
// https://istio.io/latest/docs/reference/config/security/
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { childOf, fingerprint, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';

type Weakening = { readonly what: string; readonly line: number | null; readonly severity: Severity };

export function meshWeakenings(change: ParsedChange): readonly Weakening[] {
  const { before, after, address } = change;
  if (after === null || !address.startsWith('security.istio.io/')) return [];
  const [old, now] = [specOf(before), specOf(after)];
  if (change.type === 'PeerAuthentication') return plainCallers(old, now, before === null);
  if (change.type === 'RequestAuthentication') return otherTokens(old, now);
  return change.type === 'AuthorizationPolicy' ? lessRefused(old, now) : [];
}

const NOTHING: Node = { name: '', line: 0, value: null, children: [] };

function specOf(state: ParsedChange['after']): Node {
  return childOf(treeOf(state), 'spec') ?? NOTHING;
}

/** What is not said comes from the namespace or the mesh, which may be as strict. */
const MODES: Readonly<Record<string, number>> = { DISABLE: 0, PERMISSIVE: 1, UNSET: 2, STRICT: 3 };
const UNSAID = 2;

function plainCallers(old: Node, now: Node, isNew: boolean): readonly Weakening[] {
  const had = new Map(modesIn(old).map((one) => [one.where, one.strength]));
  const has = modesIn(now);
  const gone = [...had].filter(
    ([where, strength]) => strength === MODES['STRICT'] && !has.some((one) => one.where === where),
  );
  const weaker = has.filter(
    ({ where, strength }) => strength < Math.min(had.get(where) ?? UNSAID, 3) && strength < UNSAID,
  );
  return [
    ...weaker.map(({ where, mode, line, strength }): Weakening => ({
      what: `takes calls without mTLS${where} (${mode})`,
      line,
      severity: !isNew ? 'high' : strength === 0 ? 'medium' : 'low',
    })),
    ...gone.map(([where]): Weakening => ({
      what: `no longer insists on mTLS itself${where}`,
      line: null,
      severity: 'medium',
    })),
  ];
}

type Mode = {
  readonly where: string;
  readonly mode: string;
  readonly strength: number;
  readonly line: number;
};

function modesIn(spec: Node): readonly Mode[] {
  const ports = childOf(spec, 'portLevelMtls')?.children ?? [];
  const places = [
    { where: '', node: childOf(spec, 'mtls') },
    ...ports.map((node) => ({ where: ` on port ${node.name}`, node })),
  ];
  return places.flatMap(({ where, node }) => {
    const mode = (node === undefined ? null : textOf(childOf(node, 'mode')))?.toUpperCase() ?? '';
    const strength = MODES[mode];
    return strength === undefined || node === undefined ? [] : [{ where, mode, strength, line: node.line }];
  });
}

/** Whose tokens are taken for true: an issuer more, or keys from another place. */
function otherTokens(old: Node, now: Node): readonly Weakening[] {
  if (old === NOTHING) return [];
  const had = new Set(keysIn(old).map(({ what }) => what));
  return keysIn(now)
    .filter(({ what }) => !had.has(what))
    .map(({ what, line }) => ({ what: `now takes tokens of ${what}`, line, severity: 'high' }));
}

function keysIn(spec: Node): readonly { readonly what: string; readonly line: number }[] {
  return (childOf(spec, 'jwtRules')?.children ?? []).map((rule) => {
    const issuer = textOf(childOf(rule, 'issuer')) ?? '(computed)';
    const keys = textOf(childOf(rule, 'jwksUri'));
    const from = keys === null ? '' : `, with the keys of ${keys}`;
    return { what: `${issuer}${from}`, line: rule.line };
  });
}

const REFUSING = ['DENY', 'CUSTOM'];

function lessRefused(old: Node, now: Node): readonly Weakening[] {
  const [was, is] = [old, now].map((spec) => (textOf(childOf(spec, 'action')) ?? 'ALLOW').toUpperCase());
  if (was === undefined || is === undefined) return [];
  const line = childOf(now, 'action')?.line ?? null;
  if (old !== NOTHING && REFUSING.includes(was) && !REFUSING.includes(is))
    return [{ what: `no longer refuses anything (${was} became ${is})`, line, severity: 'high' }];
  if (is === 'DENY') return fewerDenied(old, now);
  return is === 'ALLOW' ? moreAllowed(old, now) : [];
}

function fewerDenied(old: Node, now: Node): readonly Weakening[] {
  const kept = new Set(rulesIn(now).map(fingerprint));
  const gone = rulesIn(old).filter((rule) => !kept.has(fingerprint(rule)));
  if (gone.length === 0 || rulesIn(old).length <= rulesIn(now).length) return [];
  return [{ what: 'denies less: a rule is gone', line: null, severity: 'high' }];
}

/** Without a DENY its callers are let in, whatever ALLOW says beside it. */
export function refusesCallers({ before, address }: ParsedChange): boolean {
  const action = textOf(childOf(specOf(before), 'action'))?.toUpperCase() ?? '';
  return address.startsWith('security.istio.io/AuthorizationPolicy') && REFUSING.includes(action);
}

/** A rule without conditions lets everybody call everything; one that does not say from where, everybody call something. */
function moreAllowed(old: Node, now: Node): readonly Weakening[] {
  const had = new Set(rulesIn(old).map(fingerprint));
  return rulesIn(now)
    .filter((rule) => !had.has(fingerprint(rule)))
    .flatMap((rule): readonly Weakening[] => {
      if (says(rule, 'from')) return [];
      return says(rule, 'to') || says(rule, 'when')
        ? [{ what: 'has a rule that does not say who may call', line: rule.line, severity: 'medium' }]
        : [
            {
              what: 'lets everybody call everything (a rule without conditions)',
              line: rule.line,
              severity: 'high',
            },
          ];
    });
}

function rulesIn(spec: Node): readonly Node[] {
  return childOf(spec, 'rules')?.children ?? [];
}

function says(rule: Node, name: string): boolean {
  return childOf(rule, name) !== undefined;
}
