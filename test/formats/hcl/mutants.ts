// Texts that are nearly HCL: real ones with small damage, and ones made from the grammar. Equal seeds give equal texts.

/** Answers a whole number below its argument. */
export type Dice = (sides: number) => number;

/** Mulberry32 (public domain): small, and good enough to choose places. */
export function dice(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
}

export function pick<Item>(roll: Dice, items: readonly Item[]): Item {
  const item = items[roll(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

const WORDS = [
  '{ } ( ) [ ] " ${ %{ ${~ ~} $${ %%{ $ % ~ \\ \\" \\n \\u00e9 \\U0001F600 \\ud800 \\x EOT << <<- , = == =>',
  '>= != < > ... .. . .* [*] :: : ? && || ! - + * / & | ^ ; @ # // /* */ for in if else endif endfor null',
  'true a b.0 .0 .0.1 0 1.5e3 1e 1. 1..2 -1 (a) f(a...) a::b(c) é e\u0301 名 😀 \u200d \u180e \u0560',
];
const PHRASES = [
  '%{ if a }|%{ else }|%{ endif }|%{~ endif ~}|%{ for a in b }|%{ endfor }| for | in | if |a ? b : c|"${a}"',
  "{ a = 1 }|{ (a) = b }|[for a in b : a]|{ for a, b in c : a => b... if d }| |\t|'|`|\u00a0|\u0085|\u2003",
  '<<EOT\n|<<-EOT\n|\nEOT\n|\n  EOT\n|\n|\r\n|\r|\n\n|a = 1\n|a {}\n|a "b" {\n|}\n|a = "b" # c\n|/* \n */|# c\n',
  '\u2028|\ufeff|\u000b|\u000c',
];
/** What readers of HCL disagree about, once it stands in a wrong place. */
const TOKENS = WORDS.flatMap((words) => words.split(' ')).concat(
  PHRASES.flatMap((words) => words.split('|')),
);

/** One to three small damages. `other` is a text to take pieces from. */
export function mutate(text: string, other: string, roll: Dice): string {
  let mutant = text;
  for (let count = 1 + roll(3); count > 0; count -= 1) mutant = damage(mutant, other, roll);
  return mutant;
}

function damage(text: string, other: string, roll: Dice): string {
  const at = roll(text.length + 1);
  const to = at + 1 + roll(4);
  const replaced = (from: number, until: number, by: string): string =>
    text.slice(0, from) + by + text.slice(until);
  switch (roll(10)) {
    case 0:
      return replaced(at, at + 1, '');
    case 1:
      return replaced(at, to, '');
    case 2:
      return replaced(at, at, text.slice(at, to));
    case 3:
    case 4:
      return replaced(at, at, pick(roll, TOKENS));
    case 5:
      return replaced(at, to, pick(roll, TOKENS));
    case 6:
      return text.slice(0, at);
    case 7:
      return damageLine(text, roll);
    case 8:
      return replaced(at, at, other.slice(roll(other.length + 1)).slice(0, roll(40)));
    default:
      return replaced(at, at + 1, text.charAt(roll(text.length + 1)));
  }
}

function damageLine(text: string, roll: Dice): string {
  const lines = text.split('\n');
  const at = roll(lines.length);
  const line = lines[at] ?? '';
  const kind = roll(4);
  if (kind === 0) lines.splice(at, 1);
  else if (kind === 1) lines.splice(at, 0, line);
  else if (kind === 2) lines.splice(at, 1, `${line} `, '');
  else lines.splice(roll(lines.length), 0, ...lines.splice(at, 1));
  return lines.join('\n');
}
