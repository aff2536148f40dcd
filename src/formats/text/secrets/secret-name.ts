// Whether the name of an assignment says that its value is a secret: asked by scan.ts.

/** Words that name a secret alone. */
const SECRET_WORDS: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'pass',
  'secret',
  'secrets',
  'token',
  'apikey',
  'apitoken',
  'credential',
  'credentials',
  'authtoken',
  'accesstoken',
  'clientsecret',
]);

/** Words that make a secret of `key`. */
const KEY_WORDS: ReadonlySet<string> = new Set(
  'api access private auth account signing encryption client shared master storage service secret session app integration license'.split(
    ' ',
  ),
);

/** Last words that say the value is about a secret and not the secret. */
const ABOUT: ReadonlySet<string> = new Set(
  'id ids name names arn arns path paths file files filename url urls uri endpoint version versions length size type types ref refs reference enabled disabled required ttl expiry expiration expires rotation policy policies description prefix suffix label labels hash sha sha1 sha256 digest checksum algorithm format count limit age days seconds minutes hours window mode field fields header headers param parameter parameters variable var env regex pattern template manager store provider engine backend namespace group groups role roles user username email host port region scope scopes audience issuer class kind source target bucket vault mount reader writer key_id alias review title comment message error rule rules check checks action actions list map object resource resources data schema spec status state'.split(
    ' ',
  ),
);

export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (ABOUT.has(last) || words.some((word) => /^(?:hashed|encrypted|sealed|public)$/.test(word)))
    return false;
  if (words.some((word) => SECRET_WORDS.has(word))) return true;
  return (
    words.some((word, index) => word === 'key' && KEY_WORDS.has(words[index - 1] ?? '')) ||
    isConnection(words)
  );
}

function isConnection(words: readonly string[]): boolean {
  return words.at(-2) === 'connection' && words.at(-1) === 'string';
}

/** `dbPassword`, `DB_PASSWORD` and `db-password` are two words each. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
