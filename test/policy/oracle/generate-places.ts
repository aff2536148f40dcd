// Where things are, by chance: what environments are told by, and changes as formats tell them.
import type { Diff, FileFact, ParsedChange, ResourceState } from '../../../src/model/change.ts';
import type { Match } from './document.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import { FILES, GOVERNANCE_FILES, PLAIN_FILES, WORKFLOW_FILES } from './vocabulary.ts';

const ACCOUNTS = ['111122223333', '000022223333'];
const NAMESPACES = ['prod-web', 'PROD-db', 'staging', 'kube-system', '${var.ns}'];
const WORKSPACES = ['prod', 'prod-eu', 'staging'];

/** Beside the paths that each environment has. */
export function furtherMatch(chance: Chance): Omit<Match, 'paths'> {
  const { once } = chance;
  return tidy({
    namespaces: once(4) ? chance.some(['prod-*', 'staging', '*'], 1, 2) : undefined,
    workspaces: once(4) ? chance.some(['prod*', 'STAGING'], 1, 2) : undefined,
    accounts: once(4) ? [chance.pick(ACCOUNTS)] : undefined,
  });
}

export function parsedChanges(chance: Chance): readonly ParsedChange[] {
  const drawn = Array.from({ length: 1 + chance.below(2) }, (_none, index): ParsedChange => ({
    ...(chance.once(5)
      ? governing(chance, index)
      : chance.once(3)
        ? object(chance, index)
        : resource(chance, index)),
    startLine: 1 + 10 * index,
  }));
  return [...new Map(drawn.map((change) => [change.file, change])).values()];
}

function resource(chance: Chance, index: number): ParsedChange {
  const type = chance.pick(['aws_sqs_queue', 'aws_iam_role', 'aws_db_instance', 'aws_route53_record']);
  const account = chance.once(3) ? `arn:aws:iam::${chance.pick(ACCOUNTS)}:role/x` : 'x1111222233334';
  return {
    ...changeOf(chance, account),
    format: 'terraform',
    address: `${type}.r${index}`,
    type,
    ...(chance.once(2)
      ? {
          places: {
            accounts: chance.some(ACCOUNTS, 0, 1),
            workspaces: chance.some(WORKSPACES, 0, 1),
          },
        }
      : {}),
  };
}

/** What rules and builds, which nobody can say is not to be looked at. */
function governing(chance: Chance, index: number): ParsedChange {
  const isWorkflow = chance.once(2);
  const file = isWorkflow ? (WORKFLOW_FILES[index] ?? '') : (GOVERNANCE_FILES[index] ?? '');
  return {
    ...changeOf(chance, 'new'),
    format: isWorkflow ? 'github-workflow' : 'governance',
    file,
    previousFile: null,
    address: file,
    type: null,
    usedIn: [],
  };
}

function object(chance: Chance, index: number): ParsedChange {
  const kind = chance.pick(['Deployment', 'Namespace', 'ConfigMap']);
  const namespace = kind === 'Namespace' ? '-' : chance.pick(NAMESPACES);
  const name = kind === 'Namespace' ? chance.pick(NAMESPACES.slice(0, 4)) : `o${index}`;
  const group = kind === 'Deployment' ? 'apps' : 'core';
  return {
    ...changeOf(chance, chance.pick(ACCOUNTS)),
    format: 'kubernetes',
    address: `${group}/${kind}/${namespace}/${name}`,
    type: kind,
  };
}

function changeOf(chance: Chance, value: string): Omit<ParsedChange, 'format' | 'address' | 'type'> {
  const state = (text: string): ResourceState => ({
    description: { value: text, line: 3, sensitive: false },
  });
  const file = chance.pick(FILES);
  return {
    file,
    previousFile: chance.once(4) ? chance.pick(FILES.filter((each) => each !== file)) : null,
    startLine: 1,
    endLine: 9,
    action: chance.once(4) ? 'delete' : 'update',
    attributes: [{ path: 'description', line: 3, before: 'old', after: value, sensitive: false }],
    usedIn: chance.once(3) ? [chance.pick(FILES)] : [],
    opaque: false,
    before: state('old'),
    after: state(value),
  };
}

/** What deploy jobs may run, and what nobody runs. */
export function plainFiles(chance: Chance): readonly FileFact[] {
  const paths = chance.some(PLAIN_FILES, 1, 3);
  return paths.map((path) => {
    const previous = chance.once(4) ? chance.pick(PLAIN_FILES) : path;
    const previousPath = paths.includes(previous) ? null : previous;
    return fileFact(
      { path, previousPath, format: null },
      chance.pick(['modified', 'added', 'removed'] as const),
    );
  });
}

function fileFact(
  { path, previousPath, format }: Pick<FileFact, 'path' | 'previousPath' | 'format'>,
  status: FileFact['status'],
): FileFact {
  return {
    path,
    previousPath,
    status: previousPath === null ? status : 'renamed',
    format,
    blob: 'c'.repeat(40),
    previousBlob: status === 'added' && previousPath === null ? null : 'b'.repeat(40),
  };
}

export function diffOf(changes: readonly ParsedChange[], plain: readonly FileFact[]): Diff {
  const read = changes.map(({ file, previousFile, format }) =>
    fileFact({ path: file, previousPath: previousFile, format }, 'modified'),
  );
  return { changes, marks: [], unreadable: [], files: [...read, ...plain], aroundGap: null };
}
