// Finding rule: a package has a program run where its packages are installed. Listed in registry.ts.
import type { MarkRule } from '../finding.ts';

export const installScriptChanged: MarkRule = {
  on: 'mark',
  id: 'install-script-changed',
  title: 'Installing runs a program',
  severity: 'medium',
  confidence: 'high',
  why: 'The scripts `preinstall`, `install`, `postinstall` and `prepare` of a `package.json` run by themselves when a pipeline, or anybody who works here, installs the packages: before any test, with all that the job may do. Usual commands (hooks of git, patches, generated code, the build) are not told.',
  remedy:
    'Run the program in a step of its own where it is needed, and install with `--ignore-scripts` in jobs that hold credentials.',
  check: ({ message, line, severity, confidence }) => [{ message, line, severity, confidence }],
};
