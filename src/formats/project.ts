// Which changed files must be read together; called by the step that reads a diff.
import type { FileChange, FileSide } from '../model/files.ts';
import { stackProjects } from './cloudformation/stack-projects.ts';
import { terraformProjects } from './terraform/projects.ts';

/**
 * Files that mean something only together: the folders of Terraform that call each other, templates and what gives values to
 * their parameters. Most files stand alone.
 */
export type Project = {
  readonly changes: readonly FileChange[];
  /** Files that are the same on both sides. */
  readonly around: readonly FileSide[];
  /**
   * Path of a kustomization: the question is what it copies from one object into others, and nothing else. The first change is its
   * own, and all the answer is its reading.
   */
  readonly copies?: string;
  /**
   * A file with Kustomizations of Flux: the question is what they fill into the manifests that they deploy, and nothing else.
   * `before` and `after` are the paths of these manifests by the folder that is deployed. The answer stands as that of `copies`.
   */
  readonly substitutes?: {
    readonly path: string;
    readonly before: Readonly<Record<string, readonly string[]>>;
    readonly after: Readonly<Record<string, readonly string[]>>;
  };
};

/** Every change is in exactly one project; a project holds at least one change. */
export function planProjects(
  changes: readonly FileChange[],
  around: readonly FileSide[],
): readonly Project[] {
  const terraform = terraformProjects(changes, around);
  const { projects, others } = stackProjects(terraform.others, around);
  return [...terraform.projects, ...projects, ...others.map((change) => ({ changes: [change], around: [] }))];
}
