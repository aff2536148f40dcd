// The house rules of docs/develop/style.md, enforced: who may import whom, how long a file may be, which test mirrors which file.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const STAGES = ['intake', 'facts', 'formats', 'classify', 'policy', 'report', 'grants', 'sessions', 'ledger'];
const PURE = ['formats', 'classify', 'policy', 'report'];
const FOUNDATION = ['model', 'config', 'syntax'];
const EDGE_PACKAGES =
  /^(?:@octokit\/(?!webhooks-methods)|@aws-sdk\/|@smithy\/|pg$|kysely|node:sqlite|probot$)/;
const EFFECT_MODULES =
  /^node:(?:fs|net|http|https|child_process|timers|process|worker_threads|dns|os)(?:\/|$)/;
const IMPURE_CALLS = /\b(?:Date\.now|new Date\(\)|Math\.random|process\.|setTimeout|setInterval|console\.)/;

type Source = {
  readonly path: string;
  readonly part: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly { readonly target: string; readonly typeOnly: boolean }[];
};

const sources = list('src').map(read);
const tests = list('test').filter((path) => path.endsWith('.ts'));

function list(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));
}

function read(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const found = [
    ...text.matchAll(/^(?:import|export)\s+(type\s+)?[^'"]*?from\s+'([^']+)'|\bimport\('([^']+)'\)/gm),
  ];
  return {
    path,
    part: path.split('/')[1] ?? '',
    text,
    lines: text.split('\n').length,
    imports: found.map(([, type, from, dynamic]) => ({
      target: from ?? dynamic ?? '',
      typeOnly: type !== undefined,
    })),
  };
}

/** `src/policy/index.ts` for a relative import, the package's name otherwise. */
function resolved(source: Source, target: string): string {
  return target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(source.path), target)) : target;
}

function violations(
  check: (source: Source, target: string, typeOnly: boolean) => boolean,
  among = sources,
): readonly string[] {
  return among.flatMap((source) =>
    source.imports
      .filter(({ target, typeOnly }) => check(source, resolved(source, target), typeOnly))
      .map(({ target }) => `${source.path} imports ${target}`),
  );
}

const partOf = (target: string): string | undefined =>
  target.startsWith('src/') ? target.split('/')[1] : undefined;
const inStage = sources.filter(({ part }) => STAGES.includes(part));

describe('architecture', () => {
  it('sees the program', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(100);
  });

  it('the model, the limits and the syntax trees import no other part', () => {
    const foundation = sources.filter(({ part }) => FOUNDATION.includes(part));
    expect(
      violations((source, target) => {
        const part = partOf(target);
        return (
          part !== undefined &&
          part !== source.part &&
          !(['model', 'config'].includes(part) && source.part !== 'model')
        );
      }, foundation),
    ).toEqual([]);
  });

  it('a stage imports the model, the limits, the syntax trees and itself', () => {
    expect(
      violations((source, target) => {
        const part = partOf(target);
        return part !== undefined && part !== source.part && !FOUNDATION.includes(part);
      }, inStage),
    ).toEqual([]);
  });

  it('clients and drivers live in adapters; payload types in intake', () => {
    const elsewhere = sources.filter(
      ({ part, path }) =>
        part !== 'adapters' && !['src/server/load-probot.ts', 'src/main.ts', 'src/index.ts'].includes(path),
    );
    expect(
      violations(
        (source, target, typeOnly) => EDGE_PACKAGES.test(target) && !(typeOnly && source.part === 'intake'),
        elsewhere,
      ),
    ).toEqual([]);
  });

  it('only the entries import adapters', () => {
    const inner = sources.filter(
      ({ part, path }) =>
        !['adapters', 'cli', 'server'].includes(part) &&
        !['src/main.ts', 'src/cli.ts', 'src/server.ts'].includes(path),
    );
    expect(violations((_source, target) => partOf(target) === 'adapters', inner)).toEqual([]);
  });

  it('adapters call no stage', () => {
    const adapters = sources.filter(({ part }) => part === 'adapters');
    // Parser workers run the pure formats; the local git adapter and the GitHub adapter share the shapes of facts.
    const allowed = (source: Source): boolean => source.path.startsWith('src/adapters/parsers/');
    expect(
      violations(
        (source, target, typeOnly) => !typeOnly && !allowed(source) && STAGES.includes(partOf(target) ?? ''),
        adapters,
      ),
    ).toEqual([]);
  });

  it('others import the face of a stage, not its inside', () => {
    const ports = /(?:store|memory|needs|work|publisher|broker)\.ts$/;
    expect(
      violations((source, target, typeOnly) => {
        const part = partOf(target);
        if (part === undefined || part === source.part || !STAGES.includes(part)) return false;
        return !target.endsWith('/index.ts') && !(typeOnly && ports.test(target));
      }),
    ).toEqual([]);
  });

  it('pure stages have no effects, clock or chance', () => {
    const pure = sources.filter(({ part }) => PURE.includes(part));
    expect(violations((_source, target) => EFFECT_MODULES.test(target), pure)).toEqual([]);
    expect(
      pure.filter(({ text }) => IMPURE_CALLS.test(withoutComments(text))).map(({ path }) => path),
    ).toEqual([]);
  });

  it('what is remembered of a pull request ends with it (decision 21)', () => {
    // Their keys live as long as the program.
    const lasting = [
      'src/classify/iam/growth/doubtful-patterns.ts',
      'src/classify/iam/growth/resource-table.ts',
      'src/classify/settings/ends.ts',
      'src/classify/settings/weakenings.ts',
      'src/policy/when/match-rule.ts',
    ];
    const own = sources.filter(({ text }) => /^(?:const|let) .*new WeakMap/m.test(text));
    expect(own.map(({ path }) => path).toSorted()).toEqual(lasting);
  });

  it('there are no import cycles', () => {
    expect(cycles()).toEqual([]);
  });

  it('faces are explicit and short', () => {
    const faces = sources.filter(
      ({ path }) => /^src\/(\w+)\/index\.ts$/.test(path) && STAGES.includes(path.split('/')[1] ?? ''),
    );
    expect(faces.length).toBe(STAGES.length);
    expect(sources.filter(({ text }) => /^export \*/m.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('files are small', () => {
    const sizes = sources.map(({ lines }) => lines).toSorted((a, b) => a - b);
    expect(sources.filter(({ lines }) => lines > 400).map(({ path, lines }) => `${path}: ${lines}`)).toEqual(
      [],
    );
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(90);
    expect(sizes[Math.floor(sizes.length * 0.9)]).toBeLessThanOrEqual(250);
    const long = tests
      .map((path) => ({ path, lines: readFileSync(join(ROOT, path), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 600);
    expect(long).toEqual([]);
  });

  it('every file says what it is on its first line, and has a kebab-case name', () => {
    expect(sources.filter(({ text }) => !text.startsWith('// ')).map(({ path }) => path)).toEqual([]);
    expect(
      sources
        .filter(({ path }) => !/^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/?)+\.ts$/.test(path))
        .map(({ path }) => path),
    ).toEqual([]);
    expect(
      sources
        .filter(({ path }) => /\/(?:utils?|helpers?|common|shared)(?:\/|\.ts)/.test(path))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it('properties have the seed of the suite', () => {
    const direct = tests.filter((path) =>
      /^import .* from 'fast-check'/m.test(readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(direct).toEqual(['test/properties.ts']);
  });

  it('tests mirror sources', () => {
    const mirrored = tests.filter(
      (path) =>
        path.endsWith('.test.ts') &&
        STAGES.concat('model', 'config', 'syntax').includes(path.split('/')[1] ?? ''),
    );
    const orphans = mirrored.filter(
      (path) =>
        !sources.some(
          (source) => source.path === path.replace(/^test\//, 'src/').replace(/\.test\.ts$/, '.ts'),
        ),
    );
    const explained =
      /(?:index|properties|contract|formats|scenarios?|examples|coverage|labels|laws)\.test\.ts$/;
    expect(mirrored.length).toBeGreaterThan(30);
    expect(orphans.filter((path) => !explained.test(path))).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

/** Depth-first over the value imports; each cycle once, as a path. */
function cycles(): readonly string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    const source = byPath.get(path);
    if (source === undefined || done.has(path)) return;
    for (const { target, typeOnly } of source.imports)
      if (!typeOnly) visit(resolved(source, target), [...trail, path]);
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return found;
}
