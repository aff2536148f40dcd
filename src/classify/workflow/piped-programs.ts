// Programs that a step fetches by an address and runs at once; read by workflow-unpinned-action.
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, stepsIn } from './parts.ts';

export type PipedProgram = { readonly host: string; readonly line: number };

const FETCH = String.raw`\b(?:curl|wget|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b`;
const SHELL = String.raw`(?:sudo\s{1,9}(?:-\w{1,9}\s{1,9})?)?(?:env\s{1,9})?(?:\/(?:usr\/)?bin\/)?(?:(?:ba|z|da|k)?sh|python3?|node|perl|ruby|pwsh|iex|Invoke-Expression)\b`;
const FORMS = [
  new RegExp(String.raw`${FETCH}[^\n|;&]{0,500}\|\s{0,9}${SHELL}`, 'i'),
  new RegExp(String.raw`\b(?:ba|z|da|k)?sh\s{1,9}(?:-c\s{1,9})?["']?(?:<\(|\$\()\s{0,9}${FETCH}`, 'i'),
  new RegExp(String.raw`\b(?:iex|Invoke-Expression|eval)\b[^\n|;&]{0,40}${FETCH}`, 'i'),
];

/** Each host once. A line that ends in a backslash goes on in the next. */
export function pipedPrograms(tree: Node): readonly PipedProgram[] {
  return stepsIn(tree).flatMap(({ node }) => {
    const lines = memberText(node, 'run')
      .replaceAll(/\\\r?\n/g, ' ')
      .split('\n');
    const line = childOf(node, 'run')?.line ?? node.line;
    return lines
      .filter((text) => FORMS.some((form) => form.test(text)))
      .map((text) => ({
        host: /https?:\/\/([^\s/"'`|)]{1,200})/i.exec(text)?.[1] ?? 'a computed address',
        line,
      }));
  });
}
