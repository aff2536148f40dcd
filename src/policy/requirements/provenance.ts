// `require.provenance`: what an agent must have recorded of its work. In the registry of requirements.
import type { ProvenanceFact } from '../../model/facts.ts';
import { makeReason } from '../make-reason.ts';
import type { PROVENANCE_WORDS } from '../schema/rule.ts';
import { isBound } from './requirement.ts';
import type { Requirement } from './requirement.ts';

type ProvenanceWord = (typeof PROVENANCE_WORDS)[number];

export const provenance: Requirement = ({ rule: { name, rule }, input: { actor, facts } }) => {
  const wanted = rule.require?.provenance;
  if (wanted === undefined || !isBound(actor)) return [];
  const present = wanted.filter((word) => hasProvenance(facts.provenance, word));
  const missing = wanted.filter((word) => !present.includes(word));
  return [
    makeReason({
      code: 'PROVENANCE_MISSING',
      rule: name,
      satisfied: missing.length === 0,
      need: { provenance: wanted },
      have: { provenance: present },
      message:
        missing.length === 0
          ? `The agent recorded ${wanted.join(', ')}.`
          : `The agent did not record: ${missing.join(', ')}.`,
      remediation: missing.length === 0 ? 'Nothing to do.' : `Record ${missing.join(', ')} for this head.`,
    }),
  ];
};

export function hasProvenance(known: ProvenanceFact | null, word: ProvenanceWord): boolean {
  const value = word === 'purpose' ? known?.purpose : known?.[`${word}_digest`];
  return value !== undefined && value !== null && value !== '';
}
