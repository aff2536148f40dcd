// Which files and folders of the repository a kustomization builds from; called by `kustomize`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { folderOf, resolvePath } from '../kubernetes/paths.ts';
import { itemsOf, member, textOf } from '../tree.ts';

/** Lists of paths. */
const LISTS = [
  'resources',
  'bases',
  'components',
  'crds',
  'configurations',
  'patchesStrategicMerge',
  'generators',
  'transformers',
  'validators',
];
/** Lists of maps with a path in them. */
const POINTERS = ['patches', 'patchesJson6902', 'replacements'];
const GENERATORS = ['configMapGenerator', 'secretGenerator'];

/** Each local entry as a file and as a folder, since only the file system tells them apart. Addresses are left out. */
export function pulledIn(root: SyntaxNode, path: string): readonly string[] {
  const named = [
    ...LISTS.flatMap((key) => itemsOf(member(root, key))).map(textOf),
    ...POINTERS.flatMap((key) => itemsOf(member(root, key))).map((item) => textOf(member(item, 'path'))),
    ...GENERATORS.flatMap((key) => itemsOf(member(root, key))).flatMap(generatorFiles),
    ...itemsOf(member(root, 'helmCharts')).flatMap(valuesFiles),
    textOf(member(member(root, 'helmGlobals'), 'chartHome')),
    textOf(member(member(root, 'openapi'), 'path')),
  ];
  const paths = named.filter(isLocal).map((name) => resolvePath(folderOf(path), name));
  return paths.flatMap((target) => (target === null || target === '' ? [] : [target, `${target}/`]));
}

/** `files` and `envs` entries; a file may stand behind the key it gets (`app.conf=conf/prod.conf`). */
function generatorFiles(generator: SyntaxNode): readonly string[] {
  const files = itemsOf(member(generator, 'files')).map((file) => textOf(file).replace(/^[^=]*=/, ''));
  return [...files, ...itemsOf(member(generator, 'envs')).map(textOf), textOf(member(generator, 'env'))];
}

function valuesFiles(chart: SyntaxNode): readonly string[] {
  return [
    textOf(member(chart, 'valuesFile')),
    ...itemsOf(member(chart, 'additionalValuesFiles')).map(textOf),
  ];
}

/** A text of several lines is a patch or a plugin's configuration. */
function isLocal(name: string): boolean {
  return (
    name !== '' && !name.includes('\n') && !/^(?:[\w+.-]+::|[a-z]+:\/\/|git@|gh:|github\.com[/:])/i.test(name)
  );
}
