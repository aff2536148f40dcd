// Values of a policy as rules read them: placeholders of a template are expressions, variables of IAM are text. Called by statement-entries.ts.
import type { JsonValue } from '../../model/json.ts';
import { maskShapes } from '../sensitive.ts';

/**
 * `${aws:username}`, `${saml:sub, 'x'}`, `${*}`: IAM's own (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
 * Every other `${…}`, `{{…}}` or `<%…%>` is filled in by whoever reads the file.
 */
const PLACEHOLDER = /\$\{(?![a-zA-Z0-9-]+:|[*?$]\})|\{\{|<%|%\{/;

/** Names in a policy are keys of conditions (`aws:TokenIssueTime`), never names of secrets: only shapes are masked. */
export function shownValue(value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    const text = maskShapes(value);
    return PLACEHOLDER.test(text) ? { expression: text } : text;
  }
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => shownValue(item));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shownValue(member)]));
}
