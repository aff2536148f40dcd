// Keys that parse and are not evaluated yet: each makes the verdict a refusal (`KEY_NOT_SUPPORTED`). Nothing is read
// and ignored. Called by `compilePolicy`.
import type { SyntaxNode } from '../syntax/index.ts';
import { locate, pathText } from './locate.ts';
import type { Path } from './locate.ts';
import type { AgentDocument, PolicyDocument } from './schema.ts';

export type UnsupportedKey = {
  /** `actors.agents.copilot.roles`. */
  readonly key: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
};

/** Every unsupported key of one document, in the order of the file. */
export function unsupportedKeys(document: PolicyDocument, root: SyntaxNode): readonly UnsupportedKey[] {
  return paths(document)
    .map((path) => ({ key: pathText(path), ...locate(root, path) }))
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function paths(document: PolicyDocument): readonly Path[] {
  const top = (['separation', 'break_glass', 'policies'] as const).filter(
    (key) => document[key] !== undefined,
  );
  return [
    ...top.map((key) => [key]),
    ...Object.entries(document.actors?.agents ?? {}).flatMap(([name, agent]) => agentPaths(name, agent)),
    ...Object.entries(document.deploy ?? {}).flatMap(([name, target]) =>
      target.read === undefined ? [] : [['deploy', name, 'read']],
    ),
  ];
}

function agentPaths(name: string, agent: AgentDocument): readonly Path[] {
  const base = ['actors', 'agents', name];
  const others = (['oidc', 'spiffe', 'key'] as const).flatMap((kind) =>
    agent.identities.flatMap((identity, index) =>
      identity[kind] === undefined ? [] : [[...base, 'identities', index, kind]],
    ),
  );
  const beyondAuthor = agent.roles !== undefined && agent.roles.some((role) => role !== 'author');
  return [...others, ...(beyondAuthor ? [[...base, 'roles']] : [])];
}
