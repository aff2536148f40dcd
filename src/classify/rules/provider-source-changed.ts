// Finding rule: the program that plans, or the state it starts from, comes from elsewhere. Listed in registry.ts.
import type { ChangeRule } from '../finding.ts';
import { redirectHits } from '../supply/provider-redirects.ts';
import { providerHits } from '../supply/required-providers.ts';
import { statePlaceHits } from '../supply/state-places.ts';

export const providerSourceChanged: ChangeRule = {
  on: 'change',
  id: 'provider-source-changed',
  title: 'Provider or state from elsewhere',
  severity: 'high',
  confidence: 'high',
  why: 'A provider is a program that runs with the plan and holds the credentials, so one letter in its source hands both to a stranger. An endpoint, a proxy or another role leads the same program elsewhere, and another backend makes it start from a state that somebody else wrote.',
  remedy:
    'Check the source against the registry letter by letter, keep endpoints out of shared configuration, and move a state in a pull request of its own.',
  check: (change, { diff }) => [
    ...providerHits(change),
    ...redirectHits(change),
    ...statePlaceHits(change, diff),
  ],
};
