// What a schema cannot see: names that must exist, ids that must differ. Called by `compilePolicy` and `validatePolicy`.
import { closest } from '../model/closest.ts';
import type { SyntaxNode } from '../syntax/index.ts';
import { checkAgents } from './agents/check-agents.ts';
import type { ReadText } from './agents/check-agents.ts';
import { locate, pathText } from './locate.ts';
import type { Path } from './locate.ts';
import type { PolicyProblem } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { PolicyDocument } from './schema/policy-schema.ts';
import type { When } from './schema/when.ts';

type Given = {
  readonly document: PolicyDocument;
  readonly root: SyntaxNode;
  /** Environment names of every layer; null in the floor, which need not know the repositories' names. */
  readonly environments: readonly string[] | null;
  /** Layers above this one, the highest first. */
  readonly above?: readonly ReadText[];
};

/** Errors: a rule that could never match for a misspelled name would be a silent hole. */
export function checkReferences(given: Given): readonly PolicyProblem[] {
  return [
    ...doubledIds(given),
    ...unknownEnvironments(given),
    ...accountMismatches(given),
    ...borrowedRoles(given),
    ...checkAgents({ ...given, above: given.above ?? [] }),
  ];
}

function doubledIds({ document, root }: Given): readonly PolicyProblem[] {
  const ids = (document.rules ?? []).map(({ id }) => id);
  return ids.flatMap((id, index) => {
    if (ids.indexOf(id) === index) return [];
    return [error('duplicate-rule', `the rule id "${id}" is used twice`, root, ['rules', index, 'id'])];
  });
}

function unknownEnvironments({ document, root, environments }: Given): readonly PolicyProblem[] {
  if (environments === null) return [];
  const inRules = (document.rules ?? []).flatMap((rule, index) =>
    rule.when === undefined ? [] : environmentUses(rule.when, ['rules', index, 'when']),
  );
  const inTargets = Object.entries(document.deploy ?? {}).map(([target, { environment }]) => ({
    environment,
    path: ['deploy', target, 'environment'],
  }));
  const inStages = (document.rules ?? []).flatMap(({ require }, index) =>
    require?.deployed === undefined
      ? []
      : [
          {
            environment: require.deployed.environment,
            path: ['rules', index, 'require', 'deployed', 'environment'],
          },
        ],
  );
  return [...inRules, ...inStages, ...inTargets]
    .filter(({ environment }) => !environments.includes(environment))
    .map(({ environment, path }) => {
      const near = closest(environment, environments);
      const hint = near === null ? 'define it under "environments"' : `did you mean "${near}"?`;
      return error('unknown-environment', `unknown environment "${environment}"; ${hint}`, root, path);
    });
}

function environmentUses(
  when: When,
  path: Path,
): readonly { readonly environment: string; readonly path: Path }[] {
  const inner = (name: 'any' | 'all'): ReturnType<typeof environmentUses> =>
    (when[name] ?? []).flatMap((each, index) => environmentUses(each, [...path, name, index]));
  return [
    ...(when.environments ?? []).map((environment, index) => ({
      environment,
      path: [...path, 'environments', index],
    })),
    ...(when.not === undefined ? [] : environmentUses(when.not, [...path, 'not'])),
    ...(when.only === undefined ? [] : environmentUses(when.only, [...path, 'only'])),
    ...inner('any'),
    ...inner('all'),
  ];
}

/** What stands in another account is not where it is needed: no session is given there, or none is ever ended. */
function accountMismatches({ document, root }: Given): readonly PolicyProblem[] {
  const roles = Object.entries(document.deploy ?? {}).map(([target, { role, account }]) => {
    const path = ['deploy', target, 'role'];
    return { arn: role, account, path, message: `the role is not in account ${account}` };
  });
  const revocation = Object.entries(document.accounts ?? {}).flatMap(([account, settings]) =>
    (['revoker_role', 'boundary_arn'] as const).map((key) => ({
      arn: settings[key],
      account,
      path: ['accounts', account, key],
      message: `"${key}" is not in account ${account}, so that no session there could be revoked with it`,
    })),
  );
  return [...roles, ...revocation]
    .filter(({ arn, account }) => arn !== undefined && accountOf(arn) !== account)
    .map(({ message, path }) => error('account-mismatch', message, root, path));
}

/** `arn:partition:service:region:account:resource`; `aws` for what AWS owns. */
const accountOf = (arn: string): string | undefined => arn.split(':')[4];

/** A second target with the role of one above would give that role out under conditions of its own. */
function borrowedRoles({ document, root, above = [] }: Given): readonly PolicyProblem[] {
  const held = above.flatMap((layer) => Object.entries(layer.document.deploy ?? {}));
  return Object.entries(document.deploy ?? {}).flatMap(([target, { role }]) => {
    const owners = held
      .filter(([, each]) => each.role.toLowerCase() === role.toLowerCase())
      .map(([name]) => name);
    const [owner] = owners;
    if (owner === undefined || owners.includes(target)) return [];
    const message = `the role is that of the target "${owner}" in a layer above`;
    return [error('role-of-layer-above', message, root, ['deploy', target, 'role'])];
  });
}

function error(code: ProblemCode, message: string, root: SyntaxNode, path: Path): PolicyProblem {
  return { code, severity: 'error', message, ...locate(root, path), path: pathText(path) };
}
