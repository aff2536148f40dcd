// What holds for all rules about workflows, actions, bots and agents: total, silent about others, quiet about secrets.
import { describe, expect, it } from 'vitest';
import { kindsOf } from '../../../src/classify/kinds.ts';
import { FINDING_RULES } from '../../../src/classify/registry.ts';
import type { ChangeRule, Hit } from '../../../src/classify/finding.ts';
import { casesOf } from '../../formats/cases.ts';
import { pathOf, textOf } from '../../formats/laws.ts';
import { mutantsOf } from '../../formats/mutants.ts';
import type { FileChange } from '../../../src/model/files.ts';
import type { ParsedChange } from '../../../src/model/change.ts';
import fc from '../../properties.ts';
import { changeOf, contextOf, diffOf, stateOf } from '../example-change.ts';
import { readChanges } from '../read-changes.ts';

const RULES = FINDING_RULES.filter(
  (rule): rule is ChangeRule =>
    /^(?:workflow-|agent-|automerge-|credential-|governance-)/.test(rule.id) && rule.on === 'change',
);
/** A busy machine takes long: this is about what is said, not about how fast. */
const PATIENT = 120_000;
const ROLE = 'arn:aws:iam::111122223333:role/deploy';

function hitsOfAll(changes: readonly ParsedChange[]): readonly Hit[] {
  return changes.flatMap((change) =>
    RULES.flatMap((rule) =>
      rule.check(
        change,
        contextOf(kindsOf(change).kinds, { diff: diffOf({ changes }), deployRoles: [ROLE] }),
      ),
    ),
  );
}

function changesIn(change: FileChange): readonly ParsedChange[] {
  const [before, after] = [textOf(change.before), textOf(change.after)];
  try {
    return readChanges({ path: pathOf(change), before, after });
  } catch {
    return [];
  }
}

it('sees the rules', () => {
  expect(RULES.length).toBeGreaterThan(12);
});

describe.each(['github-workflow', 'github-action', 'dependabot', 'governance'])('%s', (format) => {
  const cases = casesOf(format);

  it(
    'no rule fails, and each hit is on a line of the file',
    () => {
      fc.assert(
        fc.property(mutantsOf(cases), (mutant) => {
          const longest = Math.max(...[mutant.before, mutant.after].map((side) => linesOf(textOf(side))));
          const lines = hitsOfAll(changesIn(mutant)).flatMap(({ line }) => (line === null ? [] : [line]));
          expect(lines.filter((line) => line < 1 || line > longest)).toEqual([]);
        }),
        { numRuns: 400 },
      );
    },
    PATIENT,
  );

  it('no rule shows a secret of the fixtures', () => {
    for (const { change } of cases)
      expect(JSON.stringify(hitsOfAll(changesIn(change)))).not.toContain('hunter2');
  });
});

it('says nothing of other resources, whatever their attributes are called', () => {
  const state = stateOf({
    'on.pull_request_target': {},
    permissions: 'write-all',
    'runs-on': 'self-hosted',
    secrets: 'inherit',
    'steps[0].uses': 'a/b@main',
    'steps[0].run': 'echo ${{ github.head_ref }} ${{ secrets.AWS_SECRET_ACCESS_KEY }}',
    'mcpServers.a.command': 'x',
    automerge: true,
  });
  expect(hitsOfAll([changeOf({ type: 'aws_instance', after: state })])).toEqual([]);
});

function linesOf(text: string | null): number {
  return (text ?? '').split(/\r\n|\n|\r/).length;
}
