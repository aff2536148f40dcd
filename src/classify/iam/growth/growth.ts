// The words of privilege growth: what compare-documents.ts and escalations.ts answer, read by the finding rules.

/** `both`: it allows something new and gives something up. `unknown`: growth can be neither shown nor ruled out, and counts as growth. */
export type GrowthVerdict = 'grows' | 'same' | 'shrinks' | 'both' | 'unknown';

/** One thing that the head allows and the base does not, said so that it can be checked by reading the policy. */
export type Witness = {
  /** Who is let in, as the policy writes it; null where the policy names nobody. */
  readonly principal: string | null;
  /** A real action in AWS's own spelling, `iam:PassRole`; the pattern itself where AWS's tables have no action for it. */
  readonly action: string;
  /** The resource pattern that covers it, as the policy writes it; `*` for everything. */
  readonly resource: string;
  /** The condition under which it is allowed, null for none. */
  readonly condition: string | null;
  /** 1-based. Of the head statement that allows it; of the base where `removedDeny`. */
  readonly line: number;
  /** What held it back is gone: a Deny, or a whole ceiling. The line is one of the base. */
  readonly removedDeny: boolean;
  /** One sentence without a full stop: "iam:PassRole on role/* is now allowed". */
  readonly sentence: string;
};

export type Growth = {
  readonly verdict: GrowthVerdict;
  /** Most telling first: escalation actions, then permissions and writes, then reads; at most 5. With `unknown`: what may be new. */
  readonly witnesses: readonly Witness[];
  /** Why growth could not be decided, as one sentence without a full stop; null for every other verdict. */
  readonly why: string | null;
};

/** A known way from a set of actions to every other right, newly open in the head. */
export type Escalation = {
  /** Ids of the published paths with this set, `lambda-001`; the first is the main one. */
  readonly ids: readonly string[];
  /** Every action of the set, in AWS's own spelling. */
  readonly actions: readonly string[];
  /** Those of `actions` that the base did not allow anywhere. */
  readonly added: readonly string[];
  /** How it works: `self-escalation`, `new-passrole`, `existing-passrole`, `principal-access`, `credential-access`; null where no source says. */
  readonly category: string | null;
  /** 1-based, of a head statement that allows one of `added`. */
  readonly line: number;
  /** One sentence without a full stop. */
  readonly sentence: string;
};
