// What a schema cannot see of agents: identities that two of them claim, duties that must stay apart, names that must be somebody's. Called by `checkReferences`.
import { closest } from '../../model/closest.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { locate, pathText } from '../locate.ts';
import type { Path } from '../locate.ts';
import type { PolicyProblem } from '../problem.ts';
import type { ProblemCode } from '../problem-codes.ts';
import type { AgentDocument, PolicyDocument } from '../schema/policy-schema.ts';
import { separationOf } from './separation.ts';
import { signerOf, signerText } from './signers.ts';

/** One policy text, read. */
export type ReadText = {
  readonly document: PolicyDocument;
  readonly root: SyntaxNode;
  readonly source?: string;
};

type Given = ReadText & {
  /** Layers above this one, the highest first. */
  readonly above: readonly ReadText[];
};

/** Errors: a limit that binds the wrong agent, or nobody, would be a silent hole. */
export function checkAgents(given: Given): readonly PolicyProblem[] {
  return [
    ...doubledIdentities(given),
    ...joinedDuties(given),
    ...validatorProblems(given),
    ...executorProblems(given),
  ];
}

type Claim = { readonly text: string; readonly name: string; readonly path: Path; readonly of: ReadText };

/** Whoever acts must be one agent: else the limits of one of the two are somebody else's. */
function doubledIdentities(given: Given): readonly PolicyProblem[] {
  const own = claimsOf(given);
  const earlier = [...given.above.flatMap(claimsOf), ...own];
  return own.flatMap((claim) => {
    const first = earlier.find(({ text }) => text === claim.text);
    if (first === undefined || first.name === claim.name) return [];
    const { line } = locate(first.of.root, first.path);
    const where = first.of === claim.of ? `line ${line}` : `${first.of.source ?? 'the layer above'}:${line}`;
    return [
      problem(
        'duplicate-identity',
        `${claim.text} is an identity of two agents, "${first.name}" (${where}) and "${claim.name}"; an identity belongs to one agent`,
        given,
        claim.path,
      ),
    ];
  });
}

function claimsOf(of: ReadText): readonly Claim[] {
  return agentsOf(of).flatMap(([name, { identities }]) =>
    identities.map((identity, index) => {
      const signer = signerOf(identity);
      const text = signer === null ? `account ${identity.github ?? ''}` : signerText(signer);
      return { text, name, path: ['actors', 'agents', name, 'identities', index], of };
    }),
  );
}

const DUTIES = [
  { roles: ['author', 'validator'], allowed: 'authorMayValidate', key: 'author_may_validate' },
  { roles: ['validator', 'executor'], allowed: 'validatorMayExecute', key: 'validator_may_execute' },
] as const;

function joinedDuties(given: Given): readonly PolicyProblem[] {
  const separation = separationOf([...given.above, given].map(({ document }) => document));
  const where = given.above.length === 0 ? '' : ` in ${given.above[0]?.source ?? 'the highest layer'}`;
  return agentsOf(given).flatMap(([name, { roles = [] }]) =>
    DUTIES.filter(
      (duty) => duty.roles.every((role) => roles.includes(role)) && !separation[duty.allowed],
    ).map(({ roles: [one, other], key }) =>
      problem(
        'duties-not-separate',
        `"${name}" is ${one} and ${other} at once; that needs "separation.${key}: true"${where}`,
        given,
        ['actors', 'agents', name, 'roles'],
      ),
    ),
  );
}

function validatorProblems(given: Given): readonly PolicyProblem[] {
  return (given.document.rules ?? []).flatMap((rule, index) =>
    (rule.require?.validators ?? []).flatMap((name, at) => {
      const path = ['rules', index, 'require', 'validators', at];
      const entries = entriesOf(name, given);
      if (entries.length === 0) return [unknownAgent(name, given, path)];
      if (entries.some(({ roles = ['author'] }) => !roles.includes('validator')))
        return [problem('not-a-validator', `the agent "${name}" has no role validator`, given, path)];
      if (entries.every(({ identities }) => identities.every(({ github }) => github === undefined)))
        return [
          problem(
            'not-a-validator',
            `the agent "${name}" has no account on GitHub, so it cannot review`,
            given,
            path,
          ),
        ];
      return [];
    }),
  );
}

function executorProblems(given: Given): readonly PolicyProblem[] {
  return Object.entries(given.document.deploy ?? {}).flatMap(([target, { executor, environment }]) => {
    if (executor === undefined) return [];
    const path = ['deploy', target, 'executor'];
    const entries = entriesOf(executor, given);
    if (entries.length === 0) return [unknownAgent(executor, given, path)];
    if (entries.some(({ roles = ['author'] }) => !roles.includes('executor')))
      return [problem('not-an-executor', `the agent "${executor}" has no role executor`, given, path)];
    const reaches = entries.every(
      ({ environments = [], autonomy }) => environments.includes(environment) && autonomy !== 'advisory',
    );
    return reaches
      ? []
      : [
          problem(
            'not-an-executor',
            `the agent "${executor}" may not reach ${environment}, so it can never run this target`,
            given,
            path,
          ),
        ];
  });
}

function unknownAgent(name: string, given: Given, path: Path): PolicyProblem {
  const names = [...given.above, given].flatMap((each) => agentsOf(each).map(([known]) => known));
  const near = closest(name, names);
  const hint = near === null ? 'list it under "actors.agents"' : `did you mean "${near}"?`;
  return problem('agent-not-listed', `unknown agent "${name}"; ${hint}`, given, path);
}

/** Entries of all layers under one name bind together. */
function entriesOf(name: string, { above, document }: Given): readonly AgentDocument[] {
  return [...above.map((each) => each.document), document].flatMap(
    ({ actors }) => Object.entries(actors?.agents ?? {}).find(([known]) => known === name)?.[1] ?? [],
  );
}

function agentsOf({ document }: ReadText): readonly (readonly [string, AgentDocument])[] {
  return Object.entries(document.actors?.agents ?? {});
}

function problem(code: ProblemCode, message: string, { root }: ReadText, path: Path): PolicyProblem {
  return { code, severity: 'error', message, ...locate(root, path), path: pathText(path) };
}
