// Which files under `policies` are Cedar policies, and where they may stand. Called by the schema and by whoever reads them.

/** Which of `policies` this version evaluates. */
export function isCedarPattern(pattern: string): boolean {
  return pattern.endsWith('.cedar');
}

/**
 * In `.aigov/`, where every file is a governance file: elsewhere a change of a policy would be a change like any other.
 * Folders are spelled out, so that a host is asked for just these.
 */
export function cedarPatternProblem(pattern: string): string | null {
  if (!isCedarPattern(pattern)) return null;
  const folders = pattern.split('/').slice(0, -1);
  const plain = folders.every((folder) => /^[\w.-]+$/.test(folder) && folder !== '.' && folder !== '..');
  return plain && folders[0] === '.aigov'
    ? null
    : 'a Cedar file stands in .aigov/, and only its own name may hold wildcards: ".aigov/*.cedar"';
}
