// How layers join: rules add, choices take the stricter side. Called by `compilePolicy`.
import type { Decision } from '../../model/decision.ts';
import { BASELINES, TIERS } from '../../model/words.ts';
import type { Baseline, Tier } from '../../model/words.ts';
import type {
  BreakGlass,
  CompiledPolicy,
  Environment,
  LayerException,
  LayerRule,
  ListedAgent,
} from '../compiled.ts';
import { accountSettings, deployTargets } from '../deploy-targets.ts';
import { isMain, nameIn, rankOf } from './layer.ts';
import type { ReadLayer } from './open-layer.ts';
import type { PolicyDocument } from '../schema/policy-schema.ts';
import { separationOf } from '../agents/separation.ts';
import { signerOf } from '../agents/signers.ts';
import { durationSeconds } from '../schema/words.ts';
import { unsupportedKeys } from '../unsupported-keys.ts';

/** `layers` by rank: the floor and what it extends, the repository and what that extends. No layer at all: standard, observe. */
export function mergeLayers(layers: readonly ReadLayer[], identity: Decision['policy']): CompiledPolicy {
  const documents = layers.map(({ document }) => document);
  const floor = layers.filter(({ layer }) => rankOf(layer) === 'floor');
  return {
    floorAlone: floor.length === 0 || floor.length === layers.length ? null : mergeLayers(floor, identity),
    identity,
    mode: layers.some(enforces) ? 'enforce' : 'observe',
    ...baselines(layers, () => undefined),
    environments: environmentsOf(layers),
    owners: layers.flatMap(({ layer, document: { owners } }) =>
      owners === undefined ? [] : [{ layer, rule: nameIn(layer, 'owners'), from: owners }],
    ),
    resourceOwners: layers.flatMap(({ layer, document }) =>
      (document.resource_owners ?? []).map((area) => ({ layer, ...area })),
    ),
    ignore: pathsOf(documents, 'ignore'),
    inert: pathsOf(documents, 'inert'),
    agents: layers.flatMap((layer, index) => agentsOf(layer, index === 0)),
    freedBy: layers.some(setsFloorBaseline) ? 'floor' : 'repository',
    automation: documents.flatMap(({ actors }) => (actors?.automation ?? []).map(({ github }) => github)),
    separation: separationOf(documents),
    unlabelled: documents.some(({ actors }) => actors?.unlabelled === 'agent') ? 'agent' : 'human',
    unknownBots: unknownBotsOf(documents),
    rules: layers.flatMap(rulesOf),
    cedar: layers.flatMap(({ layer, cedar: { set } }) => (set === null ? [] : [{ layer, set }])),
    exceptions: layers.flatMap(exceptionsOf),
    breakGlass: layers.flatMap(breakGlassOf),
    targets: deployTargets(documents),
    accounts: accountSettings(documents),
    unsupported: layers.flatMap(({ document, root, source }) =>
      unsupportedKeys(document, root).map((key) => ({ ...key, source })),
    ),
  };
}

/** Who extends a silent file keeps the choice. */
function enforces({ layer, document: { mode } }: ReadLayer): boolean {
  return isMain(layer) ? mode !== 'observe' : mode === 'enforce';
}

/**
 * A floor that is silent leaves the choice to the repository; a repository that is silent chooses the default. The
 * strictest count holds, and the refusal that comes with "none" stays: a further layer must not make anything easier.
 */
function baselines(
  layers: readonly ReadLayer[],
  own: (document: PolicyDocument) => Baseline | undefined,
): { readonly baseline: Baseline; readonly refusesUnread: boolean } {
  const stated = layers.flatMap(({ layer, document }) => {
    const choice = own(document) ?? document.baseline ?? (layer === 'repository' ? 'standard' : undefined);
    return choice === undefined ? [] : [{ layer, choice }];
  });
  // Where no main layer chose, the default did: what is extended raises it and never stands for it.
  const chosen = stated.some(({ layer }) => isMain(layer)) ? [] : (['standard'] as const);
  const choices = [...chosen, ...stated.map(({ choice }) => choice)];
  return { baseline: strictest(BASELINES, choices), refusesUnread: choices.includes('none') };
}

function setsFloorBaseline({ layer, document }: ReadLayer): boolean {
  const places = [document, ...Object.values(document.environments ?? {})];
  return rankOf(layer) === 'floor' && places.some(({ baseline }) => baseline !== undefined);
}

/** The last of the scale that occurs: the scales of `model/words` end with the strictest. */
function strictest<T extends string>(scale: readonly T[], values: readonly T[]): T {
  return values.reduce((a, b) => (scale.indexOf(a) >= scale.indexOf(b) ? a : b));
}

function environmentsOf(layers: readonly ReadLayer[]): readonly Environment[] {
  const names = new Set(layers.flatMap(({ document }) => Object.keys(document.environments ?? {})));
  return [...names].map((name) => {
    const parts = layers.flatMap(({ document }) => document.environments?.[name] ?? []);
    const tiers = parts.flatMap(({ tier }): readonly Tier[] => (tier === undefined ? [] : [tier]));
    const match = (key: 'paths' | 'namespaces' | 'workspaces' | 'accounts'): readonly string[] => [
      ...new Set(parts.flatMap((part) => part.match?.[key] ?? [])),
    ];
    return {
      name,
      tier: tiers.length === 0 ? 'elevated' : strictest(TIERS, tiers),
      ...baselines(layers, (document) => document.environments?.[name]?.baseline),
      data: [...new Set(parts.flatMap(({ data }) => (data === undefined ? [] : [data])))],
      match: {
        paths: match('paths'),
        namespaces: match('namespaces'),
        workspaces: match('workspaces'),
        accounts: match('accounts'),
      },
    };
  });
}

/** Relaxing lists belong to the highest layer alone: a repository must not look away from what its floor governs. */
function pathsOf([highest]: readonly PolicyDocument[], key: 'ignore' | 'inert'): readonly string[] {
  return highest?.paths?.[key] ?? [];
}

function unknownBotsOf(documents: readonly PolicyDocument[]): 'deny' | 'agent' {
  const stated = documents.flatMap(({ actors }) => actors?.unknown_bots ?? []);
  return stated.length > 0 && stated.every((choice) => choice === 'agent') ? 'agent' : 'deny';
}

function agentsOf({ layer, document }: ReadLayer, vouches: boolean): readonly ListedAgent[] {
  return Object.entries(document.actors?.agents ?? {}).map(([name, agent]) => ({
    layer,
    name,
    ids: agent.identities.flatMap(({ github }) => github ?? []),
    signers: agent.identities.flatMap((identity) => signerOf(identity) ?? []),
    vouches,
    owner: agent.owner ?? null,
    roles: agent.roles ?? ['author'],
    autonomy: agent.autonomy ?? 'supervised',
    environments: agent.environments ?? [],
    denyKinds: agent.deny_kinds ?? [],
    tools: agent.tools ?? null,
    recertifyBy: agent.recertify_by ?? null,
  }));
}

function rulesOf({ layer, document, cedar }: ReadLayer): readonly LayerRule[] {
  return [
    ...(document.rules ?? []).map((rule) => ({ name: nameIn(layer, rule.id), layer, rule })),
    ...cedar.rules.map(({ rule, place }) => ({ name: nameIn(layer, rule.id), layer, rule, cedar: place })),
  ];
}

function exceptionsOf({ layer, document }: ReadLayer): readonly LayerException[] {
  return (document.exceptions ?? []).map((exception) => ({ layer, ...exception }));
}

const DEFAULT_MAX = '30m';
const DEFAULT_REVIEW = '72h';

function breakGlassOf({ layer, document: { break_glass: glass } }: ReadLayer): readonly BreakGlass[] {
  if (glass === undefined || !isMain(layer)) return [];
  const maxSeconds = durationSeconds(glass.max ?? DEFAULT_MAX) ?? 0;
  const reviewSeconds = durationSeconds(glass.review_within ?? DEFAULT_REVIEW) ?? 0;
  return [{ layer, by: glass.by, maxSeconds, reviewSeconds }];
}
