// Texts of strangers that programs of other languages run: JavaScript, Python, PowerShell, cmd. Called by follow-texts.ts and workflow/injections.ts.
import type { Followed, Run } from './follow-texts.ts';
import { foreignInLine } from './foreign-files.ts';
import type { Held } from './texts.ts';

/** Calls that take a text for a program or a command line; with a list of arguments no shell reads them. */
const RUNS =
  /\b(eval|Function|execSync|exec|system|popen|getoutput|runInNewContext|runInThisContext)(?=\s{0,9}[(`])(?!\s{0,9}\(\s{0,9}['"`][^'"`\n]{0,200}['"`]\s{0,9},\s{0,9}\[)|\b(Invoke-Expression|iex)\b|\[scriptblock\]::(Create)\b|\b(?:subprocess\.\w{1,20}|spawn|spawnSync|execFile)\b[^\n]{0,400}\bshell\s{0,9}[=:]\s{0,9}[Tt]rue\b|\b(?:cmd\s{1,9}\/c|(?:ba|z)?sh\s{1,9}-c|pwsh\s{1,9}-c)\b/;
const VARIABLE =
  /(?:process\.env|\$env:|environ|getenv|ENV)(?:\.get)?[.([]{0,2}\s{0,9}['"`]?([A-Za-z_]\w{0,99})/g;
const PAYLOAD =
  /\b(?:context\.)?payload\.(?:pull_request|issue|comment|review|discussion|head_commit|workflow_run)\??\.(?:title|body|head\??\.(?:ref|label)|message|head_branch|display_title)\b/;
const TAKEN_APART =
  /\{([^{}\n]{1,200})\}\s{0,9}=\s{0,9}(?:github\.)?context\.payload\.(?:pull_request|issue|comment|review|discussion)\b/;
const SET = /^\s{0,99}(?:const\s{1,9}|let\s{1,9}|var\s{1,9})?\$?([A-Za-z_]\w{0,99})\s{0,9}=(?!=)/;

/** What programs of GitHub's toolkit hand on. https://github.com/actions/toolkit/tree/main/packages/core */
const HANDS = /\b(setOutput|exportVariable|addPath)\(\s{0,9}(?:['"`]([\w-]{1,99})['"`])?|^\s{0,99}(return)\b/;

/** By lines: what a line sets from a text of strangers holds one. */
export function programTexts(program: string, held: Held): Followed {
  const names = new Map<string, string>();
  const runs: Run[] = [];
  const outputs = new Map<string, string>();
  const variables = new Map<string, string>();
  for (const line of program.split('\n')) {
    for (const name of takenApart(line)) names.set(name, `context.payload … ${name}`);
    const input = textIn(line, held, names);
    if (input === null) continue;
    const set = SET.exec(line)?.[1];
    if (set !== undefined) names.set(set, input);
    const by = RUNS.exec(line);
    if (by !== null) runs.push({ input, by: by.slice(1).find((name) => name !== undefined) ?? 'a shell' });
    const [, call, name = '*', answer] = HANDS.exec(line) ?? [];
    if (call === 'setOutput' || answer !== undefined)
      outputs.set(answer === undefined ? name : 'result', input);
    if (call === 'exportVariable') variables.set(name, input);
  }
  return { runs, outputs, variables, forged: [] };
}

/** `const { title, body: text } = context.payload.issue`. */
function takenApart(line: string): readonly string[] {
  const members = (TAKEN_APART.exec(line)?.[1] ?? '').split(',').map((one) => one.split(':'));
  return members
    .filter(([member = '']) => /^(?:title|body|message)$/.test(member.trim()))
    .map((parts) => parts.at(-1)?.trim() ?? '');
}

function textIn(line: string, held: Held, names: Held): string | null {
  for (const [, name = ''] of line.matchAll(VARIABLE)) {
    const input = held.get(name);
    if (input !== undefined) return input;
  }
  const payload = PAYLOAD.exec(line)?.[0];
  if (payload !== undefined) return payload;
  const foreign = foreignInLine(line, held);
  if (foreign !== null) return foreign;
  if (names.size === 0) return null;
  for (const [name] of line.matchAll(/\b[A-Za-z_]\w{0,99}\b/g)) {
    const input = names.get(name);
    if (input !== undefined) return input;
  }
  return null;
}

/** `%TITLE%` is text of the script before cmd reads it. */
export function cmdRuns(script: string, held: Held): readonly Run[] {
  return [...script.matchAll(/%([A-Za-z_]\w{0,99})%/g)].flatMap(([, name = '']) => {
    const input = held.get(name);
    return input === undefined ? [] : [{ input, by: 'cmd' }];
  });
}
