// Rules of web firewalls that no longer block: called by rules/public-ingress.ts. Blocks and actions from
// registry.terraform.io/providers/hashicorp/{aws,google,azurerm}/latest/docs, AWS::WAFv2::WebACL and
// https://cloud.google.com/armor/docs/security-policy-overview.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import { equivalentType } from '../equivalent-type.ts';
import type { Hit } from '../finding.ts';
import { childOf, foldName, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';

type Shape = {
  /** Names of the blocks that are one rule each; empty: the resource is one. */
  readonly rules: readonly string[];
  /** What tells one rule from another. */
  readonly key: string;
  /** Null: cannot be told. */
  readonly blocks: (rule: Node) => boolean | null;
};

/** A rule of AWS has an action of its own, or leaves it to those of its group unless that is overridden. */
const AWS: Shape = {
  rules: ['rule', 'rules'],
  key: 'name',
  blocks: (rule) => {
    const action = childOf(rule, 'action');
    if (action !== undefined) return actionNames(action, ['block', 'captcha', 'challenge']);
    const override = childOf(rule, 'override_action');
    return override === undefined ? null : actionNames(override, ['none']);
  },
};

function actionNames(node: Node, wanted: readonly string[]): boolean | null {
  const names = ['allow', 'block', 'captcha', 'challenge', 'count', 'none'].filter((name) =>
    holds(node, name),
  );
  return names.length === 1 ? wanted.includes(names[0] ?? '') : null;
}

/** Directly, or in the one member of a list. */
function holds(node: Node, name: string): boolean {
  return [node, ...node.children].some((one) => childOf(one, name) !== undefined);
}

const ARMOR: Shape = {
  rules: ['rule', 'rules'],
  key: 'priority',
  blocks: (rule) => {
    const action = textOf(childOf(rule, 'action'));
    if (action === null) return null;
    return textOf(childOf(rule, 'preview')) !== 'true' && !/^(?:allow|goto_next)$/i.test(action);
  },
};

const AZURE: Shape = {
  rules: ['custom_rules', 'custom_rule'],
  key: 'name',
  blocks: (rule) => {
    const action = textOf(childOf(rule, 'action'));
    if (action === null) return null;
    return textOf(childOf(rule, 'enabled')) !== 'false' && /^(?:block|jschallenge)$/i.test(action);
  },
};

/** https://developers.cloudflare.com/ruleset-engine/rules-language/actions/ */
const CLOUDFLARE: Shape = {
  rules: ['rule', 'rules'],
  key: 'expression',
  blocks: (rule) => {
    const action = textOf(childOf(rule, 'action'));
    if (action === null) return null;
    return (
      textOf(childOf(rule, 'enabled')) !== 'false' &&
      /^(?:block|challenge|js_challenge|managed_challenge)$/i.test(action)
    );
  },
};

const SHAPES: ReadonlyMap<string, Shape> = new Map([
  ['aws_wafv2_web_acl', AWS],
  ['aws_wafv2_rule_group', AWS],
  ['google_compute_security_policy', ARMOR],
  ['google_compute_region_security_policy', ARMOR],
  ['google_compute_security_policy_rule', { ...ARMOR, rules: [] }],
  ['google_compute_region_security_policy_rule', { ...ARMOR, rules: [] }],
  ['cloudflare_ruleset', CLOUDFLARE],
  ['azurerm_web_application_firewall_policy', AZURE],
  ['azurerm_cdn_frontdoor_firewall_policy', AZURE],
]);

/** What blocked in the base and does not in the head. The end of the whole firewall is told elsewhere. */
export function idleRules(change: ParsedChange): readonly Hit[] {
  const shape = SHAPES.get(equivalentType(change) ?? '');
  if (shape === undefined || change.before === null || change.after === null) return [];
  const [had, now] = [rulesIn(change.before, shape), rulesIn(change.after, shape)];
  // A rule under another name is gone and new.
  const isFresh = [...now].some(([key, rule]) => !had.has(key) && shape.blocks(rule) !== false);
  return [...had].flatMap(([key, old]): readonly Hit[] => {
    const rule = now.get(key);
    if (shape.blocks(old) !== true || (rule !== undefined && shape.blocks(rule) !== false)) return [];
    const named = key === '' ? change.address : `The rule ${key} of ${change.address}`;
    const what = rule === undefined ? 'is gone' : 'no longer blocks';
    return [
      {
        message: `${named} ${what}: requests that it kept out come through.`,
        line: rule?.line ?? null,
        severity: rule === undefined && isFresh ? 'low' : 'medium',
      },
    ];
  });
}

function rulesIn(state: ResourceState, { rules, key }: Shape): ReadonlyMap<string, Node> {
  const tree = treeOf(state);
  if (rules.length === 0) return new Map([['', tree]]);
  const blocks = tree.children.filter(({ name }) => rules.includes(name) || rules.includes(foldName(name)));
  const nodes = blocks.flatMap((block) => (childOf(block, key) === undefined ? block.children : [block]));
  return new Map(
    nodes.flatMap((node) => {
      const text = textOf(childOf(node, key));
      return text === null ? [] : [[text, node] as const];
    }),
  );
}
