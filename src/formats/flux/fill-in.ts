// A manifest with the values of its variables in place, as Flux fills them in: called by `substitutedChanges`.
// https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
import { LIMITS } from '../../config/limits.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { expressionNode } from '../helm/expression-node.ts';
import { treeInText } from '../kubernetes/embedded-yaml.ts';
import type { Variables } from './variables.ts';

/** `$$` stands for one `$`, so `$${x}` is a text and no variable. */
const REFERENCE = /\$\$|\$\{([^{}]*)\}/g;
const NAME = /^[A-Za-z_]\w*/;

/** Whether Flux would look for a value here. */
export function hasVariables(text: string): boolean {
  if (!text.includes('${')) return false;
  return (
    [...text.matchAll(REFERENCE)].some(([, inner = '']) => NAME.test(inner)) || /\$\{[^}]*\$\{/.test(text)
  );
}

/** The same tree where it has no variables. Its text is read again after that: `${x}` may become a switch, a list or a map. */
export function filledIn(node: SyntaxNode, variables: Variables): SyntaxNode {
  switch (node.kind) {
    case 'list': {
      const items = node.items.map((item) => filledIn(item, variables));
      return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
    }
    case 'map': {
      const entries = node.entries.map((entry) => {
        const value = filledIn(entry.value, variables);
        return value === entry.value ? entry : { ...entry, value };
      });
      return entries.every((entry, index) => entry === node.entries[index]) ? node : { ...node, entries };
    }
    case 'scalar': {
      if (!hasVariables(node.text)) return node;
      const filled = textWith(node.text, variables);
      if (filled.kind === 'unknown') return expressionNode(node, filled.text);
      const style = node.style === 'block' ? 'block' : 'plain';
      const written: SyntaxNode = { ...node, text: filled.text, source: filled.text, tag: null, style };
      return style === 'block' ? written : treeInText(written, (tree) => tree);
    }
    case 'alias':
      return node;
  }
}

type Filled = { readonly kind: 'known' | 'unknown'; readonly text: string };

function textWith(text: string, variables: Variables): Filled {
  let kind: Filled['kind'] = 'known';
  let letters = text.length;
  const filled = text.replaceAll(REFERENCE, (written: string, inner: string | undefined) => {
    if (inner === undefined) return '$';
    const value = NAME.test(inner) ? valueOf(inner, variables) : written;
    letters += value?.length ?? 0;
    if (value !== null && letters <= LIMITS.copiedLetters) return value;
    kind = 'unknown';
    return isAnother(inner, variables) ? `${written} (another value than before)` : written;
  });
  // A default that holds another variable.
  if (/\$\{[^}]*\$\{/.test(text)) kind = 'unknown';
  return { kind, text: filled };
}

/** Null where nobody can tell. Without a value and a default it is nothing. */
function valueOf(inner: string, { known, isOpen }: Variables): string | null {
  const name = NAME.exec(inner)?.[0] ?? '';
  const rest = inner.slice(name.length);
  const variable = known.get(name);
  if (variable?.kind === 'unknown') return null;
  const [sign] = /^:?[-=]/.exec(rest) ?? [''];
  if (rest !== '' && sign === '') return null;
  if (variable !== undefined && (variable.text !== '' || !sign.startsWith(':'))) return variable.text;
  return variable === undefined && isOpen ? null : rest.slice(sign.length);
}

function isAnother(inner: string, { known }: Variables): boolean {
  const variable = known.get(NAME.exec(inner)?.[0] ?? '');
  return variable?.kind === 'unknown' && variable.isAnother === true;
}
