// What every rule of one decision is asked with. Made by `prepare`, read by `ruleReasons` and each requirement.
import type { Classified } from '../model/change.ts';
import type { Actor } from '../model/decision.ts';
import type { Facts } from '../model/facts.ts';
import type { Glass } from './break-glass.ts';
import type { CedarAnswers } from './cedar/ask.ts';
import type { CompiledPolicy } from './compiled.ts';
import type { Exceptions } from './exceptions.ts';
import type { Reviews } from './approvals/fill-entries.ts';
import type { FloorAlone } from './layers/floor-alone.ts';
import type { Layer } from './layers/layer.ts';
import type { Owners } from './approvals/owner-entries.ts';
import type { PullView } from './when/pull-view.ts';

export type RuleInput = {
  readonly policy: CompiledPolicy;
  readonly classified: Classified;
  /** Null where no repository stands above a floor. */
  readonly floor: FloorAlone | null;
  /** Before rules raised tiers. */
  readonly original: Classified;
  readonly exceptions: Exceptions;
  /** As rules of each layer see it. */
  readonly pull: (layer: Layer) => PullView;
  readonly actor: Actor;
  readonly facts: Facts;
  readonly reviews: Reviews;
  /** As rules of each layer may ask for them. */
  readonly owners: (layer: Layer) => Owners;
  /** What somebody broke glass for on this head; null: nobody did, or nothing lets them. */
  readonly glass: Glass | null;
  /** What Cedar policies said, by rule name. */
  readonly cedar: CedarAnswers;
  /** 1 when the delegator of an agent is unknown, else 0. */
  readonly extra: number;
};
