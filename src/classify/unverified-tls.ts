// Clients that no longer check whom they talk to, by the names that such settings have everywhere: called by
// rules/encryption-weakened.ts.
import type { ParsedChange } from '../model/change.ts';
import type { Hit } from './finding.ts';
import { fingerprint, foldName, treeOf, walk } from './state-tree.ts';
import type { Node } from './state-tree.ts';
import { ownTextsOf } from './values.ts';

/** Folded names; true switches the check off. */
const UNVERIFIED: ReadonlySet<string> = new Set([
  'insecure',
  'insecureskipverify',
  'insecureskiptlsverify',
  'insecureskiphostkeyverify',
  'insecureignorehostkey',
  'insecureregistry',
  'skiptlsverify',
  'tlsskipverify',
  'skipsslvalidation',
  'sslinsecure',
  'tlsinsecure',
  'tlsinsecureskipverify',
  'allowunverifiedssl',
  'ignorecertificateerrors',
  'disablesslverification',
]);

/** In an address or a connection string (https://www.postgresql.org/docs/current/libpq-ssl.html and the drivers' own words). */
const PLAIN_CONNECTION =
  /\bsslmode=(?:disable|allow|prefer)\b|\b(?:encrypt|ssl|tls|usessl)=(?:false|disabled?|no)\b/i;

/** One hit per place that the base does not have. */
export function unverifiedTls(change: ParsedChange): readonly Hit[] {
  if (change.after === null) return [];
  const old = new Set(walk(treeOf(change.before)).flatMap(wordsOf));
  return walk(treeOf(change.after)).flatMap((node) =>
    wordsOf(node)
      .filter((word) => !old.has(word))
      .map((): Hit => hitOf(change, node)),
  );
}

const NONE: readonly string[] = [];

/** What the node says against verification, empty where nothing. The text itself may hold a password. */
function wordsOf(node: Node): readonly string[] {
  if (node.value === null) return NONE;
  const { known } = ownTextsOf(node);
  const named = UNVERIFIED.has(foldName(node.name).replaceAll('-', '')) && known.includes('true');
  const mode =
    foldName(node.name) === 'sslmode' && known.some((text) => /^(disable|allow|prefer)$/i.test(text));
  const inside = known.some((text) => PLAIN_CONNECTION.test(text));
  return named || mode || inside ? [`${node.name} ${fingerprint(node)}`] : NONE;
}

function hitOf({ address }: ParsedChange, { name, line }: Node): Hit {
  const message = `\`${name}\` of ${address} lets a connection do without TLS, or without knowing whom it reaches.`;
  return { message, line, severity: 'medium', confidence: 'medium' };
}
