// Random policies, facts and changes against the second evaluator, as many as one likes: `npm run fuzz:policy -- [PAIRS] [SEED] [--keys]`.
import { ask, compile } from './disagreement.ts';
import type { Case } from './document.ts';
import { casesOf, policiesOf } from './generate.ts';
import { countKeys, emptyTable, tableText } from './key-table.ts';
import { smallest } from './shrink.ts';

const pairs = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 2 ** 31));
const SHOWN = 1;
/** Slow: every question is asked once more without each key. */
const table = process.argv.includes('--keys') ? emptyTable() : null;
/** So many questions of each pair of policies tell enough of its keys. */
const ASKED_FOR_KEYS = 4;
const counts = new Map<string, number>();
let [done, wrong] = [0, 0];
console.log(`seed ${seed}`);
const begun = performance.now();

for (let round = 0; done < pairs && wrong < SHOWN; round += 1) {
  const policies = policiesOf(seed + round);
  const compiled = compile(policies);
  const questions = casesOf(policies, seed + round);
  if (table !== null) countKeys(table, policies, questions.slice(0, ASKED_FOR_KEYS));
  for (const question of questions) {
    const answer = ask(compiled, question);
    done += 1;
    for (const word of [answer.outcome, ...answer.decided]) counts.set(word, (counts.get(word) ?? 0) + 1);
    if (answer.wrong === null) continue;
    wrong += 1;
    report(round, question, answer.wrong);
    break;
  }
  if (round % 1_000 === 999) console.error(`${done} of ${pairs}`);
}

const seconds = (performance.now() - begun) / 1000;
const told = [...counts]
  .toSorted(([a], [b]) => a.localeCompare(b))
  .map(([outcome, count]) => `${count} ${outcome}`)
  .join(', ');
console.log(`${wrong === 0 ? 'agreed' : 'DIFFER'}: ${done} pairs in ${Math.round(seconds)} s (${told})`);
if (table !== null) console.log(tableText(table));
process.exitCode = wrong === 0 ? 0 : 1;

function report(round: number, question: Case, told: string): void {
  const kind = told.split('\n')[0];
  const least = smallest(question, (each) => {
    const still = wrongWith(each);
    return still?.split('\n')[0] === kind ? still : null;
  });
  console.log(
    `\nseed ${seed + round}: ${least?.told ?? told}\n${JSON.stringify(least?.question ?? question, null, 1)}`,
  );
}

/** What lacks something that every policy has is no question. */
function wrongWith(question: Case): string | null {
  try {
    return ask(compile(question), question).wrong;
  } catch {
    return null;
  }
}
