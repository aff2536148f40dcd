// A second, slow reading of IAM policies over a small world, written apart from the engine: what it finds, the engine must find.
import type { PolicyUse } from '../../../../src/classify/iam/policy-document.ts';
import type { JsonStatement } from './policy.ts';
import { BUCKETS, CONTEXTS, OBJECTS, PRINCIPALS, ROLES, TRUST, USERS, WORLD } from './small-world.ts';
import type { Context } from './small-world.ts';

export type Request = {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
};

export type Movement = { readonly up: Request | null; readonly down: Request | null };

export type Sides = { readonly before: readonly JsonStatement[]; readonly after: readonly JsonStatement[] };

/** What moved up and what moved down between two lists of statements: denied, nothing, allowed. */
export function movements(use: PolicyUse, { before, after }: Sides): Movement {
  const found: { up: Request | null; down: Request | null } = { up: null, down: null };
  for (const [action, resources] of Object.entries(use === 'trust' ? TRUST : WORLD))
    walk(use, { before, after }, { actions: [action], resources }, (request, step) => {
      if (step > 0) found.up ??= request;
      if (step < 0) found.down ??= request;
      return found.up !== null && found.down !== null;
    });
  return found;
}

/**
 * Whether some request of this action, on a resource that the pattern covers, fares better afterwards: what a witness claims.
 * `resource`: as the policy writes it; words that say more than a pattern are read as any resource of the world.
 */
export function confirms(
  use: PolicyUse,
  sides: Sides,
  claim: { readonly action: string; readonly resource: string },
): boolean {
  const world = [...OBJECTS, ...BUCKETS, ...ROLES, ...USERS, '*'];
  const statements = [...sides.before, ...sides.after];
  const patterns = statements.flatMap(({ Resource, NotResource }) => list(Resource ?? NotResource ?? []));
  const samples = [claim.resource, ...patterns].filter((text) => text.startsWith('arn:')).flatMap(samplesOf);
  const resources = [...samples, ...world, ...ELSEWHERE];
  const actions = ['x', 'getx'].map((word) => claim.action.replaceAll('*', word).replaceAll('?', 'x'));
  let confirmed = false;
  walk(use, sides, { actions, resources: [...new Set(resources)] }, (_request, step) => {
    confirmed ||= step > 0;
    return confirmed;
  });
  return confirmed;
}

function samplesOf(pattern: string): readonly string[] {
  return ['bob', 'alice'].flatMap((name) =>
    ['x', 'z', '', 'a/b', '111122223333'].map((word) =>
      pattern.replaceAll('${aws:username}', name).replaceAll('*', word).replaceAll('?', 'x'),
    ),
  );
}

/** Resources that the small world does not have; a star in a pattern reaches over colons. */
const ELSEWHERE = [
  'arn:aws:lambda:eu-west-1:111122223333:function:x',
  'arn:aws:iam::111122223333:group/x',
  'arn:aws:iam::111122223333:user/x:role/x',
  'arn:aws:s3:::zz',
  'arn:aws:s3:::zz/z',
  'arn:aws:iam::111122223333:role/zz',
  'arn:aws:iam::111122223333:user/zz',
];

type Places = { readonly actions: readonly string[]; readonly resources: readonly string[] };

/** `visit` is told whether the request rises or falls, and answers whether that is enough. */
function walk(
  use: PolicyUse,
  sides: Sides,
  { actions, resources }: Places,
  visit: (request: Request, step: number) => boolean,
): void {
  const { bits, principals, contexts, level } = stages.get(sides) ?? stageOf(use, sides);
  for (const action of actions) {
    const byAction = bits((statement) => takesAction(statement, action));
    for (const resource of resources)
      for (const { context, holding } of contexts) {
        const here = byAction & holding;
        const matching =
          here === 0 ? 0 : here & bits((statement) => takesResource(statement, resource, context));
        if (matching === 0) continue;
        for (const { principal, named } of principals) {
          const met = level(matching & named);
          const step = met.after - met.before;
          if (step !== 0 && visit({ principal, action, resource, context }, step)) return;
        }
      }
  }
}

/** What is the same for all requests of one pair: statements are bits, those of the base first. */
type Stage = {
  readonly bits: (holds: (statement: JsonStatement) => boolean) => number;
  readonly principals: readonly { readonly principal: string; readonly named: number }[];
  readonly contexts: readonly { readonly context: Context; readonly holding: number }[];
  readonly level: (matching: number) => { readonly before: number; readonly after: number };
};

const stages = new WeakMap<Sides, Stage>();

function stageOf(use: PolicyUse, sides: Sides): Stage {
  const { before, after } = sides;
  const all = [...before, ...after];
  const bits: Stage['bits'] = (holds) =>
    all.reduce((set, statement, index) => (holds(statement) ? set | (1 << index) : set), 0);
  const old = (1 << before.length) - 1;
  const denies = bits(({ Effect }) => Effect === 'Deny');
  const levelOf = (matching: number): number => ((matching & denies) !== 0 ? 0 : matching === 0 ? 1 : 2);
  const stage: Stage = {
    bits,
    principals: (use === 'trust' || use === 'resource' ? PRINCIPALS : ['anonymous']).map((principal) => ({
      principal,
      named: bits((statement) => takesPrincipal(statement, principal)),
    })),
    contexts: contextsFor(all).map((context) => ({
      context,
      holding: bits((statement) => takesContext(statement, context)),
    })),
    level: (matching) => ({ before: levelOf(matching & old), after: levelOf(matching & ~old) }),
  };
  stages.set(sides, stage);
  return stage;
}

/** Only keys that somebody asks for make a difference. */
function contextsFor(statements: readonly JsonStatement[]): readonly Context[] {
  const keys = statements.flatMap(({ Condition }) => Object.values(Condition ?? {}).flatMap(Object.keys));
  const wanted = new Set(keys.map((key) => key.toLowerCase()));
  if (JSON.stringify(statements).includes('${aws:username}')) wanted.add('aws:username');
  const question = [...wanted].toSorted().join();
  const known = narrowed.get(question);
  if (known !== undefined) return known;
  const kept = CONTEXTS.map((context) =>
    Object.fromEntries(Object.entries(context).filter(([key]) => wanted.has(key.toLowerCase()))),
  );
  const distinct = [...new Map(kept.map((context) => [JSON.stringify(context), context])).values()];
  narrowed.set(question, distinct);
  return distinct;
}

const narrowed = new Map<string, readonly Context[]>();

function takesAction({ Action, NotAction }: JsonStatement, action: string): boolean {
  const fits = (text: string): boolean => glob(text.toLowerCase()).test(action.toLowerCase());
  if (Action !== undefined && !list(Action).some(fits)) return false;
  return NotAction === undefined || !list(NotAction).some(fits);
}

function takesResource(
  { Resource, NotResource }: JsonStatement,
  resource: string,
  context: Context,
): boolean {
  const fits = (text: string): boolean => {
    const filled = substitute(text, context);
    return filled !== null && glob(filled).test(resource);
  };
  if (Resource !== undefined && !list(Resource).some(fits)) return false;
  return NotResource === undefined || !list(NotResource).some(fits);
}

function takesPrincipal({ Principal, NotPrincipal }: JsonStatement, principal: string): boolean {
  if (Principal !== undefined && !isNamed(Principal, principal)) return false;
  return NotPrincipal === undefined || !isNamed(NotPrincipal, principal);
}

function isNamed(given: NonNullable<JsonStatement['Principal']>, principal: string): boolean {
  if (given === '*') return true;
  return Object.entries(given).some(([type, texts]) =>
    list(texts).some((text) => {
      if (type === 'Service') return principal === `service:${text}`;
      if (text === '*') return true;
      const account = /^\d+$/.test(text) ? text : /iam::(\d+):root$/.exec(text)?.[1];
      return account === undefined ? text === principal : principal.includes(`::${account}:`);
    }),
  );
}

function takesContext({ Condition }: JsonStatement, context: Context): boolean {
  return Object.entries(Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, key, list(values), context)),
  );
}

function holds(written: string, key: string, values: readonly string[], context: Context): boolean {
  const [set, bare] = written.includes(':') ? (written.split(':') as [string, string]) : [null, written];
  const ifExists = bare.endsWith('IfExists');
  const operator = bare.replace('IfExists', '');
  const entry = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  if (operator === 'Null') return values.includes(String(entry === undefined));
  const negated = operator.includes('Not');
  if (entry === undefined) return ifExists || set === 'ForAllValues' || (negated && set === null);
  const present = typeof entry === 'string' ? [entry] : entry;
  const one = (value: string): boolean => {
    const found = values.some((wanted) => compare(operator.replace('Not', ''), wanted, value, context));
    return negated ? !found : found;
  };
  return set === 'ForAllValues' ? present.every(one) : present.some(one);
}

function compare(operator: string, wanted: string, value: string, context: Context): boolean {
  const filled = substitute(wanted, context);
  if (filled === null) return false;
  switch (operator) {
    case 'StringEquals':
    case 'Bool':
      return filled === value;
    case 'StringLike':
      return glob(filled).test(value);
    case 'IpAddress':
      return isInBlock(value, filled);
    default:
      throw new Error(operator);
  }
}

/** IPv4 only, as the world has no other. */
function isInBlock(address: string, block: string): boolean {
  const [network = '', length = '32'] = block.split('/');
  const size = 2 ** (32 - Number(length));
  const [own = 0, wanted = 0] = [address, network].map((text) =>
    text.split('.').reduce((value, part) => value * 256 + Number(part), 0),
  );
  return Math.floor(own / size) === Math.floor(wanted / size);
}

function substitute(text: string, context: Context): string | null {
  if (!text.includes('${aws:username}')) return text;
  const name = context['aws:username'];
  return typeof name === 'string' ? text.replaceAll('${aws:username}', name) : null;
}

const globs = new Map<string, RegExp>();

function glob(text: string): RegExp {
  const known = globs.get(text);
  if (known !== undefined) return known;
  const escaped = text.replaceAll(/[.+^${}()|[\]\\/]/g, String.raw`\$&`);
  const made = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
  globs.set(text, made);
  return made;
}

function list(texts: string | readonly string[]): readonly string[] {
  return typeof texts === 'string' ? [texts] : texts;
}
