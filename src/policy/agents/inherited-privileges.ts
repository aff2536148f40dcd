// What of a change runs with the rights of a deploy target: its workflow, the actions and workflows that it uses. Called by `evaluate` and for the card.
import type { Change, Classified } from '../../model/change.ts';
import type { InheritedPrivilege, Target } from '../../model/deploy.ts';

/** Sorted by file, then by target; each pair once. `repository`: `owner/name`, null where it is unknown. */
export function inheritedPrivileges(
  targets: readonly Target[],
  classified: Pick<Classified, 'changes' | 'unreadable'>,
  repository: string | null,
): readonly InheritedPrivilege[] {
  if (targets.length === 0) return [];
  const running = [
    ...classified.changes.filter(({ tier }) => tier !== 'none').map(runningChange),
    ...classified.unreadable.map(({ file, usedIn = [] }) => ({
      file,
      names: [file, ...(PIPELINE_PART.test(file) ? usedIn : [])],
    })),
  ];
  const found = running.flatMap(({ file, names }) =>
    targets
      .filter((target) => names.some((name) => isWorkflowOf(target, name, repository)))
      .map(({ name: target, workflow, environment, role, policyArns }) => ({
        file,
        workflow: pathOf(workflow),
        target,
        environment,
        role,
        policyArns,
      })),
  );
  const unique = new Map(found.map((each) => [JSON.stringify([each.file, each.target]), each]));
  return [...unique].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** Other files may be handed to a workflow (chart values); what comes of them is judged where they are used. */
const PIPELINE_PART = /^\.github\/|(?:^|\/)action\.ya?ml$/i;

function runningChange({ file, previousFile, runIn = [] }: Change): {
  readonly file: string;
  readonly names: readonly string[];
} {
  return { file, names: [file, previousFile ?? file, ...runIn] };
}

/** One of another repository is not changed here; where it is unknown which this is, it may be. */
function isWorkflowOf({ workflow }: Target, path: string, repository: string | null): boolean {
  const [owner = '', name = ''] = workflow.split('/');
  const elsewhere =
    owner !== '.github' &&
    repository !== null &&
    `${owner}/${name}`.toLowerCase() !== repository.toLowerCase();
  return !elsewhere && pathOf(workflow).toLowerCase() === path.toLowerCase();
}

/** `owner/repo/.github/workflows/x.yml@ref` and `.github/workflows/x.yml` name one path. */
function pathOf(workflow: string): string {
  const path = workflow.slice(workflow.indexOf('.github/workflows/'));
  const at = path.indexOf('@');
  return at === -1 ? path : path.slice(0, at);
}
