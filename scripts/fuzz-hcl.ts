// Compares our HCL parser with HashiCorp's on real files, on mutants of them and on texts made from the grammar; on demand.
//
//   (cd scripts/hcl-reference && go build -o /tmp/hcl-reference .)
//   npm run fuzz:hcl -- --reference /tmp/hcl-reference --mutants 100000 --seed 1 <folder or file> …
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { parseHcl } from '../src/formats/hcl/parse.ts';
import { decodeUtf8 } from '../src/model/utf8.ts';
import { someHcl } from '../test/formats/hcl/grammar.ts';
import { dice, mutate, pick } from '../test/formats/hcl/mutants.ts';
import { isStricter } from '../test/formats/hcl/stricter.ts';
import { bodyTree } from '../test/formats/hcl/tree.ts';
import type { Tree } from '../test/formats/hcl/tree.ts';

type Answer = { readonly body: Tree } | { readonly line: number; readonly why: string };
type Case = { readonly name: string; readonly text: string };

/** The rule for names is stricter than HCL; without it nothing can hide behind it. */
const ANY_LABEL = /(?:)/;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    reference: { type: 'string' },
    mutants: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '10' },
  },
});
const shown = Number(options.show);
const ask = startReference(options.reference ?? '/tmp/hcl-reference');

const files = positionals.flatMap(filesBelow);
await compare('real files', files);
await compare(
  'mutants and grammar',
  mutants(
    files.map(({ text }) => text),
    Number(options.mutants),
    Number(options.seed),
  ),
);
ask.end();

function filesBelow(path: string): readonly Case[] {
  if (statSync(path).isFile()) return [path].flatMap(readCase);
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tf|tofu|tfvars|hcl)$/i.test(entry.name))
    .flatMap((entry) => readCase(join(entry.parentPath, entry.name)));
}

function readCase(path: string): readonly Case[] {
  const text = decodeUtf8(readFileSync(path));
  return text === null ? [] : [{ name: path, text }];
}

/** Half from the grammar, half from files; three of four of either are damaged. Short files, so that damage is felt. */
function* mutants(texts: readonly string[], count: number, seed: number): Generator<Case> {
  const short = texts.filter(({ length }) => length < 4_000);
  for (let index = 0; index < count; index += 1) {
    const roll = dice(seed * 1_000_003 + index);
    const base = (): string => (short.length === 0 || roll(2) === 0 ? someHcl(roll) : pick(roll, short));
    const text = base();
    yield { name: `seed ${seed}, mutant ${index}`, text: roll(4) === 0 ? text : mutate(text, base(), roll) };
  }
}

async function compare(title: string, cases: Iterable<Case>): Promise<void> {
  const counts = new Map<string, number>();
  const started = performance.now();
  for await (const [one, answer] of ask.all(cases)) {
    const kind = verdict(one.text, answer);
    const seen = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, seen);
    if (kind.startsWith('!') && seen <= shown)
      console.log(`${kind}: ${one.name}\n${JSON.stringify(one.text.slice(0, 3_000))}\n`);
  }
  console.log(`${title} (${Math.round((performance.now() - started) / 1_000)} s)`);
  for (const [kind, count] of [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`  ${String(count).padStart(8)}  ${kind}`);
}

/** Kinds that begin with an exclamation mark must not occur. */
function verdict(text: string, answer: Answer): string {
  if (!text.isWellFormed()) return 'no Unicode';
  const parsed = parseHcl(text, ANY_LABEL);
  if (parsed.kind === 'problem') {
    if (!('body' in answer))
      return parsed.problem.line === answer.line ? 'both refuse, same line' : 'both refuse, other line';
    return isStricter(parsed.problem)
      ? `stricter on purpose: ${parsed.problem.message}`
      : '! refused although valid';
  }
  if (!('body' in answer)) return '! accepted although invalid';
  return isDeepStrictEqual(bodyTree(parsed.body, text), answer.body)
    ? 'both accept, equal trees'
    : '! other tree';
}

/** The program of scripts/hcl-reference: a length and a text in, a line of JSON out. */
function startReference(program: string): {
  readonly all: (cases: Iterable<Case>) => AsyncGenerator<readonly [Case, Answer]>;
  readonly end: () => void;
} {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const send = ({ text }: Case): void => {
    const bytes = Buffer.from(text);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    child.stdin.write(Buffer.concat([length, bytes]));
  };
  async function* all(cases: Iterable<Case>): AsyncGenerator<readonly [Case, Answer]> {
    let waiting: Case[] = [];
    const drain = async function* (): AsyncGenerator<readonly [Case, Answer]> {
      for (const one of waiting) {
        const line = await lines.next();
        if (line.done === true) throw new Error(`the reference died on or before ${one.name}`);
        yield [one, JSON.parse(line.value) as Answer];
      }
      waiting = [];
    };
    for (const one of cases) {
      send(one);
      waiting.push(one);
      if (waiting.length === 64) yield* drain();
    }
    yield* drain();
  }
  return { all, end: () => child.stdin.end() };
}
