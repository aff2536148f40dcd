// What AWS actions exist, what they act on, and which of them a Terraform type needs. Read by the narrowing files; data/README.md names the sources.
import data from './data/actions.json' with { type: 'json' };

/** Access level as iam-data has it: read, list, write, tagging, permissions management. */
export type AccessLevel = 'R' | 'L' | 'W' | 'T' | 'P';

export type ActionFact = {
  /** `iam:CreateRole`, in AWS's own spelling. */
  readonly name: string;
  readonly level: AccessLevel;
  /** Resource kinds that the action can be limited to; empty: only `*`. */
  readonly kinds: readonly { readonly name: string; readonly required: boolean }[];
};

/** Action names of one type by phase: `r` read, `c` create, `u` update, `d` delete, `a.<attribute>`. */
export type TypePhases = ReadonlyMap<string, readonly string[]>;

type Lines = { readonly [key: string]: string };
const SERVICES: Lines = data.services;
const ARNS: Lines = data.arns;
const TYPES: Lines = data.types;

// Lines are parsed at first use: one pull request needs few of them.
const types = new Map<string, TypePhases>();
const templates = new Map<string, ReadonlyMap<string, string>>();
const services = new Map<string, ReadonlyMap<string, ActionFact>>();

/** Every action of a service by lower-case name (action names are case-insensitive); empty for an unknown service. */
export function actionsOfService(service: string): ReadonlyMap<string, ActionFact> {
  const known = services.get(service);
  if (known !== undefined) return known;
  const facts = words(lineOf(SERVICES, service), ' ').map((text) => parseAction(service, text));
  const read = new Map(facts.map((fact) => [fact.name.toLowerCase(), fact]));
  services.set(service, read);
  return read;
}

/** The fact about one action, null for a name that AWS does not have. */
export function actionFact(name: string): ActionFact | null {
  return actionsOfService(serviceOf(name)).get(name.toLowerCase()) ?? null;
}

/** Actions that a Terraform resource type needs, null for a type in no table. */
export function phasesOfType(type: string): TypePhases | null {
  const line = lineOf(TYPES, type);
  if (line === null) return null;
  const known = types.get(type) ?? new Map(words(line, ';').map(parsePhase));
  types.set(type, known);
  return known;
}

/** ARN template of a resource kind (`arn:${Partition}:s3:::${BucketName}`), null where the tables have none. */
export function arnTemplate(service: string, kind: string): string | null {
  const known = templates.get(service) ?? new Map(words(lineOf(ARNS, service), '|').map(parseTemplate));
  templates.set(service, known);
  return known.get(kind) ?? null;
}

/** `iam` of `iam:CreateRole`. */
export function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':')).toLowerCase();
}

function lineOf(lines: Lines, key: string): string | null {
  return Object.hasOwn(lines, key) ? (lines[key] ?? null) : null;
}

function words(line: string | null, separator: string): readonly string[] {
  return line === null || line === '' ? [] : line.split(separator);
}

function parseAction(service: string, text: string): ActionFact {
  const [name = '', level = 'W', kinds = ''] = text.split('/');
  return {
    name: `${service}:${name}`,
    level: level as AccessLevel,
    kinds: words(kinds, ',').map((kind) => ({ name: kind.replace(/\*$/, ''), required: kind.endsWith('*') })),
  };
}

function parseTemplate(text: string): readonly [string, string] {
  const at = text.indexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}

function parsePhase(text: string): readonly [string, readonly string[]] {
  const at = text.indexOf('=');
  const groups = text.slice(at + 1).split(' ');
  const names = groups.flatMap((group) => {
    const colon = group.indexOf(':');
    return group
      .slice(colon + 1)
      .split(',')
      .map((name) => group.slice(0, colon + 1) + name);
  });
  return [text.slice(0, at), names];
}
