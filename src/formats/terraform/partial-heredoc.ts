// A heredoc of which not all is known, with what is known set in: a policy is read through its unknown names. Called by `evaluate`.
import type { HclExpression } from '../hcl/expression.ts';
import { expressionSource } from '../hcl/render.ts';
import type { Value } from './value.ts';

type Heredoc = Extract<HclExpression, { kind: 'template' }>;

/**
 * From marker to marker, on the lines of the file. What rests on the default of a variable stays a name: whoever runs
 * Terraform may say otherwise.
 */
export function partialHeredoc(
  { start, end, parts }: Heredoc,
  text: string,
  valueOf: (part: HclExpression) => Value,
): string {
  let shown = '';
  let at = start;
  for (const part of parts) {
    const { kind } = part;
    shown += text.slice(at, part.start);
    shown +=
      kind === 'interpolation'
        ? interpolation(part, text, valueOf(part.value))
        : text.slice(part.start, part.end);
    at = part.end;
  }
  return shown + text.slice(at, end);
}

function interpolation(
  { value: expression, trim }: Extract<Heredoc['parts'][number], { kind: 'interpolation' }>,
  text: string,
  value: Value,
): string {
  const known =
    value.kind === 'known' && value.secret !== true && value.assumed === undefined ? value.value : null;
  const isPlain = known !== null && !trim.before && !trim.after && !/[\n\r]|[$%]\{/.test(String(known));
  if (isPlain) return String(known);
  return `\${${trim.before ? '~' : ''}${expressionSource(expression, text)}${trim.after ? '~' : ''}}`;
}
