// Who holds a right, as a sentence begins with it. Called by the rules about roles, seats and secrets.
import { withoutDoubt } from '../doubt.ts';
import { shortenSource } from './shorten-source.ts';

/** What an expression names only where the apply fills it in. */
const STANDS_FOR_ANY = /^(?:each|var|local|data|module|count)\./;

/** `serviceAccount:${google_service_account.ci.email}` tells who it is. */
const TELLING_TEMPLATE = /^"((?:user|group|serviceAccount|domain|principal(?:Set)?):[^"]*)"$/;

/** A name as it stands; of an expression, that it is somebody whom this is written for. */
export function nameHolder(source: string): string {
  const written = withoutDoubt(source);
  if (written === '') return 'Somebody computed';
  const template = TELLING_TEMPLATE.exec(written)?.[1];
  if (template !== undefined && !/\b(?:each|var|local)\./.test(template)) return template;
  const isName = !/[\s()?"]|\$\{/.test(written) && !STANDS_FOR_ANY.test(written);
  return isName ? written : `Somebody (${shortenSource(written)})`;
}
