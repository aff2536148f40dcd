// Charts of this repository that a chart takes in; called by `helm`.
import type { FormatFile } from '../format-file.ts';
import { folderOf, resolvePath } from '../kubernetes/paths.ts';
import { itemsOf, member, textOf } from '../tree.ts';

/** Folders of dependencies with `file://` as repository, relative to the chart. */
export function localCharts(file: FormatFile): readonly string[] {
  const dependencies = file.syntax().documents.flatMap((root) => itemsOf(member(root, 'dependencies')));
  return dependencies.flatMap((dependency) => {
    const place = /^file:\/\/(.+)$/.exec(textOf(member(dependency, 'repository')))?.[1];
    const folder = place === undefined ? null : resolvePath(folderOf(file.path), place);
    return folder === null || folder === '' ? [] : [`${folder}/`];
  });
}
