// One action of one change -> the ARN patterns it is limited to. Called by narrow.ts; pure.
import type { Change, ParsedChange, ResourceState } from '../model/change.ts';
import type { Target } from '../model/deploy.ts';
import type { JsonValue } from '../model/json.ts';
import { arnTemplate, serviceOf, type ActionFact } from './catalogue.ts';
import { rootOf } from './needed-actions.ts';
import type { Resolve, Side } from './references.ts';

export type ScopeContext = {
  readonly change: Change;
  /** The same change with the whole resource on both sides, null where the caller has only the differences. */
  readonly parsed: ParsedChange | null;
  readonly target: Target;
  /** Stands in for references to what the same diff makes; absent: references stay unknown. */
  readonly resolve?: Resolve;
};

type Kind = ActionFact['kinds'][number];

/** Characters that a name may have inside an ARN pattern; no `*`, `?` or `$`, which would widen it. */
const PLAIN_NAME = /^[\w+=,.@/#-]{1,256}$/;

/** The sides that a change has. */
export const SIDES: { readonly [action in Change['action']]: readonly Side[] } = {
  create: ['after'],
  update: ['before', 'after'],
  replace: ['before', 'after'],
  delete: ['before'],
  unknown: ['before', 'after'],
};

/** ARN patterns, sorted; `*` alone for an action that AWS does not limit to resources. */
export function resourceScope(action: ActionFact, context: ScopeContext): readonly string[] {
  const service = serviceOf(action.name);
  const own = action.kinds.filter((kind) => isAbout(kind.name, context.change.type ?? ''));
  const kinds = narrowKinds(action, own);
  if (action.kinds.length === 0) return ['*'];
  const patterns =
    kinds === null
      ? action.kinds.map((kind) => collapsed(service, kind.name, context.target))
      : kinds.flatMap((kind) => filled(service, kind.name, context));
  return [...new Set(patterns)].toSorted();
}

/**
 * The kinds that stand for the action, null when it takes several at once (RunInstances needs subnet, image and more):
 * then only service, region and account limit it.
 */
function narrowKinds(action: ActionFact, own: readonly Kind[]): readonly Kind[] | null {
  if (action.kinds.length === 1) return action.kinds;
  const covers = action.kinds.every(
    ({ name, required }) => !required || own.some((kind) => kind.name === name),
  );
  const creates = /:(?:Create|Run|Start|Restore)/.test(action.name);
  return own.length > 0 && covers && (action.level === 'T' || !creates) ? own : null;
}

function isAbout(kind: string, type: string): boolean {
  return folded(type).endsWith(folded(kind));
}

function collapsed(service: string, kind: string, target: Target): string {
  const template = arnTemplate(service, kind);
  if (template === null) return '*';
  return `${fillFixed(template, target)
    .split(':')
    .slice(0, 5)
    .join(':')
    .replaceAll(/\$\{\w+\}/g, '*')}:*`;
}

function filled(service: string, kind: string, context: ScopeContext): readonly string[] {
  const template = arnTemplate(service, kind);
  if (template === null) return ['*'];
  const fixed = fillFixed(template, context.target);
  return SIDES[context.change.action].flatMap((side) => {
    const pattern = fixed.replaceAll(/\$\{(\w+)\}/g, (_all, variable: string) =>
      isName(variable) ? (nameOn(side, variable, kind, context) ?? '*') : '*',
    );
    return [pattern, ...withAnyPath(pattern, template, side, context)];
  });
}

/** IAM names carry a path; where it is unknown, the name is allowed at the root and below any path. */
function withAnyPath(
  pattern: string,
  template: string,
  side: Side,
  context: ScopeContext,
): readonly string[] {
  if (!template.includes('WithPath}') || pattern.endsWith('*')) return [];
  const path = literal(valueOn(side, 'path', context));
  const whole = context.parsed?.[side] !== undefined && context.parsed[side] !== null;
  if (path === '/' || (path === null && whole && !hasValue(side, 'path', context))) return [];
  const at = pattern.lastIndexOf('/') + 1;
  return [`${pattern.slice(0, at)}*/${pattern.slice(at)}`];
}

function fillFixed(template: string, { role, region, account }: Target): string {
  return template
    .replaceAll('${Partition}', role.split(':')[1] ?? 'aws')
    .replaceAll('${Region}', region)
    .replaceAll('${Account}', account);
}

/** AWS assigns ids at creation; only names can be known beforehand. */
function isName(variable: string): boolean {
  return /Name(?:WithPath)?$/.test(variable);
}

function nameOn(side: Side, variable: string, kind: string, context: ScopeContext): string | null {
  const base = snake(variable.replace(/Name(?:WithPath)?$/, ''));
  const about = isAbout(kind, context.change.type ?? '') ? ['name', 'identifier'] : [];
  const names = [...about, `${base}_name`, base, `${base}_identifier`];
  const known = names.find((name) => hasValue(side, name, context));
  return known === undefined ? null : literal(textOn(side, known, context) ?? undefined);
}

/** The kinds of which the patterns leave nothing out: no name, no id, every resource of the account. */
export function unboundKinds(
  action: ActionFact,
  resources: readonly string[],
  target: Target,
): readonly string[] {
  if (action.kinds.length === 0) return ['resource'];
  const service = serviceOf(action.name);
  return action.kinds
    .map(({ name }) => name)
    .filter((kind) => {
      const template = arnTemplate(service, kind);
      if (template === null) return resources.includes('*');
      const whole = fillFixed(template, target).replaceAll(/\$\{\w+\}/g, '*');
      return resources.includes(whole) || resources.includes(collapsed(service, kind, target));
    });
}

/** The text of an attribute on one side, where it is a literal or a reference that can be resolved. */
export function textOn(side: Side, attribute: string, context: ScopeContext): string | null {
  const value = valueOn(side, attribute, context);
  const resolved = context.resolve?.(value, side) ?? null;
  return resolved ?? (typeof value === 'string' ? value : null);
}

function literal(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && PLAIN_NAME.test(value) ? value : null;
}

function hasValue(side: Side, attribute: string, context: ScopeContext): boolean {
  const value = valueOn(side, attribute, context);
  return value !== undefined && value !== null;
}

/** The attribute's value on one side: from the whole resource where it is known, else from the differences. */
function valueOn(side: Side, attribute: string, { change, parsed }: ScopeContext): JsonValue | undefined {
  const state: ResourceState | null = parsed?.[side] ?? null;
  if (state !== null) {
    const found = Object.hasOwn(state, attribute) ? state[attribute] : undefined;
    // What a variable's default says is only what is known before the deployment.
    return found === undefined || found.sensitive || found.assumed === true ? undefined : found.value;
  }
  const difference = change.attributes.find(({ path }) => path === attribute && rootOf(path) === attribute);
  return difference === undefined || difference.sensitive ? undefined : difference[side];
}

function snake(text: string): string {
  return text.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
}

const foldedTexts = new Map<string, string>();
const MOST_FOLDED_TEXTS = 5_000;

/** Of kinds and types, of which one pull request has few. */
function folded(text: string): string {
  const known = foldedTexts.get(text) ?? text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (foldedTexts.size < MOST_FOLDED_TEXTS) foldedTexts.set(text, known);
  return known;
}
