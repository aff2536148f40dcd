// What makes two changes the same change: the seven fields of the change digest. Used by policy/ and grants/.
import type { Change } from './change.ts';

/** Who reads it must see the same content at the same place of the configuration; line numbers may move. */
export function changeIdentity(
  change: Pick<Change, 'format' | 'file' | 'address' | 'type' | 'action' | 'attributes' | 'environment'>,
): readonly unknown[] {
  const { format, file, address, type, action, attributes, environment } = change;
  // Keys in their canonical order: that of all changes of a large pull request is made anew for each digest.
  const content = attributes.map(({ path, before, after, sensitive }) => ({
    after,
    before,
    path,
    sensitive,
  }));
  return [format, file, address, type, action, content, environment];
}
