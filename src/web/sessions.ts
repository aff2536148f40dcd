// POST /v1/sessions and /v1/sessions/{id}/release: the credential side's two doors.
import { z } from 'zod';
import { LIMITS } from '../config/limits.ts';
import { Fault } from '../model/failure.ts';
import type { ExchangeRequest } from '../pipeline.ts';
import type { IssuedSession, Revocation } from '../sessions/index.ts';
import { json } from './problem.ts';
import type { HttpRequest, Route } from './server.ts';

export type SessionDoors = {
  readonly exchange: (request: ExchangeRequest) => Promise<IssuedSession>;
  readonly release: (request: { readonly token: string; readonly sessionId: string }) => Promise<Revocation>;
};

const EXCHANGE = z.strictObject({
  target: z.string().min(1).max(100),
  key: z.record(z.string(), z.unknown()),
});

export function sessionRoutes(doors: SessionDoors): readonly Route[] {
  return [
    post(/^\/v1\/sessions$/, async (request) => {
      const { target, key } = parseBody(request);
      const session = await doors.exchange({ token: bearer(request), targetName: target, key });
      const { id, jwe, expiresAt, endsBy } = session;
      return json(201, { id, expires_at: new Date(expiresAt).toISOString(), ends_by: endsBy, jwe });
    }),
    post(/^\/v1\/sessions\/(s-[0-9a-f]{14})\/release$/, async (request) => {
      const revocation = await doors.release({ token: bearer(request), sessionId: request.params[0] ?? '' });
      const from = revocation.effectiveNotBefore;
      return json(200, {
        id: revocation.id,
        outcome: revocation.kind,
        revocation_effective_not_before: from === null ? null : new Date(from).toISOString(),
      });
    }),
  ];
}

function bearer({ headers }: HttpRequest): string {
  const token = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined)
    throw new Fault('TOKEN_INVALID', 'Send the workflow token: "Authorization: Bearer <OIDC token>".');
  return token;
}

function parseBody({ body }: HttpRequest): z.infer<typeof EXCHANGE> {
  const parsed = EXCHANGE.safeParse(parseJson(body.toString('utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Fault(
    'REQUEST_INVALID',
    `The body must be {"target": "…", "key": {JWK}}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault('REQUEST_INVALID', 'The body is not JSON.');
  }
}

function post(pattern: RegExp, handle: Route['handle']): Route {
  return { method: 'POST', pattern, maxBodyBytes: LIMITS.sessionBodyBytes, handle };
}
