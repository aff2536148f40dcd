// Paths inside the repository as Kubernetes tools write them; called by the formats of the Kubernetes family.

/** With its last slash; empty for the root of the repository. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** A relative path from a folder, without `.` and `..`; null where it leaves the repository. */
export function resolvePath(folder: string, relative: string): string | null {
  const steps: string[] = [];
  for (const step of `${folder}/${relative}`.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return null;
  }
  return steps.join('/');
}
