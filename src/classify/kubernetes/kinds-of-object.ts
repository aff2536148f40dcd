// What a Kubernetes object touches, by its group and kind: called by kinds.ts.
import { KINDS } from '../../model/words.ts';
import type { ParsedChange } from '../../model/change.ts';
import type { Kind } from '../../model/words.ts';
import { KUBERNETES_KINDS } from '../kinds-table.ts';

/**
 * Undefined for a kind in no table. A kind without its group proves nothing; of an object of a chart whose version a
 * template computes (group `*`) the kinds of every group that has such a kind are taken.
 */
export function kindsOfObject({ address, type, format }: ParsedChange): readonly Kind[] | undefined {
  const [group = '', kind = ''] = address.split('/');
  if (kind !== type) return undefined;
  if (group === '*') return format === 'helm' ? kindsOfAnyGroup(kind) : undefined;
  return KUBERNETES_KINDS.get(`${group}/${kind}`) ?? KUBERNETES_KINDS.get(`${group}/*`);
}

function kindsOfAnyGroup(kind: string): readonly Kind[] | undefined {
  const all = [...KUBERNETES_KINDS].flatMap(([name, kinds]) => (name.endsWith(`/${kind}`) ? kinds : []));
  const telling = KINDS.filter((one) => one !== 'other' && all.includes(one));
  if (telling.length > 0) return telling;
  return all.length > 0 ? ['other'] : undefined;
}
