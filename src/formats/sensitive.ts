// Which names carry a secret, and what stands in their place; called by every format that shows values.
import type { JsonValue } from '../model/json.ts';
import { SENSITIVE } from '../model/words.ts';

export { SENSITIVE };

const SECRET_NAME =
  /secret|passw|passphrase|token|credential|private_?key|api_?key|access_?key|auth_?key|account_?key|signing_?key|connection_?string|client_?key|plaintext_value|encrypted_value|data_json|pgpass|(?:^|[_.-])(?:pwd|pass)$/i;

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
  if (typeof value === 'string') return maskShapes(maskJsonText(value));
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return keep(value, value.map(maskValue));
  const named = Object.entries(value).some(
    ([key, member]) => /^(?:name|key)$/i.test(key) && isSecretText(member),
  );
  const masked = Object.entries(value).map(([key, member]): [string, JsonValue] => [
    key,
    maskable(member) && (isSecretName(key) || (named && /^value$/i.test(key)))
      ? SENSITIVE
      : maskValue(member),
  ]);
  const same = masked.every(([key, member]) => member === value[key]);
  return same ? value : Object.fromEntries(masked);
}

function keep(before: readonly JsonValue[], after: readonly JsonValue[]): JsonValue {
  return after.every((item, index) => item === before[index]) ? before : after;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isSecretText(value: JsonValue): boolean {
  return typeof value === 'string' && isSecretName(value);
}

/** A flag or an absence is no secret, and rules need to see it. */
function maskable(value: JsonValue): boolean {
  return value !== null && typeof value !== 'boolean';
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

/**
 * Secrets that show by their shape, whatever the attribute is called: keys and tokens of known makers, PEM keys, JWTs,
 * passwords in addresses and headers, assignments in scripts. Each pattern is linear: no two parts can match one text.
 */
const SECRET_SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,20000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,64}|xox[abeprs]-[\w-]{10,255}|sk_live_\w{10,255})/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /(?<=hooks\.slack\.com\/(?:services|workflows)\/)[\w/]{8,255}/g,
  /\beyJ[\w-]{10,4096}\.[\w-]{10,4096}\.[\w-]{0,4096}/g,
  /(?<=:\/\/[^\s:/@]{0,64}:)[^\s/@]{1,256}(?=@)/g,
  /(?<=\b[Aa]uthorization["']?[:=] {0,4}["']?(?:[Bb]earer|[Bb]asic|[Tt]oken) )[\w+/=.~-]{4,4096}/g,
  /(?<=\b[A-Z0-9_]{0,40}(?:TOKEN|SECRET|PASSWORD|PASSWD|API_KEY|PRIVATE_KEY)[A-Z0-9_]{0,20}=["']?)[^\s"'$(]{4,4096}/g,
];

/** A text without the secrets that show by their shape. */
export function maskShapes(text: string): string {
  return SECRET_SHAPES.reduce((masked, shape) => masked.replaceAll(shape, SENSITIVE), text);
}
