// Who calls, and may they: app JWTs with a real signature, installation tokens, user tokens. Used by the server.
import { createPublicKey, verify } from 'node:crypto';
import { installationCovers, permissionOf } from './find.ts';
import { Refusal } from './refusal.ts';
import type { App, Repository, State, Token } from './state.ts';

export type Caller = { readonly kind: 'app'; readonly app: App } | Token | { readonly kind: 'anonymous' };

/** Needed permission by name; `read` is met by `write`. */
export type Needs = Readonly<Record<string, 'read' | 'write'>>;

const JWT_LIFETIME_SECONDS = 600;
const CLOCK_SKEW_SECONDS = 60;

export function identify(state: State, header: string | undefined): Caller {
  const value = /^(?:bearer|token) (.+)$/i.exec(header ?? '')?.[1];
  if (value === undefined) return { kind: 'anonymous' };
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(value)) return { kind: 'app', app: verifyAppJwt(state, value) };
  const token = state.tokens.get(value);
  if (token === undefined) throw new Refusal(401, 'Bad credentials');
  if (token.kind === 'installation' && token.expiresAt.getTime() <= Date.now())
    throw new Refusal(401, 'Bad credentials');
  return token;
}

/** Throws 404 for a repository the caller may not see, 403 for a permission it lacks, as GitHub. */
export function authorize(caller: Caller, repository: Repository | null, needs: Needs): void {
  const writes = Object.values(needs).includes('write');
  if (caller.kind === 'app' || caller.kind === 'anonymous') {
    if (repository !== null && repository.private) throw new Refusal(404, 'Not Found');
    if (writes || repository === null) throw new Refusal(401, 'Requires authentication');
    return;
  }
  if (repository !== null && !canSee(caller, repository)) throw new Refusal(404, 'Not Found');
  if (caller.kind === 'user') {
    if (needs['checks'] === 'write') throw new Refusal(403, 'You must authenticate via a GitHub App.');
    return;
  }
  if (!isPermitted(caller, needs)) throw new Refusal(403, 'Resource not accessible by integration');
}

export function canSee(caller: Caller, repository: Repository): boolean {
  if (!repository.private) return true;
  if (caller.kind === 'user') return permissionOf(repository, caller.account) !== 'none';
  if (caller.kind !== 'installation' || !installationCovers(caller.installation, repository)) return false;
  return caller.repositoryIds === null || caller.repositoryIds.includes(repository.id);
}

/** `metadata: read` comes with every token. */
export function isPermitted(caller: Caller, needs: Needs): boolean {
  if (caller.kind !== 'installation') return caller.kind === 'user';
  return Object.entries(needs).every(([name, level]) => {
    const held = caller.permissions[name] ?? (name === 'metadata' ? 'read' : undefined);
    return held === 'write' || held === level;
  });
}

function verifyAppJwt(state: State, jwt: string): App {
  const [head = '', body = '', signature = ''] = jwt.split('.');
  const claims = decode(body);
  const header = decode(head);
  const app = state.apps.get(Number(claims['iss']));
  if (header['alg'] !== 'RS256' || app === undefined || app.publicKeyPem === null)
    throw new Refusal(401, 'Integration not found');
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify('sha256', signed, createPublicKey(app.publicKeyPem), Buffer.from(signature, 'base64url')))
    throw new Refusal(401, 'A JSON web token could not be decoded');
  checkTimes(Number(claims['iat']), Number(claims['exp']));
  return app;
}

/** By the machine's clock, since that is what clients sign with; the double's clock only dates what happens. */
function checkTimes(issued: number, expires: number): void {
  const now = Date.now() / 1000;
  if (!(expires > now))
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (expires - now > JWT_LIFETIME_SECONDS)
    throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  if (!(issued <= now + CLOCK_SKEW_SECONDS))
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
}

function decode(part: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    throw new Refusal(401, 'A JSON web token could not be decoded');
  }
}
