// follow-texts: where a shell script runs what strangers wrote, and what it hands on.
import fc from '../../properties.ts';
import { describe, expect, it } from 'vitest';
import { followTexts } from '../../../src/classify/shell/follow-texts.ts';

const HELD = new Map([
  ['T', 'title'],
  ['B', 'comment.body'],
]);
const runs = (script: string): readonly string[] => followTexts(script, HELD).runs.map(({ by }) => by);

it.each<[string, string]>([
  ['eval "$T"', 'eval'],
  ['eval $T', 'eval'],
  ['eval "echo ${T:-x}"', 'eval'],
  ['if true; then eval "$T"; fi', 'eval'],
  ['true && sudo -E eval "$T"', 'eval'],
  ['bash -c "$T"', 'bash -c'],
  ['/bin/bash -ec "echo $T"', 'bash -ec'],
  ['docker run x sh -c "echo $T"', 'sh -c'],
  ['timeout 5 bash -c "$T"', 'bash -c'],
  ['find . -exec sh -c "$T" \\;', 'sh -c'],
  ['python3 -c "$T"', 'python3 -c'],
  ['node -e "$T"', 'node -e'],
  ['perl -e "$T"', 'perl -e'],
  ['sh <<< "$T"', 'sh'],
  ['bash <<EOF\necho $T\nEOF', 'bash'],
  ['bash <<\'EOF\'\neval "$T"\nEOF', 'eval'],
  ['echo "$T" | bash', 'bash'],
  ['echo "$T" | cat | sudo bash -x', 'bash'],
  ['printenv T | sh', 'sh'],
  ['bash <(echo "$T")', 'bash'],
  ['source <(echo "$T")', 'source'],
  ['. /dev/stdin <<< "$T"', 'source'],
  ['echo "$T" | xargs sh -c', 'sh -c'],
  ['echo "$T" | xargs -I{} sh -c "echo {}"', 'sh -c'],
  ['bash -c \'eval "$T"\'', 'eval'],
  ['X="$T"\neval "$X"', 'eval'],
  ['[[ -n $T || $T == x\n$T', '$T'],
  ['[[ "$T" =~ ^.*$ ]] || exit 1\neval "$T"', 'eval'],
  ['[[ "$T" =~ ^[0-9]+$ ]] && echo number\neval "$T"', 'eval'],
  ['export X=$T; bash -c "$X"', 'bash -c'],
  ['read -r X <<< "$T"\neval "$X"', 'eval'],
  ['echo "$T" | while read -r X; do eval "$X"; done', 'eval'],
  ['while read -r X; do eval "$X"; done <<< "$T"', 'eval'],
  ['for X in $T; do eval "$X"; done', 'eval'],
  ['f() { eval "$1"; }\nf "$T"', 'eval'],
  ['set -- "$T"\neval "$@"', 'eval'],
  ['echo "$T" > run.sh\nbash ./run.sh', 'run.sh'],
  ['$T', '$T'],
  ['ssh host "ls $T"', 'ssh'],
  ['make NAME="$T"', 'make'],
  ['npm install "$T"', 'npm'],
  ['awk "/$T/ { print }" x', 'awk'],
  ['sed -i "s/x/$T/" y', 'sed'],
  ['if [[ $T -eq 1 ]]; then true; fi', 'arithmetic of bash'],
  ['echo $((T + 1))', 'arithmetic of bash'],
  ['eval "$(jq -r .issue.title "$GITHUB_EVENT_PATH")"', 'eval'],
  ['jq -r \'.issue.title\' "$GITHUB_EVENT_PATH" | bash', 'bash'],
  ['bash -c "$(gh issue view 1 --json body -q .body)"', 'bash -c'],
  ['X=$(gh pr view 1 --json title --jq .title)\neval "$X"', 'eval'],
  ['python -c \'import os; os.system(os.environ["T"])\'', 'system'],
])('%s', (script, by) => {
  expect(runs(script)).toContain(by);
});

it.each([
  'echo "$T"',
  'echo "eval $T"',
  "eval 'echo $T'",
  'bash -c \'echo "$T"\'',
  'bash -c \'echo "$1"\' _ "$T"',
  'bash lint.sh "$T"',
  'bash lint.sh <<< "$T"',
  'echo "$T" | python3 lint.py',
  'echo "$T" | xargs -I{} sh -c \'echo hello\'',
  'echo "$T" | xargs echo',
  'node -e "console.log(process.env.T)"',
  "python3 - <<'EOF'\nimport os\nprint(os.environ['T'])\nEOF",
  'if [[ "$T" == fix* ]]; then true; fi',
  'if [[ -z "$T" || "$T" == x && "$T" != y ]]; then true; fi',
  '[[ "$T" =~ ^[0-9]+$ ]] || exit 1\neval "echo $T"',
  'X=$(echo "$T" | tr -cd a-z)\neval "$X"',
  'eval "${T@Q}"',
  'eval "${#T}"',
  'echo "$T" > title.txt\nbash run.sh',
  'awk -v t="$T" \'{ print t }\' x',
  'X=$(gh pr view 1 --json number,title --jq .number)\neval "$X"',
  'eval "$(jq -r .issue.number "$GITHUB_EVENT_PATH")"',
  'eval "$OTHER" # $T',
  'echo \'eval "$T"\'',
])('not %s', (script) => {
  expect(runs(script)).toEqual([]);
});

describe('what it hands on', () => {
  const handed = (script: string): unknown => {
    const { outputs, variables, forged } = followTexts(script, HELD);
    return { outputs: [...outputs], variables: [...variables], forged };
  };
  const nothing = { outputs: [], variables: [], forged: [] };
  const inEnv = [{ input: 'comment.body', file: 'GITHUB_ENV' }];

  it.each<[string, unknown]>([
    ['echo "a=$T" >> "$GITHUB_OUTPUT"', { ...nothing, outputs: [['a', 'title']] }],
    ['echo "a=x" >> "$GITHUB_OUTPUT"', nothing],
    ['echo "a=$B" >> "$GITHUB_OUTPUT"', { ...nothing, outputs: [['*', 'comment.body']] }],
    ['echo "A=$T" | tee -a "$GITHUB_ENV"', { ...nothing, variables: [['A', 'title']] }],
    ['echo "A=$B" >> $GITHUB_ENV', { ...nothing, variables: [['A', 'comment.body']], forged: inEnv }],
    [
      '{\n  echo "A<<EOF"\n  echo "$B"\n  echo EOF\n} >> "$GITHUB_ENV"',
      { ...nothing, variables: [['A', 'comment.body']], forged: inEnv },
    ],
    // Strangers cannot know where it ends.
    [
      '{\n  echo "A<<$END"\n  echo "$B"\n  echo "$END"\n} >> "$GITHUB_ENV"',
      { ...nothing, variables: [['A', 'comment.body']] },
    ],
    ['echo "$T" >> $GITHUB_PATH', { ...nothing, forged: [{ input: 'title', file: 'GITHUB_PATH' }] }],
  ])('%s', (script, expected) => {
    expect(handed(script)).toEqual(expected);
  });
});

it('reads any text to its end', () => {
  const piece = fc.constantFrom(
    '$(',
    ')',
    '"',
    "'",
    '`',
    '${',
    '}',
    '<<E\n',
    '\n',
    '|',
    'eval ',
    '$T',
    '>',
    ' ',
    '\\',
    '#',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      expect(() => followTexts(pieces.join(''), HELD)).not.toThrow();
    }),
  );
  expect(() => followTexts('$(eval "$T" '.repeat(5000), HELD)).not.toThrow();
});
