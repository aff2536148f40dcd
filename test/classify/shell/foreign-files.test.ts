// foreign-files: what a script takes out of files that the run of somebody else made.
import { describe, expect, it } from 'vitest';
import { FOREIGN_FOLDERS } from '../../../src/classify/shell/foreign-files.ts';
import { followTexts } from '../../../src/classify/shell/follow-texts.ts';
import { programTexts } from '../../../src/classify/shell/program-texts.ts';

const told = (script: string, folders = 'pr'): readonly string[] => {
  const { runs, forged, outputs } = followTexts(script, new Map([[FOREIGN_FOLDERS, folders]]));
  return [...runs.map(({ by }) => by), ...forged.map(({ file }) => file), ...outputs.keys()];
};

describe('a shell', () => {
  it.each<[string, readonly string[]]>([
    ['echo "N=$(cat pr/n)" >> $GITHUB_ENV', ['GITHUB_ENV']],
    ['cat pr/n >> "$GITHUB_ENV"', ['GITHUB_ENV']],
    ['head -1 pr/n | tee -a $GITHUB_PATH', ['GITHUB_PATH']],
    ['echo "n=$(< pr/n)" >> $GITHUB_OUTPUT', ['*']],
    ['N=$(jq -r .n pr/x.json)\neval "$N"', ['eval']],
    ['read -r N < pr/n\neval "$N"', ['eval']],
    ['while read -r L; do eval "$L"; done < pr/n', ['eval']],
    ['bash pr/run.sh', ['run.sh']],
    ['./pr/run.sh', ['run.sh']],
  ])('%s', (script, expected) => {
    expect(told(script)).toEqual(expected);
    expect(told(script.replaceAll('pr/', 'own/'))).toEqual([]);
  });

  it.each([
    'cat pr/n',
    'bash -c "cat pr/n"',
    'echo "N=$(cat pr/n | tr -cd 0-9)" >> $GITHUB_ENV',
    'cat pr/n | tr -dc 0-9 >> "$GITHUB_OUTPUT"',
    'echo "N=$(wc -l < pr/n)" >> $GITHUB_ENV',
    'bash own.sh pr/n',
  ])('not %s', (script) => {
    expect(told(script)).toEqual([]);
  });

  it('in the workspace any file may be one, but those of GitHub and of the machine', () => {
    expect(told('echo "N=$(cat n)" >> $GITHUB_ENV', '')).toEqual(['GITHUB_ENV']);
    expect(told('echo "N=$(cat /etc/hostname)" >> $GITHUB_ENV', '')).toEqual([]);
    expect(told('bash run.sh', '')).toEqual([]);
  });
});

it.each<[string, string, number]>([
  ['core.setOutput("n", fs.readFileSync("pr/n", "utf8"))', 'pr', 1],
  ['core.setOutput("n", Number(fs.readFileSync("pr/n")))', 'pr', 0],
  ['core.setOutput("n", fs.readFileSync("own/n"))', 'pr', 0],
])('a program: %s', (program, folder, count) => {
  expect(programTexts(program, new Map([[FOREIGN_FOLDERS, folder]])).outputs.size).toBe(count);
});
