// What of a value in a workflow may be shown; called by `entries`.
import type { JsonValue } from '../../model/json.ts';
import { splitExpressions } from '../../syntax/index.ts';
import { SENSITIVE, isSecretName, maskValue } from '../sensitive.ts';

/** Maps whose members carry values by name, so that the name tells a secret. Elsewhere `id-token: write` is no secret. */
const NAMED_VALUES = /^(?:env|with|secrets|credentials|headers|args|build-args)$/i;

export function holdsNamedValues(key: string): boolean {
  return NAMED_VALUES.test(key);
}

/** A literal under a secret's name is hidden, a reference (`${{ secrets.X }}`) is not; everywhere the shapes of secrets are. */
export function shownValue(value: JsonValue, secretName: string | null): JsonValue {
  if (secretName === null || !isSecret(secretName) || typeof value === 'boolean') return maskValue(value);
  if (isExpression(value)) {
    const expression = withoutLiterals(value.expression);
    // The same value comes back where nothing was hidden: what differs from its source counts as sensitive.
    return maskValue(expression === value.expression ? value : { expression });
  }
  return value === null ? null : SENSITIVE;
}

/** Inputs and headers write hyphens where variables write underscores. */
function isSecret(name: string): boolean {
  return isSecretName(name.replaceAll('-', '_')) || /^(?:proxy-)?authorization$|^cookie$/i.test(name);
}

function isExpression(value: JsonValue): value is { readonly expression: string } {
  return typeof value === 'object' && value !== null && 'expression' in value;
}

/** `x${{ secrets.A || 'y' }}` keeps the reference and loses `x` and `y`. An index (`secrets['A']`) is a name. */
function withoutLiterals(source: string): string {
  return splitExpressions(source)
    .map(({ kind, text }) => {
      if (kind === 'text') return text.trim() === '' ? text : SENSITIVE;
      return `\${{${text.replaceAll(/\['[^']*'\]|'[^']*'/g, hideText)}}}`;
    })
    .join('');
}

function hideText(quoted: string): string {
  return quoted.startsWith('[') ? quoted : `'${SENSITIVE}'`;
}
