// A policy to start with, from what a repository shows: the same repository gives the same text. Called by `aigov policy init`.
import { compileOwners } from '../syntax/index.ts';
import type { OwnerRule } from '../syntax/index.ts';
import { REGISTRY } from './agents/registry.ts';

export type Seen = {
  /** Paths of files that hold infrastructure. */
  readonly paths: readonly string[];
  readonly codeOwners: readonly OwnerRule[];
  /** Mail addresses of the history, in lower case. */
  readonly addresses: readonly string[];
};

type Tier = 'critical' | 'elevated' | 'low';
type Place = { readonly name: string; readonly tier: Tier; readonly globs: readonly string[] };

/** Words that people call environments, whole or before and behind a dash, by how grave they are. */
const WORDS: { readonly [tier in Tier]: readonly string[] } = {
  critical: ['prod', 'production', 'prd', 'live'],
  elevated: ['staging', 'stage', 'stg', 'preprod', 'uat', 'integration'],
  low: ['dev', 'development', 'test', 'qa', 'sandbox', 'nonprod'],
};

/** Words that name other things as well: only what is surely infrastructure makes them an environment. */
const AMBIGUOUS = new Set(['integration', 'live', 'qa', 'stage', 'test']);
const SURE = /\.(?:tf|tofu|tfvars|hcl)(?:\.json)?$|(?:^|\/)(?:kustomization\.ya?ml|Chart\.yaml)$/;

/** More places of one environment than this are told by the names of their folders. */
const MOST_GLOBS = 4;
/** What is left out belongs to no environment, which counts as the gravest. */
const MOST_NAMES = 12;

/** Valid, and with nobody in it who was not found: it observes until somebody has read it. */
export function starterPolicy(seen: Seen): string {
  const places = placesIn(seen.paths);
  const owners = compileOwners(seen.codeOwners)('.aigov.yml').filter((owner) => owner.startsWith('@'));
  const { agents, bots } = accountsIn(seen.addresses);
  return [
    '# yaml-language-server: $schema=./schemas/aigov.schema.json',
    '# Editors complete and check this file once `npx aigov policy schema > schemas/aigov.schema.json` put that file there.',
    '# Made by `aigov policy init`. Read it, correct it, and leave observe when it says what you mean.',
    'version: 1',
    'mode: observe',
    'baseline: standard',
    ...ownerLines(owners),
    '',
    ...environmentLines(places),
    ...actorLines(agents, bots, places),
    ...ruleLines(places, owners),
    '',
  ].join('\n');
}

function ownerLines(owners: readonly string[]): readonly string[] {
  return owners.length === 0
    ? ['# owners: ["@your-org/platform"]   # one of them must approve changes of this file and its like']
    : [`owners: [${owners.map(quoted).join(', ')}]   # from CODEOWNERS`];
}

function environmentLines(places: readonly Place[]): readonly string[] {
  if (places.length === 0)
    return [
      '# No folder or file is called like an environment. Infrastructure without one counts as the gravest.',
      '# environments:',
      '#   prod: { tier: critical, match: { paths: ["envs/prod/**"] } }',
      '',
    ];
  const lines = places.map(
    ({ name, tier, globs }) =>
      `  ${name}: { tier: ${tier}, match: { paths: [${globs.map(quoted).join(', ')}] } }`,
  );
  return ['environments:', ...lines, ''];
}

function actorLines(
  agents: readonly Account[],
  bots: readonly Account[],
  places: readonly Place[],
): readonly string[] {
  if (agents.length + bots.length === 0) return [];
  const reach = places.filter(({ tier }) => tier !== 'critical').map(({ name }) => name);
  const own = agents.map(
    ({ name, id }) =>
      `    ${name}: { identities: [{ github: ${id} }], autonomy: supervised, environments: [${reach.join(', ')}] }`,
  );
  const automation = bots.map(({ name, id }) => `    - { github: ${id}, name: ${quoted(name)} }`);
  return [
    '# Seen in the history, by the numbers in their mail addresses.',
    'actors:',
    ...(own.length === 0 ? [] : ['  agents:', ...own]),
    ...(automation.length === 0 ? [] : ['  automation:', ...automation]),
    '',
  ];
}

/** Asks only people who were found, so that the team can satisfy it. */
function ruleLines(places: readonly Place[], owners: readonly string[]): readonly string[] {
  const grave = places.filter(({ tier }) => tier === 'critical').map(({ name }) => name);
  if (grave.length === 0) return [];
  const from = owners.length === 0 ? '' : `, from: [${owners.map(quoted).join(', ')}]`;
  const where = `environments: [${grave.join(', ')}]`;
  return [
    'rules:',
    '  - id: access-in-production',
    `    when: { kinds: [identity, firewall, secrets], ${where} }`,
    `    require: { approvals: [{ count: 1${from} }] }`,
    '  - id: no-data-loss',
    `    when: { findings: [data-store-destroyed], ${where} }`,
    '    deny: Data stores in production are not destroyed by pull request.',
  ];
}

function placesIn(paths: readonly string[]): readonly Place[] {
  const found = new Map<string, { tier: Tier; globs: Set<string> }>();
  for (const path of paths) {
    const steps = path.split('/');
    const at = steps.findIndex((step) => environmentOf(step) !== null);
    const place = environmentOf(steps[at] ?? '');
    if (place === null || (AMBIGUOUS.has(place.name) && !SURE.test(path))) continue;
    const isFile = at === steps.length - 1;
    const glob = [...steps.slice(0, at), steps[at] ?? ''].join('/') + (isFile ? '' : '/**');
    const known = found.get(place.name) ?? { tier: place.tier, globs: new Set<string>() };
    known.globs.add(glob);
    found.set(place.name, known);
  }
  return [...found]
    .map(([name, { tier, globs }]) => ({ name, tier, globs: shortened([...globs].toSorted()) }))
    .filter(({ globs }) => globs.length > 0)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** `prod`, `prod.tfvars`, `prod-eu`: the first word that is one. */
function environmentOf(step: string): { readonly name: string; readonly tier: Tier } | null {
  const words = step.toLowerCase().split(/[.\-_]/);
  for (const tier of ['low', 'elevated', 'critical'] as const) {
    const name = words.find((word) => WORDS[tier].includes(word));
    if (name !== undefined) return { name, tier };
  }
  return null;
}

/** Whole names and never a part of one: `latest` is no `test`. */
function shortened(globs: readonly string[]): readonly string[] {
  const plain = globs.filter((glob) => /^[\w.-][\w./-]*(?:\/\*\*)?$/.test(glob));
  if (plain.length <= MOST_GLOBS) return plain;
  const names = plain.map(
    (glob) =>
      `**/${
        glob
          .split('/')
          .filter((step) => step !== '**')
          .at(-1) ?? ''
      }`,
  );
  const ends = names.map((name, index) => (plain[index]?.endsWith('/**') === true ? `${name}/**` : name));
  return [...new Set(ends)].toSorted().slice(0, MOST_NAMES);
}

type Account = { readonly name: string; readonly id: number };

/** `198982749+Copilot@users.noreply.github.com`: the number is the account's, as far as anybody wrote it truly. */
function accountsIn(addresses: readonly string[]): {
  readonly agents: readonly Account[];
  readonly bots: readonly Account[];
} {
  const accounts = addresses.flatMap((address) => {
    const [, id, login] = /^(\d{1,15})\+([\w.[\]-]{1,60})@users\.noreply\.github\.com$/.exec(address) ?? [];
    return id === undefined || login === undefined ? [] : [{ id: Number(id), login }];
  });
  const agents = accounts.flatMap(({ id }) => {
    const agent = REGISTRY.find(({ ids }) => ids.includes(id));
    return agent === undefined ? [] : [{ name: agent.name, id }];
  });
  const bots = accounts
    .filter(({ id, login }) => login.endsWith('[bot]') && agents.every((agent) => agent.id !== id))
    .map(({ id, login }) => ({ id, name: login.replace('[bot]', '') }));
  return { agents: unique(agents, ({ name }) => name), bots: unique(bots, ({ id }) => id) };
}

function unique<T>(items: readonly T[], keyOf: (item: T) => string | number): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
