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
/** A file that may hold a policy whatever it is called: JSON is YAML too. */
const NAMED = /\.(?:ya?ml|json)$/i;
/** A key at the start of a line, quoted or not. */
const TOP_KEY = /^( *)["']?([a-zA-Z_][\w.-]*)["']?:(?:\s|$)/;
/** Said in every policy that asks for anything, and hardly elsewhere. JSON needs no blank behind the colon. */
const WORDS =
  /(?:^|[\s{,["'])(?:when|require|deny|baseline|tier|actors|resource_owners|break_glass|exceptions|extends|owners)(?:["']\s?:|:\s)/m;

export function mayBePolicy(path: string): boolean {
  return NAMED.test(path);
}

/**
 * Told by its outline, since a policy with a mistake is one as well: every key at the top is one of a policy, with
 * at least one besides the version. Other texts that happen to look so are held to what a policy is held to.
 */
export function isPolicyText(text: string): boolean {
  const keys = /^\s*\{/.test(text) ? keysInBraces(text) : keysInLines(text);
  return (
    keys.length > 1 &&
    keys.every((key) => KNOWN.has(key)) &&
    (keys.includes('version') || keys.length > 2) &&
    WORDS.test(text)
  );
}

/** The first key says how far the top is indented. */
function keysInLines(text: string): readonly string[] {
  const found = text.split('\n').flatMap((line) => {
    const [, indentation, key] = TOP_KEY.exec(line.startsWith('\uFEFF') ? line.slice(1) : line) ?? [];
    return key === undefined || indentation === undefined ? [] : [{ indentation, key }];
  });
  return found.filter(({ indentation }) => indentation === found[0]?.indentation).map(({ key }) => key);
}

/** A text in quotes, a bracket, a comma, or a word up to one of these. Open quotes go to the end, so that nothing is read twice. */
const TOKEN = /"(?:[^"\\]|\\(?:.|$))*(?:"|$)|'[^']*(?:'|$)|[{}[\],]|[^\s"'{}[\],]+/gs;

/** Of one map in braces: the words behind its own brace and its own commas. */
function keysInBraces(text: string): readonly string[] {
  const keys: string[] = [];
  let [depth, expected] = [0, false];
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && expected && token !== ',')
      keys.push(token.replace(/:$/, '').replaceAll(/^["']|["']$/g, ''));
    expected = depth === 1 && (token === '{' || token === ',');
  }
  return keys;
}
