// What makes two changes the same change: the seven fields of the change digest. Used by policy/ and grants/.
import type { Change } from './change.ts';

/** Who reads it must see the same content at the same place of the configuration; line numbers may move. */
export function changeIdentity(
  change: Pick<Change, 'format' | 'file' | 'address' | 'type' | 'action' | 'attributes' | 'environment'>,
): readonly unknown[] {
  const { format, file, address, type, action, attributes, environment } = change;
  const content = attributes.map(({ path, before, after, sensitive }) => ({
    path,
    before,
    after,
    sensitive,
  }));
  return [format, file, address, type, action, content, environment];
}
