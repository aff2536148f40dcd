// Programs that a step starts, told from the words of its script.
import { expect, test } from 'vitest';
import { mayBeRun, programsRun } from '../../../src/formats/github/programs-run.ts';
import fc from '../../properties.ts';

test.each<[string, readonly string[]]>([
  ['./scripts/deploy.sh prod', ['scripts/deploy.sh']],
  ['bash scripts/deploy.sh && python3 ci/apply.py --all', ['scripts/deploy.sh', 'ci/apply.py']],
  ['node "tools/release.mjs"; echo done', ['tools/release.mjs']],
  ['$GITHUB_WORKSPACE/a.sh | tee ${GITHUB_WORKSPACE}/b.sh', ['a.sh', 'b.sh']],
  ['${{ github.workspace }}/ci/a.py', ['ci/a.py']],
  ['make deploy', ['Makefile', 'makefile']],
  ['cd x && ../y.sh', []],
  ['terraform apply -auto-approve', []],
  ['cat notes.md', []],
])('%s', (script, expected) => {
  expect(programsRun(script, [''])).toEqual(expected);
});

test('in each folder that a step may stand in', () => {
  expect(programsRun('../run.sh', ['', 'infra/prod'])).toEqual(['infra/run.sh']);
  expect(programsRun('./run.sh', ['', './infra/'])).toEqual(['run.sh', 'infra/run.sh']);
});

test('what is found could be run', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (script) => programsRun(script, ['']).every(mayBeRun)),
  );
  expect([mayBeRun('ops/Makefile'), mayBeRun('docs/a.md')]).toEqual([true, false]);
});
