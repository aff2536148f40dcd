// Files of values by whatever name, where Helm is told of them: commands of a workflow, releases of a Helmfile, sources of Argo CD and Flux. Called by those formats.
import { folderOf, resolvePath } from '../kubernetes/paths.ts';

const EXPRESSION = /\$\{\{[^{}]*\}\}|\{\{[^{}]*\}\}|\$\{[^{}]*\}|\$\w+/g;
const VALUES = /\.(?:ya?ml|json|gotmpl)$/i;
const OPTION = /(?:^|\s)(?:-f|--values|--set-file)(?:[ \t]+|=)["']?([^\s"';|&]+)/g;

/** A path may hold values by its name alone. */
export function mayHoldValues(path: string): boolean {
  return VALUES.test(path);
}

/** As `covers` takes it, with `*` for what is computed; none where the name says nothing, or leaves the repository. */
export function valuesPath(folder: string, written: string): readonly string[] {
  const parts = written.split(EXPRESSION);
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  const text = parts.length === 1 ? written : `${first}*${last}`;
  const path = VALUES.test(text) ? resolvePath(folder, text) : null;
  return path === null || /^\*[^/]*$/.test(path) ? [] : [path];
}

/** `helm upgrade web ./chart -f env/prod.yaml`: from the root of the checkout, where steps run unless told otherwise. */
export function valuesOfCommands(script: string): readonly string[] {
  if (!/\bhelm/.test(script)) return [];
  const plain = script.replaceAll(EXPRESSION, (found) => found.replaceAll(/\s/g, ''));
  return [...plain.matchAll(OPTION)]
    .flatMap(([, list = '']) => list.split(','))
    .map((item) => item.slice(item.indexOf('=') + 1))
    .flatMap((path) => valuesPath('', path));
}

/** Items of lists that end like a file of values. A Helmfile is a template, so its lines are read as they stand. */
export function valuesOfHelmfile({
  path,
  text,
}: {
  readonly path: string;
  readonly text: string;
}): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const item = /^\s*- *(?:file: *)?(\S.*)$/.exec(line)?.[1] ?? '';
    return valuesPath(folderOf(path), item.trim().replaceAll(/^["']|["']$/g, ''));
  });
}
