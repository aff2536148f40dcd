// Where things are, by chance: what environments are told by, and changes as formats tell them.
import type { Diff, ParsedChange, ResourceState } from '../../../src/model/change.ts';
import type { Match } from './document.ts';
import type { Chance } from './random.ts';
import { tidy } from './tidy.ts';
import { FILES } from './vocabulary.ts';

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
  return Array.from({ length: 1 + chance.below(2) }, (_none, index) => ({
    ...(chance.once(3) ? object(chance, index) : resource(chance, index)),
    startLine: 1 + 10 * index,
  }));
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

export function diffOf(changes: readonly ParsedChange[]): Diff {
  return {
    changes,
    marks: [],
    unreadable: [],
    files: changes.map(({ file, previousFile, format }) => ({
      path: file,
      previousPath: previousFile,
      status: previousFile === null ? 'modified' : 'renamed',
      format,
      blob: 'c'.repeat(40),
      previousBlob: 'b'.repeat(40),
    })),
    aroundGap: null,
  };
}
