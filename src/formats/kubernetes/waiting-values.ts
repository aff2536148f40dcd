// Values of an object that whoever deploys it fills in (`${role}` of Flux and envsubst), told as unknown; called by `objectSubject`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { expressionNode } from '../helm/expression-node.ts';

/** All of the text, with its default. In other texts the rules see the part that stands there. */
const WAITING = /^\$\{[A-Za-z_]\w*(?:\}|:?[-=][^{}]*\})$/;
/** Shells and configuration files have variables of their own. */
const OWN_VARIABLES: readonly string[] = ['data', 'stringData', 'command', 'args', 'value', 'script'];

/** The same tree where nothing waits. */
export function withWaitingValues(node: SyntaxNode): SyntaxNode {
  switch (node.kind) {
    case 'list': {
      const items = node.items.map(withWaitingValues);
      return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    case 'map': {
      const entries = node.entries.map((entry) => {
        const value = OWN_VARIABLES.includes(entry.key) ? entry.value : withWaitingValues(entry.value);
        return value === entry.value ? entry : { ...entry, value };
      });
      return entries.every((entry, index) => entry === node.entries[index]) ? node : { ...node, entries };
    }
    case 'scalar':
      return node.style !== 'block' && WAITING.test(node.text) ? expressionNode(node, node.text) : node;
    case 'alias':
      return node;
  }
}
