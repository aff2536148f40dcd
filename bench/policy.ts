// Benchmark: what evaluating a large policy over a large pull request costs, and whether memory stays as it is.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Change, Classified, Finding } from '../src/model/change.ts';
import { changeDigest } from '../src/model/change-digest.ts';
import { sortChanges, sortFindings } from '../src/model/document-order.ts';
import { UNKNOWN_FACTS } from '../src/model/facts.ts';
import type { Facts } from '../src/model/facts.ts';
import { KINDS, maxTier } from '../src/model/words.ts';
import { compilePolicy, evaluate, resolveActor } from '../src/policy/index.ts';
import { judge } from '../src/policy/evaluate.ts';
import { aside, type Figure, ms, quantile, spread } from './measure.ts';

const RULES = 200;
const CHANGES = 500;
const EVALUATIONS = 2_000;
/** V8 compiles for the first hundred of them; a server has run for weeks. */
const WARM_UP = 300;
/** Where memory is looked at first. */
const EARLY = 500;
const HEAD = 'a'.repeat(40);

export async function benchPolicy(): Promise<readonly Figure[]> {
  const policy = compilePolicy({
    repository: { kind: 'file', source: '.aigov.yml', text: JSON.stringify(largePolicy()) },
    floor: { kind: 'absent' },
  });
  const actor = resolveActor(policy, facts());
  const [samples, judging]: [number[], number[]] = [[], []];
  const heaps: number[] = [];
  let reasons = 0;
  for (let index = 0; index < WARM_UP + EVALUATIONS; index += 1) {
    // Fresh values each time: what is remembered of the last pull request helps nobody.
    const classified = largePull(index);
    const question = { policy, facts: facts(), actor, classified, base: HEAD, head: HEAD, scopes: [] };
    const begun = performance.now();
    reasons += evaluate(question).reasons.length;
    samples.push(performance.now() - begun);
    const again = { ...question, facts: facts(), classified: largePull(index) };
    const from = performance.now();
    judge(again);
    judging.push(performance.now() - from);
    if (index + 1 === EARLY || index + 1 === WARM_UP + EVALUATIONS) heaps.push(heapAfterCollection());
  }
  const [early = 0, late = 0] = heaps;
  const warm = samples.slice(WARM_UP);
  return [
    underFive(`evaluate(), ${RULES} rules, ${CHANGES} changes, ${EVALUATIONS} times after ${WARM_UP}`, warm),
    underFive('  the rules alone, without the document and its digest', judging.slice(WARM_UP)),
    aside(`  the first ${WARM_UP}, in a young process`, spread(samples.slice(0, WARM_UP))),
    aside('  the first one, cold', ms(samples[0] ?? 0)),
    aside('  reasons each', String(Math.round(reasons / samples.length))),
    {
      what: `  heap after ${EARLY} and ${samples.length} of them`,
      measured: `${early.toFixed(1)} and ${late.toFixed(1)} MB`,
      target: 'flat',
      met: late <= early + 1,
    },
  ];
}

/** Both have the target: what is called is `evaluate`, and what a policy costs is its rules. */
function underFive(what: string, samples: readonly number[]): Figure {
  return { what, measured: spread(samples), target: 'p99 <= 5 ms', met: quantile(samples, 0.99) <= 5 };
}

/** In MB, with nothing left to collect. */
function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

const TEAMS = ['security', 'platform', 'data', 'network'];
const SERVICES = Array.from({ length: 50 }, (_none, index) => `service-${index}`);
const TYPES = [
  'aws_iam_role',
  'aws_sqs_queue',
  'aws_db_instance',
  'aws_security_group',
  'aws_lambda_function',
];

/** Every service has rules of its own, as a monorepo's do; and there are some about everything. */
function largePolicy(): unknown {
  const approvals = (index: number) => [{ count: 1, from: [`@acme/${TEAMS[index % TEAMS.length] ?? ''}`] }];
  const rules = Array.from({ length: RULES }, (_none, index) => {
    const service = SERVICES[index % SERVICES.length] ?? '';
    const shapes = [
      {
        when: { paths: [`services/${service}/**`, `envs/*/${service}/*.tf`] },
        require: { approvals: approvals(index) },
      },
      {
        when: {
          kinds: ['identity', 'secrets'],
          paths: [`**/${service}/**/*.{tf,yaml}`],
          not_paths: ['**/test/**'],
        },
        require: { approvals: approvals(index) },
      },
      {
        when: {
          resource_types: ['aws_iam_*', 'aws_kms_*'],
          environments: ['prod'],
          not: { paths: [`envs/prod/${service}/*`] },
        },
        require: { checks: [{ name: 'plan', app_id: 15368 }] },
      },
      {
        when: { findings: ['iam-*'], addresses: [`module.${service}.**`], tier_at_least: 'elevated' },
        deny: 'Not in this way.',
      },
    ];
    return { id: `rule-${index}`, ...shapes[Math.floor(index / SERVICES.length) % shapes.length] };
  });
  return {
    version: 1,
    environments: {
      prod: { tier: 'critical', match: { paths: ['envs/prod/**'] } },
      staging: { match: { paths: ['envs/staging/**'] } },
    },
    rules,
  };
}

/** In order, as classification gives them. */
function largePull(seed: number): Classified {
  const changes = sortChanges(Array.from({ length: CHANGES }, (_none, index) => changeOf(seed, index)));
  const findings = sortFindings(
    changes.flatMap((change) => change.findings.map((id) => findingOf(change, id))),
  );
  const tier = changes.map((change) => change.tier).reduce(maxTier, 'none');
  const files = [...new Set(changes.map(({ file }) => file))].map((path) => ({
    path,
    previousPath: null,
    status: 'modified' as const,
    format: 'terraform',
    blob: 'c'.repeat(40),
    previousBlob: 'b'.repeat(40),
  }));
  const content = { changes, unreadable: [], files };
  return { ...content, findings, tier, changeDigest: changeDigest(content) };
}

function changeOf(seed: number, index: number): Change {
  const environment = index % 3 === 0 ? 'prod' : 'staging';
  const service = SERVICES[(seed + index) % SERVICES.length] ?? '';
  const type = TYPES[(seed + index) % TYPES.length] ?? '';
  return {
    format: 'terraform',
    file: `envs/${environment}/${service}/main-${index % 4}.tf`,
    previousFile: null,
    startLine: 1 + index,
    endLine: 9 + index,
    address: `module.${service}.${type}.r${index}`,
    type,
    action: index % 7 === 0 ? 'delete' : 'update',
    kinds: [KINDS[(seed + index) % KINDS.length] ?? 'other'],
    tier: environment === 'prod' ? 'critical' : 'elevated',
    environment,
    attributes: ['name', 'tags.Name', 'policy'].map((path) => ({
      path,
      line: 2 + index,
      before: `before ${seed} ${index}`,
      after: { expression: `var.value_${index}` },
      sensitive: false,
    })),
    findings: index % 10 === 0 ? ['iam-trust-widened'] : [],
    opaque: false,
  };
}

function findingOf({ file, startLine, address }: Change, id: string): Finding {
  const where = { file, startLine, endLine: startLine, address };
  return { id, severity: 'high', confidence: 'high', ...where, message: 'It widens.', fix: 'Narrow it.' };
}

function facts(): Facts {
  const people = ['bob', 'carol', 'erin'];
  return {
    ...UNKNOWN_FACTS,
    now: '2026-11-21T12:00:00Z',
    reviews: people.map((login, index) => ({
      user: { login, id: index + 1, type: 'User' },
      state: 'APPROVED',
      commit_id: HEAD,
      submitted_at: '2026-11-21T11:00:00Z',
    })),
    permissions: Object.fromEntries(people.map((login) => [login, 'write'])),
    teams: Object.fromEntries(TEAMS.map((team) => [`@acme/${team}`, people])),
    checks: [],
  };
}
