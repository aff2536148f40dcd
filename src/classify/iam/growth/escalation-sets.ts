// Sets of actions that lead to every other right, as published; ../data/README.md names the sources. Read by escalations.ts.
import rows from '../data/escalations.json' with { type: 'json' };

export type EscalationSet = {
  readonly ids: readonly string[];
  readonly category: string | null;
  readonly actions: readonly string[];
};

export const ESCALATION_SETS: readonly EscalationSet[] = rows;
