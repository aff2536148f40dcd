// Who can make a request, as far as the documents tell principals apart. Called by principal-cells.ts.
import type { PolicyPrincipal } from '../policy-document.ts';
import { OUTSIDE, globOf, matchesGlob } from './glob.ts';
import { parseTemplate } from './text-template.ts';

/** One requester. `aws`: a role session, user or root of an account; `arn` is the role's for its sessions. */
export type Requester =
  | { readonly kind: 'aws'; readonly account: string; readonly arn: string; readonly session: string | null }
  | { readonly kind: 'other'; readonly type: string; readonly name: string }
  | { readonly kind: 'anonymous' };

const ROOT = /^arn:[\w-]+:iam::([^:]*):root$/;
const IDENTITY = /^arn:[\w-]+:iam::([^:]*):(?:role|user)\//;
const SESSION = /^arn:([\w-]+):sts::([^:]*):assumed-role\/([^/]+)\/.+$/;
const FEDERATED_USER = /^arn:[\w-]+:sts::([^:]*):federated-user\//;

/** Whether the entry of a policy names the requester. */
export function names(
  entry: { readonly type: string; readonly text: string },
  requester: Requester,
): boolean {
  const type = entry.type.toLowerCase();
  if (entry.text === '*' && (type === 'aws' || type === '*')) return true;
  if (requester.kind === 'anonymous') return false;
  if (requester.kind === 'other')
    return type === requester.type && (entry.text === '*' || fits(entry.text, requester.name));
  if (type !== 'aws' && type !== '*') return false;
  const account = accountOf(entry.text);
  if (account !== null) return account === requester.account;
  return (
    fits(entry.text, requester.arn) || (requester.session !== null && fits(entry.text, requester.session))
  );
}

/** An account, as its number or as its root: both mean everyone in it. */
export function accountOf(text: string): string | null {
  return /^\d{12}$/.test(text) ? text : (ROOT.exec(text)?.[1] ?? null);
}

/** AWS refuses wildcards inside a principal; if there is one, it is read as one. */
function fits(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  return matchesGlob(globOf(parseTemplate(pattern, { variables: false, wildcards: true })), text);
}

/** Every requester that some entry tells from the others, and somebody whom none names. */
export function requestersOf(
  entries: readonly { readonly type: string; readonly text: string }[],
): readonly Requester[] {
  const found = [
    ...entries.flatMap(requestersFor),
    ...inAccount('aws', OUTSIDE),
    ...['service', 'federated', 'canonicaluser'].map((type) => ({
      kind: 'other' as const,
      type,
      name: OUTSIDE,
    })),
    { kind: 'anonymous' as const },
  ];
  return [...new Map(found.map((requester) => [JSON.stringify(requester), requester])).values()];
}

function requestersFor({
  type,
  text,
}: {
  readonly type: string;
  readonly text: string;
}): readonly Requester[] {
  const kind = type.toLowerCase();
  const name = text.replaceAll(/[*?]/g, 'x');
  if (kind !== 'aws' && kind !== '*') return [{ kind: 'other', type: kind, name }];
  const account = accountOf(name);
  if (account !== null) return inAccount('aws', account);
  const session = SESSION.exec(name);
  if (session !== null) {
    const [, partition = 'aws', owner = '', role = ''] = session;
    return [
      { kind: 'aws', account: owner, arn: `arn:${partition}:iam::${owner}:role/${role}`, session: name },
      ...inAccount(partition, owner),
    ];
  }
  const owner = IDENTITY.exec(name)?.[1] ?? FEDERATED_USER.exec(name)?.[1] ?? '';
  const arn = { kind: 'aws' as const, account: owner, arn: name, session: null };
  return owner === '' ? [arn] : [arn, ...inAccount('aws', owner)];
}

function inAccount(partition: string, account: string): readonly Requester[] {
  const arn = (name: string): string => `arn:${partition}:iam::${account}:${name}`;
  return [arn('root'), arn(`role/${OUTSIDE}`), arn(`user/${OUTSIDE}`)].map((identity) => ({
    kind: 'aws',
    account,
    arn: identity,
    session: null,
  }));
}

/** The known text of an entry. */
export function knownEntry({ type, text }: PolicyPrincipal): { type: string; text: string } | null {
  return text.kind === 'known' ? { type, text: text.text } : null;
}
