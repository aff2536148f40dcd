// The sets of values that a template is deployed with: from files of parameters, from the templates around it, else its defaults. Called by `readStacks`.
import { LIMITS } from '../../config/limits.ts';
import { canonicalJson } from '../../model/canonical.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { member, textOf } from '../tree.ts';
import type { Belonging } from './belonging.ts';
import { readValue } from './read-value.ts';
import type { GivenValue, GivenValues } from './scope.ts';
import { callsIn, isMadeFrom } from './nested-calls.ts';
import type { Call } from './nested-calls.ts';
import { SIDES, allDeclaredNames, setOf } from './stack.ts';
import type { Side, Sides, StackTemplate } from './stack.ts';
import { fullScope } from './template-parts.ts';
import { expressionJson, renderValue } from './value.ts';
import type { TemplateValue } from './value.ts';

export type World = {
  /** For people: `the parameters of params/prod.json`. */
  readonly label: string;
  /** Files that the values come from. */
  readonly files: readonly string[];
  /** Null where the template is not deployed with these values. */
  readonly given: Sides<GivenValues | null>;
};

export type Worlds = {
  readonly of: (template: StackTemplate) => readonly World[];
  /** All files that give it values, or did. */
  readonly files: (template: StackTemplate) => readonly string[];
  /** Whether there were more than are told apart. */
  readonly cut: (template: StackTemplate) => boolean;
  /** Whether what is beyond says something that is not told otherwise. */
  readonly untold: (template: StackTemplate) => boolean;
};

export function createWorlds(templates: readonly StackTemplate[], belongings: readonly Belonging[]): Worlds {
  const calls = templates.flatMap(callsIn);
  const all = (template: StackTemplate): readonly World[] => {
    const own = belongings.flatMap((one) =>
      one.templates.includes(template) ? [worldOf(one, template)] : [],
    );
    const nested = calls
      .filter((call) => isMadeFrom(call, template))
      .flatMap((call) =>
        of(call.caller)
          .slice(0, MOST)
          .flatMap((world) =>
            groupsOf(call).map((group) => inside({ call, group }, world, allDeclaredNames(template))),
          ),
      );
    const found = [...own, ...nested].toSorted((a, b) => Number(differs(b)) - Number(differs(a)));
    return found.some(isDeployed) ? found : [BY_DEFAULT, ...found];
  };
  const known = new Map<StackTemplate, readonly World[]>();
  const of = (template: StackTemplate): readonly World[] => {
    const found = known.get(template);
    if (found !== undefined) return found;
    // Where templates name each other in a ring, which the service refuses.
    known.set(template, []);
    const worlds = all(template);
    known.set(template, worlds);
    return worlds;
  };
  return {
    of: (template) => of(template).filter(isDeployed).slice(0, MOST),
    files: (template) => of(template).flatMap(({ files }) => files),
    cut: (template) => of(template).filter(isDeployed).length > MOST,
    untold: (template) => {
      const deployed = of(template).filter(isDeployed);
      const told = new Set(deployed.slice(0, MOST).map(valuesOf));
      const beyond = deployed.slice(MOST).filter((world) => !told.has(valuesOf(world)));
      return template.changed ? beyond.length > 0 : beyond.some(differs);
    },
  };
}

const MOST = LIMITS.templateWorlds;

const NONE: GivenValues = new Map();
const BY_DEFAULT: World = {
  label: 'the defaults of its parameters',
  files: [],
  given: { before: NONE, after: NONE },
};

function isDeployed({ given }: World): boolean {
  return given.before !== null || given.after !== null;
}

function differs({ given }: World): boolean {
  return keyOf(given.before) !== keyOf(given.after);
}

function valuesOf({ given }: World): string {
  return `${keyOf(given.before)} ${keyOf(given.after)}`;
}

export function keyOf(given: GivenValues | null): string {
  if (given === null) return '';
  const pairs = [...given].map(([name, value]) => [
    name,
    value.kind,
    value.kind === 'text' ? value.text : value.source,
  ]);
  return canonicalJson(pairs.toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)));
}

/**
 * Where a file is new, or gone, what was given before, or will be, is not told: its defaults. Nothing where they do not
 * suffice: then nothing is deployed without the file.
 */
function worldOf({ parameters, set }: Belonging, template: StackTemplate): World {
  const given = (side: Side): GivenValues => {
    const values = setOf(parameters, side, set)?.values ?? new Map<string, never>();
    return new Map(
      [...values].map(([name, { text }]): [string, GivenValue] => [
        name,
        text === null ? { kind: 'unknown', source: 'the value it has' } : { kind: 'text', text },
      ]),
    );
  };
  const environment = set === '' ? '' : ` (${set})`;
  const isGone = setOf(parameters, 'after', set) === null;
  const isTold = !isGone || !needsMore(template, given('before'));
  return {
    label: `the parameters of ${parameters.path}${environment}${isGone ? ' gone' : ''}`,
    files: [parameters.path],
    given: isTold ? { before: given('before'), after: given('after') } : { before: null, after: null },
  };
}

/** Whether one of these has no default. */
function needsMore({ document }: StackTemplate, given: GivenValues): boolean {
  const parameters = member(document.after ?? undefined, 'Parameters');
  return [...given.keys()].some((name) => member(member(parameters, name), 'Default') === undefined);
}

/** `group`: instances of a stack set that are given values of their own, by their place in its list; null for all others. */
type Instances = { readonly call: Call; readonly group: number | null };

/** What the stack around it gives, in one of the worlds of that. */
function inside({ call, group }: Instances, world: World, declared: ReadonlySet<string>): World {
  const { caller, name, sides } = call;
  const given = (side: Side): GivenValues | null => {
    const [stack, document, outer] = [sides[side], caller.document[side], world.given[side]];
    if (stack === null || document === null || outer === null) return null;
    const scope = fullScope(document, outer);
    const condition = scope.conditions.get(textOf(member(stack.resource, 'Condition')));
    if (condition?.decided === false) return null;
    const properties = member(stack.resource, 'Properties');
    const read = (node: SyntaxNode | undefined): GivenValues =>
      node === undefined ? NONE : givenIn(readValue(node, { scope, inCondition: false }), declared);
    return new Map([
      ...read(member(properties, 'Parameters')),
      ...read(group === null ? undefined : overridesOf(properties, group)),
    ]);
  };
  const path = caller.path.after ?? caller.path.before ?? '';
  const stack = group === null ? name : `${name}, group ${group + 1} of its instances`;
  const outer = world === BY_DEFAULT ? `${path} (${stack})` : `${path} (${stack}) with ${world.label}`;
  return {
    label: `what it is given by ${outer}`,
    files: [...new Set([path, ...world.files])],
    given: { before: given('before'), after: given('after') },
  };
}

/**
 * Groups of instances come with values of their own over those of the stack set:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudformation-stackset-stackinstances.html
 */
function groupsOf({ sides }: Call): readonly (number | null)[] {
  const lengths = SIDES.map((side) => {
    const groups = member(member(sides[side]?.resource, 'Properties'), GROUPS);
    return groups?.kind === 'list' ? groups.items.length : groups === undefined ? 0 : 1;
  });
  const all = Array.from({ length: Math.min(Math.max(...lengths), MOST_GROUPS) }, (_, index) => index);
  const own = all.filter((group) =>
    SIDES.some((side) => overridesOf(member(sides[side]?.resource, 'Properties'), group) !== undefined),
  );
  return [null, ...own];
}

const GROUPS = 'StackInstancesGroup';
/** More than are told apart anyway. */
const MOST_GROUPS = 64;

/** Groups that a function makes may be given anything. */
function overridesOf(properties: SyntaxNode | undefined, group: number): SyntaxNode | undefined {
  const groups = member(properties, GROUPS);
  if (groups === undefined || groups.kind !== 'list') return groups;
  const own = groups.items[group];
  return own === undefined || own.kind === 'map' ? member(own, 'ParameterOverrides') : own;
}

/** A map, or of a stack set a list of pairs. What a function gives as a whole may be anything for each of them. */
function givenIn(value: TemplateValue, declared: ReadonlySet<string>): GivenValues {
  const pairs = value.kind === 'list' ? value.items.map(pairOf) : [];
  const known = pairs.filter((pair) => pair !== null);
  if (value.kind === 'list' && known.length === pairs.length) return new Map(known);
  if (value.kind === 'map') return new Map(value.members.map((one) => [one.key, givenBy(one.value)]));
  if (value.kind === 'absent') return NONE;
  const source = renderValue(value, 'compare');
  return new Map([...declared].map((name) => [name, { kind: 'unknown', source }]));
}

function pairOf(item: TemplateValue): readonly [string, GivenValue] | null {
  const members = item.kind === 'map' ? item.members : [];
  const [key, value] = ['ParameterKey', 'ParameterValue'].map(
    (name) => members.find((one) => one.key === name)?.value,
  );
  return key?.kind === 'literal' && value !== undefined ? [String(key.value), givenBy(value)] : null;
}

function givenBy(value: TemplateValue): GivenValue {
  if (value.kind === 'literal' && value.value !== null) return { kind: 'text', text: String(value.value) };
  if (value.kind === 'list' && value.items.every(({ kind }) => kind === 'literal'))
    return { kind: 'text', text: value.items.map((item) => textIn(item)).join(',') };
  return { kind: 'unknown', source: sourceOf(value) };
}

function textIn(value: TemplateValue): string {
  return value.kind === 'literal' ? String(value.value) : '';
}

function sourceOf(value: TemplateValue): string {
  return value.kind === 'expression'
    ? canonicalJson(expressionJson(value, 'compare'))
    : canonicalJson(value.kind);
}
