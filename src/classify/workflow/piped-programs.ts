// Programs that a script fetches by an address and runs, at once or from a file; read by workflow-unpinned-action and exec-on-apply.
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

export function pipedPrograms(tree: Node): readonly PipedProgram[] {
  return stepsIn(tree).flatMap(({ node }) => {
    const line = childOf(node, 'run')?.line ?? node.line;
    return hostsOfPrograms(memberText(node, 'run')).map((host) => ({ host, line }));
  });
}

/** Hosts that a script takes programs from and runs them, one for each line that does. A line that ends in a backslash goes on in the next. */
export function hostsOfPrograms(script: string): readonly string[] {
  const lines = script.replaceAll(/\\\r?\n/g, ' ').split('\n');
  return lines
    .filter((text) => FORMS.some((form) => form.test(text)) || isKeptAndRun(text, lines))
    .map((text) => /https?:\/\/([^\s/"'`|)]{1,200})/i.exec(text)?.[1] ?? 'a computed address');
}

const FETCHES = new RegExp(FETCH, 'i');
const KEPT = /\s(?:-[a-zA-Z]{0,9}o|--output|-O|-OutFile|>)\s{0,9}["']?([\w./-]{1,200})/;
const CHECKED = /\b(?:sha(?:256|512)sum|shasum|cosign|gpg|minisign|Get-FileHash)\b/i;

/** Written to a file that the same script then runs; what is compared with a checksum or a signature first is not meant. */
function isKeptAndRun(text: string, lines: readonly string[]): boolean {
  const file = FETCHES.test(text) ? KEPT.exec(text)?.[1]?.split('/').at(-1) : undefined;
  if (file === undefined || file === '' || lines.some((line) => CHECKED.test(line))) return false;
  const commands = lines.flatMap((line) => line.split(/&&|\|\||[;|]/)).map((line) => line.trim());
  return commands.some((command) => {
    const [first = '', second = '', ...rest] = command.split(/\s+/).slice(0, MOST_WORDS);
    const names = (word: string): boolean => word.split('/').at(-1) === file;
    if (names(first)) return first.includes('/');
    if (/^(?:sudo|exec|env)$/.test(first)) return names(second) || rest.some(names);
    return (
      /^(?:source|\.|(?:ba|z|da|k)?sh|python3?|node|perl|ruby|pwsh)$/.test(first) &&
      [second, ...rest].some(names)
    );
  });
}

const MOST_WORDS = 20;
