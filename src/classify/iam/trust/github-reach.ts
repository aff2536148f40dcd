// How many workflows of GitHub the conditions of a trust policy leave: called by federated.ts.
import type { PolicyCondition, PolicyText } from '../policy-document.ts';

/** `one`: a branch, tag or environment of one repository; then what is computed, all of one repository, of one owner, of GitHub. */
export type Reach = 'one' | 'computed' | 'repository' | 'owner' | 'anybody';

const WIDTH: readonly Reach[] = ['one', 'computed', 'repository', 'owner', 'anybody'];

/**
 * Conditions hold together, so the narrowest counts; values of one are alternatives, so the widest. Claims:
 * https://docs.github.com/actions/reference/security/oidc.
 */
export function githubReach(conditions: readonly PolicyCondition[]): Reach {
  const reaches = conditions.map(reachOf);
  const narrowest = reaches.reduce<Reach>((least, reach) => (wider(least, reach) ? reach : least), 'anybody');
  const pinned = conditions.some(pinsPlace);
  return narrowest === 'repository' && pinned ? 'one' : narrowest;
}

/** What all owners' names begin with, where nothing more is asked of them: `acme` of `repo:acme*`. Null where that is nothing, or not known. */
export function ownerPrefixes(conditions: readonly PolicyCondition[]): readonly string[] | null {
  for (const { operator, key, values } of conditions) {
    const claim = /[:}](\w+)"?$/.exec(key)?.[1]?.toLowerCase() ?? '';
    if (!/like$/i.test(operator) || !/^(?:sub|repository|repository_owner)$/.test(claim)) continue;
    const begin = claim === 'sub' ? /^repo:([^/:*?]+)[*?]/ : /^([^/:*?]+)[*?]/;
    const found = values.map((value) => begin.exec(textOf(value) ?? '')?.[1] ?? '');
    if (found.length > 0 && found.every((prefix) => prefix !== '')) return found;
  }
  return null;
}

function reachOf({ operator, key, values }: PolicyCondition): Reach {
  const patterns = /like$/i.test(operator);
  const claim = /[:}](\w+)"?$/.exec(key)?.[1]?.toLowerCase() ?? '';
  const reaches = values.map((value) => {
    const text = textOf(value);
    return text === null ? 'computed' : reachOfValue(claim, text, patterns);
  });
  if (reaches.length === 0) return 'anybody';
  return reaches.reduce((most, reach) => (wider(reach, most) ? reach : most), 'one');
}

function reachOfValue(claim: string, text: string, patterns: boolean): Reach {
  const star = patterns ? text.search(/[*?]/) : -1;
  const fixed = star === -1 ? text : text.slice(0, star);
  switch (claim) {
    case 'sub':
      return star === -1 ? 'one' : reachOfSubject(fixed);
    case 'repository':
      return star === -1 ? 'repository' : /^[^/]+\//.test(fixed) ? 'owner' : 'anybody';
    case 'repository_id':
      return star === -1 ? 'repository' : 'anybody';
    case 'repository_owner':
    case 'repository_owner_id':
      return star === -1 ? 'owner' : 'anybody';
    case 'job_workflow_ref':
      if (star === -1 || /^[^/]+\/[^/]+\/[^@]+@/.test(fixed)) return 'one';
      return /^[^/]+\/[^/]+\//.test(fixed) ? 'repository' : /^[^/]+\//.test(fixed) ? 'owner' : 'anybody';
    default:
      return 'anybody';
  }
}

/** What stands before the first wildcard of `repo:owner/name:ref:refs/heads/main`. The name ends at a colon, the owner at a slash. */
function reachOfSubject(fixed: string): Reach {
  const place = /^repo:(?:[^/:]+\/[^/:]+|[^/:]*COMPUTED):(.*)$/.exec(fixed)?.[1];
  if (place === undefined) return /^repo:[^/:]+\//.test(fixed) ? 'owner' : 'anybody';
  return /^(ref:refs\/|environment:.|job_workflow_ref:.)/.test(place) ? 'one' : 'repository';
}

/** A branch or environment that stands in a claim of its own. */
function pinsPlace({ operator, key, values }: PolicyCondition): boolean {
  const named = /[:}](ref|environment|job_workflow_ref|environment_node_id)"?$/i.test(key);
  return (
    named &&
    values.length > 0 &&
    (!/like$/i.test(operator) || values.every((value) => !/^[*?]/.test(textOf(value) ?? '')))
  );
}

/** A template counts as the text it stands in: `repo:${var.repository}:*` is any place of one repository. Null for what has no text. */
function textOf(value: PolicyText): string | null {
  if (value.kind === 'known') return value.text;
  const template = /^"?(repo:(?:[^"${}]|\$\{[^{}"]*\})*)"?$/.exec(value.source)?.[1];
  return template?.replaceAll(/\$\{[^{}]*\}/g, 'COMPUTED') ?? null;
}

function wider(a: Reach, b: Reach): boolean {
  return WIDTH.indexOf(a) > WIDTH.indexOf(b);
}
