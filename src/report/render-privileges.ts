// Whose rights the changed workflows and actions run with. Called by renderCard and renderExplanation.
import type { InheritedPrivilege } from '../model/deploy.ts';
import { more } from './describe-change.ts';
import { code, visible } from './escape.ts';

/** Part of the card; empty where nothing of the change runs in a deployment. */
export function renderPrivileges(privileges: readonly InheritedPrivilege[], rows: number): readonly string[] {
  if (privileges.length === 0) return [];
  return [
    '### Runs with the rights of a deployment',
    '',
    ...privileges.slice(0, rows).map((privilege) => {
      const { file, role, environment, target } = privilege;
      return `- ${code(file)}${through(privilege, code)} runs as ${code(role)} of ${code(environment)} (target ${code(target)}${routine(privilege)})`;
    }),
    ...more(privileges.length, rows),
  ];
}

/** The same for a terminal, one line each. */
export function privilegeLines(privileges: readonly InheritedPrivilege[]): readonly string[] {
  return privileges.map((privilege) => {
    const { file, role, environment, target } = privilege;
    return visible(
      `${file}${through(privilege, (text) => text)} runs as ${role} of ${environment} (target ${target}${routine(privilege)})`,
    );
  });
}

function through({ file, workflow }: InheritedPrivilege, show: (text: string) => string): string {
  return file === workflow ? '' : ` in ${show(workflow)}`;
}

/** What every session there may do beside what the change needs. */
function routine({ policyArns }: InheritedPrivilege): string {
  const count = policyArns.length;
  return count === 0 ? '' : `, with ${count} ${count === 1 ? 'policy' : 'policies'} besides`;
}
