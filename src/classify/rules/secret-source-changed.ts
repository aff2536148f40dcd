// Finding rule: a secret of a cluster is read from another place. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { objectName } from '../kubernetes/places.ts';
import { childOf, foldName, treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';

const OBJECTS = /^(?:Cluster)?(?:ExternalSecret|SecretStore)$|^PushSecret$|^SecretProviderClass$/;

/** https://external-secrets.io/latest/api/spec/, https://secrets-store-csi-driver.sigs.k8s.io/concepts */
export const secretSourceChanged: ChangeRule = {
  on: 'change',
  id: 'secret-source-changed',
  title: 'A secret is read from another place',
  severity: 'medium',
  confidence: 'high',
  why: 'An ExternalSecret copies whatever its key names into the namespace, with the rights of the store and not of whoever wrote the object. One line that names another key or another store brings the secrets of another team, or of production, to where more people can read them.',
  remedy: 'Name a key that belongs to this namespace, in a store that can read nothing else.',
  check: (change) => {
    if (change.after === null || !OBJECTS.test(change.type ?? '')) return [];
    const had = new Set(placesIn(treeOf(change.before)).map(({ what }) => what));
    const fresh = placesIn(treeOf(change.after)).filter(({ what }) => !had.has(what));
    return fresh.map((place): Hit => hitOf(change, place));
  },
};

type Place = { readonly what: string; readonly line: number };

/** A new object is judged by whoever reads it; one that is turned elsewhere looks like nothing. */
function hitOf(change: ParsedChange, { what, line }: Place): Hit {
  const isNew = change.before === null;
  // What is pushed leaves the cluster, and whoever reads that place has it.
  const isPush = change.type === 'PushSecret';
  const does = isPush ? (isNew ? 'writes to' : 'now writes to') : isNew ? 'reads from' : 'now reads from';
  return {
    message: `${objectName(change)} ${does} ${what}.`,
    line,
    severity: isNew && !isPush ? 'info' : 'medium',
  };
}

/** References to a store and to what is kept in it, wherever they stand; of a store, its address and whose rights it has. */
const KEYS =
  /^(?:key|remotekey|url|objectname|path|server|role|rolearn|vaulturl|projectid|serviceaccountref|auth)$/;

function placesIn(tree: Node): readonly Place[] {
  return walk(tree).flatMap((node): readonly Place[] => {
    const name = foldName(node.name);
    if (name === 'secretstorerefs')
      return node.children.flatMap((one) => {
        const [kind, called] = ['kind', 'name'].map((part) => textOf(childOf(one, part)));
        return called === null || called === undefined
          ? []
          : [{ what: `the ${kind ?? 'SecretStore'} ${called}`, line: one.line }];
      });
    if (name === 'secretstoreref' || name === 'storeref' || name === 'sourceref') {
      const [kind, called] = ['kind', 'name'].map((part) => textOf(childOf(node, part)));
      return called === null || called === undefined
        ? []
        : [{ what: `the ${kind ?? 'SecretStore'} ${called}`, line: node.line }];
    }
    if (!KEYS.test(name) || node.children.length > 0) return [];
    const { known, unknown } = textsOf(node);
    return [...known, ...unknown].map((text) => ({ what: `${node.name} ${text}`, line: node.line }));
  });
}
