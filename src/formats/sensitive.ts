// Which names carry a secret, and what stands in their place; called by every format that shows values.
import type { JsonValue } from '../model/json.ts';
import { maskYaml } from './mask-yaml.ts';
import { MASKED_SHAPES } from './masked-shapes.ts';
import { SENSITIVE } from '../model/words.ts';

export { SENSITIVE };

const SECRET_NAME =
  /secret|(?<!case)(?:^|[_.-])sensitive(?![a-z])|passw|passphrase|token|credential|private_?key|api_?key|access_?key|auth_?key|account_?key|signing_?key|connection_?string|client_?key|plaintext_value|encrypted_value|data_json|pgpass|(?:^|[_.-])(?:pwd|pass|pw|creds)$/i;

/**
 * Last words of what is told about a secret and is none: its name and address, its lifetime and its form. A reviewer
 * has to see that a password may be shorter now.
 */
const ABOUT =
  /_(?:arns?|names?|kms_key_id|length|age|ttl|validity|units|period|days|hours|minutes|seconds|expiry|expiration|duration|rotation|prevention|strategy|count|limit|size|enabled|required|types?|version|format|algorithm|policy|policies)$/;
/** The version of a machine's metadata service (`required` or `optional`), called so by AWS. */
const METADATA_VERSION = 'http_tokens';

/** A name that says its value is a secret. */
export function isSecretName(name: string): boolean {
  const told = CONDITION_KEY.test(name) ? '' : name.slice(claimStart(name));
  return SECRET_NAME.test(told) && !isAbout(told);
}

function isAbout(name: string): boolean {
  const snake = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  return snake === METADATA_VERSION || ABOUT.test(snake);
}

/** Keys of IAM conditions (`aws:TokenIssueTime`, `lambda:EventSourceToken`): what they compare with is no secret. */
const CONDITION_KEY = /^(?:aws|iam|kms|lambda|s3|saml|secretsmanager|ssm|sts):[A-Z]/i;

/** `token.actions.githubusercontent.com:sub` is a claim called `sub`: the host in front tells nothing. */
function claimStart(name: string): number {
  return /^[\w-]+\.[\w.-]+(?:\/[\w./-]+)?:/.exec(name)?.[0].length ?? 0;
}

/**
 * The value without its secrets: members with a secret's name, and `{name: "DB_PASSWORD", value: …}` pairs as container
 * definitions have them. Text that is itself JSON is masked inside. The same reference comes back when nothing was masked.
 */
export function maskValue(value: JsonValue): JsonValue {
  if (typeof value === 'string')
    return maskShapes(maskYaml(maskJsonText(value), { mask: SENSITIVE, isSecretName }));
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return keep(value, value.map(maskValue));
  const named = Object.entries(value).some(([key, member]) => namesSecret(key, member));
  const isSecretObject = value['kind'] === 'Secret';
  const masked = Object.entries(value).map(([key, member]): [string, JsonValue] => {
    const isSecret =
      isSecretName(key) || (named && /^value$/i.test(key)) || (isSecretObject && isSecretData(key));
    return [key, maskable(member) && isSecret ? SENSITIVE : maskValue(member)];
  });
  const same = masked.every(([key, member]) => member === value[key]);
  return same ? value : Object.fromEntries(masked);
}

function keep(before: readonly JsonValue[], after: readonly JsonValue[]): JsonValue {
  return after.every((item, index) => item === before[index]) ? before : after;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether a member says that its neighbour `value` is a secret: `name = "DB_PASSWORD"`, `type = "SECRET"`. */
export function namesSecret(key: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (/^type$/i.test(key)) return /^(?:secret|sensitive|secure_?string)$/i.test(value);
  return /(?:^|_)(?:name|key)$/i.test(key) && isSecretName(value);
}

/** Where an object of kind `Secret` keeps what it holds (https://kubernetes.io/docs/concepts/configuration/secret/). */
export function isSecretData(key: string): boolean {
  return /^(?:data|stringData|string_data|binary_data)$/.test(key);
}

/** A flag or an absence is no secret, and neither is a right to secrets: rules need to see them. */
function maskable(value: JsonValue): boolean {
  return value !== null && typeof value !== 'boolean' && !isListOfRights(value);
}

/** What a vault of Azure lists under `secrets`: https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults */
function isListOfRights(value: JsonValue): boolean {
  return (
    isList(value) &&
    value.every(
      (member) =>
        typeof member === 'string' &&
        /^(?:all|backup|delete|get|list|purge|recover|restore|set)$/i.test(member),
    )
  );
}

function maskJsonText(text: string): string {
  if (!/^\s*[[{]/.test(text) || !SECRET_NAME.test(text)) return text;
  try {
    const value = JSON.parse(text) as JsonValue;
    const masked = maskValue(value);
    return masked === value ? text : JSON.stringify(masked);
  } catch {
    return text;
  }
}

/** A text without the secrets that show by their shape. */
export const maskShapes: (text: string) => string = recalled((text) =>
  MASKED_SHAPES.reduce((masked, shape) => masked.replaceAll(shape, SENSITIVE), text),
);

const MOST_RECALLED = 10_000;
const LONGEST_RECALLED = 200;

/** A few thousand short texts make up most of a repository, and each is asked about again and again. */
function recalled<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    if (text.length > LONGEST_RECALLED) return ask(text);
    const found = known.get(text);
    if (found !== undefined) return found;
    const answer = ask(text);
    if (known.size >= MOST_RECALLED) known.clear();
    known.set(text, answer);
    return answer;
  };
}
