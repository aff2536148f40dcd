// What a connector of SAM newly lets one resource do with another. Called by rules/iam-access-grows.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';

type Connector = {
  readonly source: string;
  readonly destination: string;
  readonly permissions: readonly string[];
  readonly line: number;
};

/**
 * SAM writes the policies behind a connector, by the types of both ends
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html).
 */
export function connectorHits(change: ParsedChange): readonly Hit[] {
  const had = new Set(connectorsIn(change, 'before').flatMap(rightsOf));
  return connectorsIn(change, 'after').flatMap((connector) =>
    connector.permissions
      .filter((permission) => !had.has(rightOf(connector, permission)))
      .map((permission): Hit => {
        const { source, destination, line } = connector;
        const right = /^(?:read|write)$/i.test(permission)
          ? permission.toLowerCase()
          : `do ${permission} with`;
        const message = `A connector now lets ${source} ${right} ${destination}.`;
        return { message, line, severity: right === 'read' ? 'low' : 'medium' };
      }),
  );
}

function connectorsIn(
  { type, address, ...change }: ParsedChange,
  side: 'before' | 'after',
): readonly Connector[] {
  const tree = treeOf(change[side]);
  if (type === 'AWS::Serverless::Connector') return connectorAt(tree, endOf(childOf(tree, 'Source')));
  const own = type?.startsWith('AWS::') === true ? childOf(tree, 'Connectors') : undefined;
  return (own?.children ?? []).flatMap((one) => connectorAt(childOf(one, 'Properties') ?? one, address));
}

function connectorAt(node: Node, source: string): readonly Connector[] {
  const permissions = childOf(node, 'Permissions');
  if (permissions === undefined) return [];
  const { known, unknown } = textsOf(permissions);
  const destination = endOf(childOf(node, 'Destination'));
  return [{ source, destination, permissions: [...known, ...unknown], line: permissions.line }];
}

/** By its name in the template, else by its ARN; several stand for themselves. */
function endOf(node: Node | undefined): string {
  const named = [node, ...(node?.children ?? [])].flatMap((one) =>
    ['Id', 'Arn', 'QueueUrl'].map((name) => (one === undefined ? null : textOf(childOf(one, name)))),
  );
  return named.find((name) => name !== null) ?? 'what it names';
}

function rightsOf(connector: Connector): readonly string[] {
  return connector.permissions.map((permission) => rightOf(connector, permission));
}

function rightOf({ source, destination }: Connector, permission: string): string {
  return JSON.stringify([source, destination, permission]);
}
