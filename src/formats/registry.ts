// Every format, in the order in which they may claim a file. A new format is one file, one line here, fixtures and a docs page.
import type { Claim, Format } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { governance } from './governance.ts';
import { iamPolicy } from './iam-policy.ts';
import { kubernetes } from './kubernetes.ts';
import { opaque } from './opaque.ts';
import { terraform } from './terraform.ts';

export const FORMATS: readonly Format[] = [governance, terraform, opaque, kubernetes, iamPolicy];

/** The strongest claim of any format on a path. */
export function claimOnPath(path: string): Claim {
  const claims = FORMATS.map((format) => format.claims(path));
  return claims.includes('path') ? 'path' : claims.includes('content') ? 'content' : 'none';
}

/** Whether the content of a file is worth fetching: its path is claimed, or its content decides. */
export function mayBeInfrastructure(path: string): boolean {
  return claimOnPath(path) !== 'none';
}

/** The first format that takes a file, with the id its changes carry. */
export function recognise(file: FormatFile): { readonly format: Format; readonly id: string } | null {
  for (const format of FORMATS) {
    const id = format.claims(file.path) === 'none' ? null : format.recognise(file);
    if (id !== null) return { format, id };
  }
  return null;
}
