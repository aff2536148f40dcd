// Whether a YAML text is a policy of this gate, wherever it lies: organisations keep floors and shared layers under names of their own. Called by formats and steps.

/** The keys of a policy at the top; whoever adds one to the schema adds it here. */
export const POLICY_KEYS: readonly string[] = [
  'accounts',
  'actors',
  'baseline',
  'break_glass',
  'deploy',
  'environments',
  'exceptions',
  'extends',
  'mode',
  'owners',
  'paths',
  'policies',
  'resource_owners',
  'rules',
  'separation',
  'version',
];

const KNOWN: ReadonlySet<string> = new Set(POLICY_KEYS);
/** A key in the first column, quoted or not. */
const TOP_KEY = /^["']?([a-zA-Z_][\w.-]*)["']?:(?:\s|$)/;
/** Said in every policy that asks for anything, and hardly elsewhere. */
const WORDS =
  /(?:^|[\s{,["'])(?:when|require|deny|baseline|tier|actors|resource_owners|break_glass|exceptions|extends|owners)["']?:\s/m;

/**
 * Told by its outline, since a policy with a mistake is one as well: every key in the first column is one of a policy, with
 * at least one besides the version. Other texts that happen to look so are held to what a policy is held to.
 */
export function isPolicyText(text: string): boolean {
  const keys = text.split('\n').flatMap((line) => TOP_KEY.exec(line)?.[1] ?? []);
  return (
    keys.length > 1 &&
    keys.every((key) => KNOWN.has(key)) &&
    (keys.includes('version') || keys.length > 2) &&
    WORDS.test(text)
  );
}
