// Benchmark: how fast each format is read, from text to resources with lines, beside the libraries that read the same text to plain values.
import { parse as parseHcl } from '@cdktn/hcl2json';
import { load, loadAll } from 'js-yaml';
import { readProject } from '../src/formats/index.ts';
import type { FileChange } from '../src/model/files.ts';
import { parseJson, parseYaml } from '../src/syntax/index.ts';
import { HOSTILE } from './hostile/documents.ts';
import { pullOfFiles, sideOf } from './infrastructure.ts';
import { aside, cost, quantile } from './measure.ts';
import type { Figure } from './measure.ts';

const ROUNDS = 5;

type Texts = { readonly [path: string]: string };
type Beside = { readonly name: string; readonly read: (text: string) => unknown };

/** Of these a file of some 100 KB is made; what is said of `what` is in documents.ts. */
const FORMATS: readonly { readonly format: string; readonly what: string; readonly count: number }[] = [
  { format: 'kubernetes', what: 'objects', count: 500 },
  { format: 'kubernetes', what: 'actions of a Helm template', count: 2_000 },
  { format: 'kubernetes', what: 'values of a chart', count: 4_000 },
  { format: 'github-workflow', what: 'jobs', count: 700 },
  { format: 'cloudformation', what: 'resources', count: 800 },
  { format: 'cloudformation', what: 'roles', count: 300 },
  { format: 'iam-policy', what: 'statements', count: 600 },
  { format: 'terraform-lock', what: 'providers', count: 800 },
  { format: 'dependabot', what: 'updates', count: 1_000 },
  { format: 'governance', what: 'servers of an agent', count: 1_500 },
];

const YAML: readonly Beside[] = [
  { name: 'ours, syntax alone', read: (text) => parseYaml(text) },
  { name: 'js-yaml', read: (text) => loadAll(text) },
];
const JSON_READERS: readonly Beside[] = [
  { name: 'ours, syntax alone', read: (text) => parseJson(text) },
  { name: 'js-yaml', read: (text) => load(text) },
  { name: 'JSON.parse', read: (text) => JSON.parse(text) as unknown },
];
const HCL: readonly Beside[] = [
  { name: "HashiCorp's reader", read: async (text) => await parseHcl('text.tf', text) },
];

export async function benchFormats(): Promise<readonly Figure[]> {
  const terraform = pullOfFiles(40, 'formats').files.map((change) => change.after);
  const texts: Texts = Object.fromEntries(
    terraform.flatMap((side) => (side?.content.kind === 'text' ? [[side.path, side.content.text]] : [])),
  );
  const figures = [...(await rowsOf('terraform: root modules', texts))];
  for (const { format, what, count } of FORMATS) {
    const hostile = HOSTILE.find((one) => one.format === format && one.what === what);
    if (hostile === undefined) throw new Error(`no document of ${format} with ${what}`);
    figures.push(...(await rowsOf(`${format}: ${what}`, hostile.make(count, 'head'))));
  }
  return [aside('formats, whole reading of a new file (and beside it)', 'MB/s, best of 5'), ...figures];
}

async function rowsOf(what: string, texts: Texts): Promise<readonly Figure[]> {
  const megabytes = Object.values(texts).reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1_000_000;
  const changes = Object.entries(texts).map(([path, text]): FileChange => ({
    status: 'added',
    before: null,
    after: sideOf(path, text),
  }));
  const rate = async (read: () => unknown): Promise<string> => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push((await cost(read)).cpu);
    return `${((megabytes * 1_000) / quantile(times, 0)).toFixed(1)} MB/s`;
  };
  const whole = await rate(() => readProject({ changes, around: [] }).length);
  const others: string[] = [];
  for (const { name, read } of besides(Object.keys(texts)[0] ?? '')) {
    others.push(
      `${name} ${await rate(async () => {
        for (const text of Object.values(texts)) await read(text);
      }).catch(() => 'refuses it')}`,
    );
  }
  return [aside(`  ${what}, ${Math.round(megabytes * 1_000)} KB`, [whole, ...others].join('; '))];
}

function besides(path: string): readonly Beside[] {
  if (/\.(?:tf|hcl)$/.test(path)) return HCL;
  return path.endsWith('.json') ? JSON_READERS : YAML;
}
