// Which properties of a template hold secrets; called by `templateEntries` and `templateScope`.
import { isSecretName } from '../sensitive.ts';

/** Endings of properties that are settings, lifetimes and addresses of secrets. */
const HARMLESS =
  /^(?:httptokens|servicetoken|generatesecretstring|.*(?:arns?|ids?|length|age|period|policy|policies|validity|units|days|version|types?|names?|urls?|uri|endpoint|path|stages?|size|count|rotation|duration|source|format))$/;

/** By the name of a property or of an entry in a map (`MasterUserPassword`, `DB_PASSWORD`). */
export function isSecretProperty(name: string): boolean {
  return isSecretName(name) && !(isProperty(name) && HARMLESS.test(name.toLowerCase()));
}

/** CloudFormation's own names are spelled like this; what people call their variables proves nothing. */
function isProperty(name: string): boolean {
  return /^[A-Z][a-z]/.test(name) && !name.includes('_');
}
