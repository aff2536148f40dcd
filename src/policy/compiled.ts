// The compiled policy: the layers of one decision as one value. Made by `compilePolicy`, read by every other file here.
import type { LandscapeEnvironment } from '../model/change.ts';
import type { Decision } from '../model/decision.ts';
import type { AccountSettings, Target } from '../model/deploy.ts';
import type { AgentRole, Autonomy, Baseline, Kind, Mode } from '../model/words.ts';
import type { CedarSet } from './cedar/compile-cedar.ts';
import type { Layer, MainLayer } from './layers/layer.ts';
import type { PolicyProblem } from './problem.ts';
import type { RuleDocument } from './schema/policy-schema.ts';
import type { Signer } from './agents/signers.ts';
import type { UnsupportedKey } from './unsupported-keys.ts';

export type Environment = LandscapeEnvironment & {
  readonly baseline: Baseline;
  /** Some layer chose none here: what cannot be read is refused, whatever another layer's baseline would ask. */
  readonly refusesUnread: boolean;
  /** Free words of all layers. */
  readonly data: readonly string[];
};

/** One entry of `actors.agents` of one layer; every entry with a matching id binds. */
export type ListedAgent = {
  readonly layer: Layer;
  readonly name: string;
  /** Of its accounts on GitHub. */
  readonly ids: readonly number[];
  /** Its other identities. */
  readonly signers: readonly Signer[];
  /** What these sign raises the assurance: so only where the highest layer lists them. */
  readonly vouches: boolean;
  readonly owner: string | null;
  readonly roles: readonly AgentRole[];
  readonly autonomy: Autonomy;
  readonly environments: readonly string[];
  readonly denyKinds: readonly Kind[];
  /** Names and globs; null: any tool. */
  readonly tools: readonly string[] | null;
  /** ISO date; null: never. */
  readonly recertifyBy: string | null;
};

/** Duties that one agent may have together. */
export type Separation = { readonly authorMayValidate: boolean; readonly validatorMayExecute: boolean };

export type LayerRule = {
  /** As decisions name it, unique among all layers: `<id>`, `floor/<id>`, `<repository>//<path>/<id>`. */
  readonly name: string;
  readonly layer: Layer;
  readonly rule: RuleDocument;
  /** Set where the rule is a Cedar policy, whose condition stands there: `source:line:column`. */
  readonly cedar?: string;
};

export type LayerException = {
  readonly layer: Layer;
  readonly finding: string;
  readonly addresses: readonly string[];
  readonly reason: string;
  readonly by: string;
  readonly expires: string;
};

/** Who may stand in for what is missing, by the word of one main layer. */
export type BreakGlass = {
  readonly layer: MainLayer;
  readonly by: readonly string[];
  readonly maxSeconds: number;
  readonly reviewSeconds: number;
};

export type CompiledPolicy = {
  /** The floor without the repository above it; null where one of them is missing. */
  readonly floorAlone: CompiledPolicy | null;
  readonly identity: Decision['policy'];
  readonly mode: Mode;
  /** For what belongs to no environment. */
  readonly baseline: Baseline;
  readonly refusesUnread: boolean;
  readonly environments: readonly Environment[];
  readonly owners: readonly {
    readonly layer: Layer;
    readonly rule: string;
    readonly from: readonly string[];
  }[];
  /** Of all layers: each matching one must be asked. */
  readonly resourceOwners: readonly {
    readonly layer: Layer;
    readonly paths: readonly string[];
    readonly owners: readonly string[];
  }[];
  readonly ignore: readonly string[];
  readonly inert: readonly string[];
  readonly agents: readonly ListedAgent[];
  /** The layer whose list says which autonomous agents need nobody: the floor, where it sets a baseline. */
  readonly freedBy: MainLayer;
  readonly automation: readonly number[];
  readonly separation: Separation;
  readonly unlabelled: 'human' | 'agent';
  readonly unknownBots: 'deny' | 'agent';
  readonly rules: readonly LayerRule[];
  /** Of each layer that has Cedar policies: what the engine is asked with. Their rules are among `rules`. */
  readonly cedar: readonly { readonly layer: Layer; readonly set: CedarSet }[];
  readonly exceptions: readonly LayerException[];
  readonly breakGlass: readonly BreakGlass[];
  readonly targets: readonly Target[];
  readonly accounts: readonly AccountSettings[];
  readonly unsupported: readonly (UnsupportedKey & { readonly source: string })[];
};

/** One reason why there is no policy to decide with. */
export type PolicyFailure = {
  readonly code: 'POLICY_INVALID' | 'FLOOR_UNAVAILABLE' | 'FACTS_INCOMPLETE';
  readonly layer: Layer;
  readonly source: string;
  readonly problem: PolicyProblem;
  /** Name of the layer that was not given. */
  readonly missing?: string;
};

export type PolicyResult =
  | { readonly kind: 'ok'; readonly policy: CompiledPolicy }
  | {
      readonly kind: 'invalid';
      readonly identity: Decision['policy'];
      readonly problems: readonly PolicyFailure[];
    };
