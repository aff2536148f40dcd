// Secrets that a template hands to a template in it: what is `NoEcho` there is a secret here too. Called by `readStacks`.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { SENSITIVE } from '../sensitive.ts';
import { childrenOf, member, textOf } from '../tree.ts';
import { callsIn } from './nested-calls.ts';
import type { Call } from './nested-calls.ts';
import { referencesIn, secretParameters } from './scope.ts';
import { SIDES } from './stack.ts';
import type { StackTemplate } from './stack.ts';

/** Names of secret parameters by the stack (its logical name) that they are given to. */
export type GivenSecrets = ReadonlyMap<string, ReadonlySet<string>>;

export type SharedSecrets = {
  /** The same templates in their order, with `NoEcho` where a parameter goes to a secret of a template in it. */
  readonly templates: readonly StackTemplate[];
  readonly givenBy: (template: StackTemplate) => GivenSecrets;
};

export function shareSecrets(written: readonly StackTemplate[]): SharedSecrets {
  const calls = written.flatMap(callsIn);
  const byPath = Map.groupBy(
    written.flatMap((template) => pathsOf(template.path).map((path) => ({ path, template }))),
    ({ path }) => path,
  );
  const targets = new Map(
    calls.map((call) => {
      const paths = SIDES.flatMap((side) => call.sides[side]?.path ?? []);
      return [call, paths.flatMap((path) => (byPath.get(path) ?? []).map(({ template }) => template))];
    }),
  );
  const secrets = new Map(written.map((template) => [template, new Set(ownSecrets(template))]));
  const secretsOf = (call: Call): ReadonlySet<string> =>
    new Set((targets.get(call) ?? []).flatMap((one) => [...(secrets.get(one) ?? [])]));
  // A secret goes up one template in each round.
  for (let grown = calls.length > 0; grown;) {
    grown = false;
    for (const call of calls) {
      const known = secrets.get(call.caller) ?? new Set();
      const before = known.size;
      for (const name of handedTo(call, secretsOf(call))) known.add(name);
      grown ||= known.size > before;
    }
  }
  const given = new Map(
    written.map((template) => {
      const own = calls.filter(({ caller }) => caller === template);
      return [template.path, new Map(own.map((call) => [call.name, secretsOf(call)]))] as const;
    }),
  );
  return {
    templates: written.map((one) => withSecrets(one, secrets.get(one) ?? new Set())),
    givenBy: ({ path }) => given.get(path) ?? new Map(),
  };
}

function pathsOf(path: StackTemplate['path']): readonly string[] {
  return [...new Set(SIDES.flatMap((side) => path[side] ?? []))];
}

function ownSecrets({ document }: StackTemplate): readonly string[] {
  return SIDES.flatMap((side) => (document[side] === null ? [] : [...secretParameters(document[side])]));
}

/** Parameters of the template around it that become one of the secrets. */
function handedTo({ sides }: Call, secrets: ReadonlySet<string>): readonly string[] {
  const found: string[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.kind === 'map' && secrets.has(textOf(member(node, 'ParameterKey'))))
      found.push(...referencesIn(node));
    if (node.kind === 'map')
      for (const { key, value } of node.entries) if (secrets.has(key)) found.push(...referencesIn(value));
    for (const child of childrenOf(node)) visit(child);
  };
  if (secrets.size === 0) return [];
  for (const side of SIDES) {
    const parameters = member(member(sides[side]?.resource, 'Properties'), 'Parameters');
    if (parameters !== undefined) visit(parameters);
  }
  return found;
}

function withSecrets(template: StackTemplate, secrets: ReadonlySet<string>): StackTemplate {
  const own = new Set(ownSecrets(template));
  const more = new Set([...secrets].filter((name) => !own.has(name)));
  if (more.size === 0) return template;
  const { before, after } = template.document;
  return { ...template, document: { before: hidden(before, more), after: hidden(after, more) } };
}

function hidden(document: SyntaxNode | null, names: ReadonlySet<string>): SyntaxNode | null {
  return mapMember(document, 'Parameters', (parameters) =>
    parameters.kind !== 'map'
      ? parameters
      : {
          ...parameters,
          entries: parameters.entries.map((entry) =>
            names.has(entry.key) ? { ...entry, value: withNoEcho(entry.value) } : entry,
          ),
        },
  );
}

function withNoEcho(parameter: SyntaxNode): SyntaxNode {
  const [first] = parameter.kind === 'map' ? parameter.entries : [];
  if (parameter.kind !== 'map' || first === undefined) return parameter;
  const entries = parameter.entries.filter(({ key }) => key !== 'NoEcho');
  const { line, endLine, column } = parameter;
  const said = {
    kind: 'scalar',
    tag: null,
    anchor: null,
    style: 'plain',
    text: 'true',
    source: 'true',
  } as const;
  const value: SyntaxNode = { ...said, line, endLine, column };
  return { ...parameter, entries: [...entries, { ...first, key: 'NoEcho', value }] };
}

function mapMember(
  node: SyntaxNode | null,
  name: string,
  change: (value: SyntaxNode) => SyntaxNode,
): SyntaxNode | null {
  if (node?.kind !== 'map') return node;
  const entries = node.entries.map((entry) =>
    entry.key === name ? { ...entry, value: change(entry.value) } : entry,
  );
  return { ...node, entries };
}

/** Changes of stacks without the secrets that they are given. */
export function hideGiven(changes: readonly ParsedChange[], given: GivenSecrets): readonly ParsedChange[] {
  return changes.map((change) => {
    const names = given.get(change.address) ?? new Set<string>();
    return names.size === 0 ? change : hiddenChange(change, names);
  });
}

function hiddenChange(change: ParsedChange, names: ReadonlySet<string>): ParsedChange {
  const { before, after, otherwise } = change;
  const keyed = [before, after].flatMap((state) => keyedPaths(state ?? {}, names));
  const isSecret = (path: string, value: JsonValue): boolean =>
    !isName(value) &&
    (keyed.includes(path) ||
      path === 'Parameters' ||
      names.has(/^Parameters\.([^.[]+)/.exec(path)?.[1] ?? ''));
  const hide = (state: ResourceState): ResourceState =>
    Object.fromEntries(
      Object.entries(state).map(([path, one]) => [
        path,
        isSecret(path, one.value) ? { ...one, value: SENSITIVE, sensitive: true } : one,
      ]),
    );
  const hideSides = <T extends ResourceState | null>(state: T): T | ResourceState =>
    state === null ? state : hide(state);
  return {
    ...change,
    attributes: change.attributes.map((one) => {
      const [old, now] = [isSecret(one.path, one.before), isSecret(one.path, one.after)];
      return {
        ...one,
        before: old ? SENSITIVE : one.before,
        after: now ? SENSITIVE : one.after,
        sensitive: one.sensitive || old || now,
      };
    }),
    before: hideSides(before),
    after: hideSides(after),
    ...(otherwise === undefined
      ? {}
      : {
          otherwise: otherwise.map((one) => ({
            ...one,
            before: hideSides(one.before),
            after: hide(one.after),
          })),
        }),
  };
}

/** Of a stack set: `{ParameterKey: Name, ParameterValue: …}`. */
function keyedPaths(state: ResourceState, names: ReadonlySet<string>): readonly string[] {
  return Object.entries(state).flatMap(([path, { value }]) =>
    path.endsWith('.ParameterKey') && typeof value === 'string' && names.has(value)
      ? [path.replace(/Key$/, 'Value')]
      : [],
  );
}

/** The name of something, or nothing: no secret by itself. */
function isName(value: JsonValue): boolean {
  if (value === null) return true;
  const text = typeof value === 'object' && 'expression' in value ? value['expression'] : null;
  return (
    typeof text === 'string' && /^(?:!(?:Ref|GetAtt|ImportValue) [\w:.]{1,300}$|\{\{resolve:)/.test(text)
  );
}
