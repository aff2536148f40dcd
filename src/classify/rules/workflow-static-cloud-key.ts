// Finding rule: a pipeline holds a key of a cloud that lives until somebody deletes it. Listed in registry.ts.
import type { ChangeRule, Hit } from '../finding.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { cloudOfKey, isAmbiguous } from '../workflow/cloud-keys.ts';
import {
  expressionsBelow,
  isPipelinePart,
  memberText,
  newOnes,
  ownTree,
  short,
  stepsIn,
  textOfNode,
  titleOf,
} from '../workflow/parts.ts';
import { secretsIn } from '../workflow/secrets.ts';

export const workflowStaticCloudKey: ChangeRule = {
  on: 'change',
  id: 'workflow-static-cloud-key',
  title: 'Long-lived cloud key in a pipeline',
  severity: 'high',
  confidence: 'high',
  why: 'A key that is kept as a secret works for everybody who reads it once, from anywhere, until somebody thinks of deleting it. No approval and no time window of this gate holds it, and the log of the cloud cannot tell which run used it.',
  remedy:
    'Let the job present its OIDC token: to the credential broker, or to a role of the cloud that trusts this repository, and delete the key.',
  check: (change) => {
    if (change.after === null || !isPipelinePart(change)) return [];
    const [before, after] = [change.before, change.after].map((state) => keysIn(ownTree(state)));
    return newOnes(before ?? [], after ?? [], keyOf).map((key) => hitOf(key, titleOf(change)));
  },
};

type Key = {
  readonly name: string;
  readonly cloud: string;
  /** A plain text is mostly a stand-in for tests; a real key in the file is for whoever looks for secrets in texts. */
  readonly plain: boolean;
  readonly line: number;
};

function keyOf({ cloud, plain }: Key): string {
  return `${cloud} ${plain}`;
}

function hitOf({ name, cloud, plain, line }: Key, title: string): Hit {
  const key = `a key of ${cloud}`;
  return plain
    ? {
        message: `${title} has what may be ${key} in plain text (\`${short(name)}\`).`,
        line,
        severity: 'medium',
        confidence: 'low',
      }
    : { message: `${title} holds a long-lived key of ${cloud} (\`${short(name)}\`).`, line };
}

function keysIn(tree: Node): readonly Key[] {
  const holders = [tree, ...stepsIn(tree).map(({ node }) => node)];
  return [
    ...holders.flatMap(handedKeys),
    ...namedSecrets(tree),
    ...writtenKeys(tree),
    ...registryPasswords(tree),
  ];
}

/** `aws configure set aws_access_key_id ${{ secrets.X }}`, or a variable that a script sets. */
function writtenKeys(tree: Node): readonly Key[] {
  return stepsIn(tree).flatMap(({ node }) => {
    const line = (childOf(node, 'run') ?? node).line;
    const set = memberText(node, 'run').matchAll(
      /([A-Za-z_][\w-]{0,79})["']?(?:\s{0,3}[:=]\s{0,3}|\s{1,3})["']?\$\{\{\s{0,9}secrets\b/g,
    );
    return [...set].flatMap(([, name = '']): readonly Key[] => {
      const cloud = isAmbiguous(name) ? null : cloudOfKey(name);
      return cloud === null ? [] : [{ name, cloud, plain: false, line }];
    });
  });
}

/** Of the images of a job and its services, written out. */
function registryPasswords(tree: Node): readonly Key[] {
  const containers = [childOf(tree, 'container'), ...(childOf(tree, 'services')?.children ?? [])];
  return containers.flatMap((container): readonly Key[] => {
    const credentials = container === undefined ? undefined : childOf(container, 'credentials');
    const password = credentials === undefined ? undefined : childOf(credentials, 'password');
    const value = password === undefined ? '' : textOfNode(password);
    if (password === undefined || value === '' || value.includes('${{')) return [];
    return [
      { name: 'credentials.password', cloud: 'a registry of images', plain: true, line: password.line },
    ];
  });
}

/** Variables and inputs with such a name and a value that is kept as a secret or stands there. */
function handedKeys(holder: Node): readonly Key[] {
  return ['env', 'with', 'secrets'].flatMap((group) =>
    (childOf(holder, group)?.children ?? []).flatMap((node): readonly Key[] => {
      const { name, line } = node;
      const cloud = cloudOfKey(name);
      const fits = !isAmbiguous(name) || (group === 'with' && /azure\//i.test(memberText(holder, 'uses')));
      const value = textOfNode(node);
      const plain = !/\bsecrets\b/i.test(value);
      // What an earlier step or a variable hands on is short-lived, or a path.
      const handedOn = plain && (value === '' || value.includes('${{'));
      return cloud === null || !fits || handedOn ? [] : [{ name, cloud, plain, line }];
    }),
  );
}

/** Secrets that are called so, wherever they are used. */
function namedSecrets(tree: Node): readonly Key[] {
  return expressionsBelow(tree).flatMap(({ text, line }) =>
    secretsIn(text).flatMap((name) => {
      const cloud = isAmbiguous(name) ? null : cloudOfKey(name);
      return cloud === null ? [] : [{ name, cloud, plain: false, line }];
    }),
  );
}
