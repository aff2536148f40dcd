// Which steps fetch the artifacts of a run that a stranger may have started, and where to. Read by injections.ts.
import { FOREIGN_FOLDERS } from '../shell/foreign-files.ts';
import type { Held } from '../shell/texts.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textsOf } from '../values.ts';
import { memberText } from './parts.ts';
import { fetchesForeign } from './shared-state.ts';

/** A condition under which the other run is one of people with rights. The name of a branch says nothing: a fork has one of any name. */
const OWN_RUN =
  /workflow_run\.event\s{0,9}==\s{0,9}'(?!pull_request)|workflow_run\.event\s{0,9}!=\s{0,9}'pull_request'|workflow_run\.head_repository\.(?:full_name|owner\.login|fork)\b/;

/** Whether the run that started this one may be a stranger's. */
export function isRunOfStrangers(job: Node, workflow: Node | undefined): boolean {
  const events = workflow === undefined ? [] : textsOf(childOf(workflow, 'on')).known;
  return events.includes('workflow_run') && !OWN_RUN.test(memberText(job, 'if'));
}

/** The folders of such files after this step, null where it fetches none. */
export function foldersAfter(step: Node, held: Held): string | null {
  const isFetched = fetchesForeign(step) || /\bdownloadArtifact\b/.test(memberText(step, 'with', 'script'));
  if (!isFetched || OWN_RUN.test(memberText(step, 'if'))) return null;
  const before = held.get(FOREIGN_FOLDERS);
  const folder = folderOf(step);
  return before === undefined ? folder : `${before}\n${folder}`;
}

/** The last part of its path that is written out: what stands before it may be an expression. */
function folderOf(step: Node): string {
  const script = memberText(step, 'run');
  const asked =
    script === ''
      ? memberText(step, 'with', 'path')
      : (/\bgh\s{1,9}run\s{1,9}download\b[^\n]{0,300}?(?:-D|--dir)[ =]["']?([^\s"']{1,200})/.exec(
          script,
        )?.[1] ?? '');
  const last = asked.split('/').findLast((segment) => segment !== '') ?? '';
  return /^[\w-][\w.-]*$/.test(last) ? last : '';
}

/** Inside of such a folder every file is one. */
export function within(step: Node, held: Held): Held {
  const folders = held.get(FOREIGN_FOLDERS);
  if (folders === undefined) return held;
  const goes = [
    memberText(step, 'working-directory'),
    ...(memberText(step, 'run').match(/\b(?:cd|pushd)\s[^\n;&]{1,200}/g) ?? []),
  ];
  const isThere = folders
    .split('\n')
    .some((folder) => folder !== '' && goes.some((path) => path.includes(folder)));
  return isThere ? new Map([...held, [FOREIGN_FOLDERS, '']]) : held;
}
