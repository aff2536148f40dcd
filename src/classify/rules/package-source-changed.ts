// Finding rule: packages come from another place, or their manager checks less. Listed in registry.ts.
import type { MarkRule } from '../finding.ts';

export const packageSourceChanged: MarkRule = {
  on: 'mark',
  id: 'package-source-changed',
  title: 'Packages from elsewhere',
  severity: 'high',
  confidence: 'high',
  why: 'Packages are programs that pipelines install and run with their credentials. Whoever keeps the registry decides what is in them, and one line of an `.npmrc`, a `pip.conf` or a `NuGet.Config` sets it for all. A name that only a private registry knew can be taken by anybody in a public one.',
  remedy:
    'Check the host letter by letter, keep the private registry for the names that belong to it, and let the lock file be compared.',
  check: ({ message, line, severity, confidence }) => [{ message, line, severity, confidence }],
};
