// A fake AWS account on loopback: STS and IAM over the query protocol, and a place to use sessions. Used by tests and the demo.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  accessOf,
  createAccount,
  findCaller,
  type Account,
  type Caller,
  type FakeRole,
  type FakeUser,
  type ManagedPolicy,
  type SessionCredentials,
} from './account.ts';
import type { Access, Policy } from './evaluate-policy.ts';
import { createPolicyVersion, deletePolicyVersion, listPolicyVersions } from './iam-actions.ts';
import { answerXml, AwsError, errorXml, parseParameters, type Parameters } from './query.ts';
import { isSignedWith, readSignature } from './sigv4.ts';
import { assumeRole, getCallerIdentity } from './sts-actions.ts';

/** What happens to the next request for an action instead of, or before, its answer. */
export type Fault =
  | { readonly kind: 'error'; readonly status: number; readonly code: string }
  /** The request is carried out, and the connection breaks before the answer. */
  | { readonly kind: 'reset' }
  /** The request waits until this resolves. */
  | { readonly kind: 'hold'; readonly until: Promise<void> };

export type FakeAws = {
  /** Endpoint for STS and IAM alike. */
  readonly url: string;
  /** Actions asked for since the start, with their parameters. */
  readonly requests: readonly {
    readonly action: string;
    readonly parameters: { readonly [name: string]: string };
  }[];
  /** Plan a fault for the next requests of an action, first in, first out. */
  readonly fail: (action: string, ...faults: readonly Fault[]) => void;
  /** May these credentials do this, now? */
  readonly authorize: (credentials: SessionCredentials, action: string, resource: string) => Access;
  readonly policy: (arn: string) => ManagedPolicy | null;
  readonly close: () => Promise<void>;
};

export type FakeAwsInput = {
  readonly account: string;
  readonly users: readonly FakeUser[];
  readonly roles: readonly FakeRole[];
  readonly managed: { readonly [arn: string]: Policy };
  /** Epoch milliseconds; the SDK signs with its own clock, which is not compared. */
  readonly clock: () => number;
};

type Action = (account: Account, caller: Caller, parameters: Parameters) => string;

const STS = 'https://sts.amazonaws.com/doc/2011-06-15/';
const IAM = 'https://iam.amazonaws.com/doc/2010-05-08/';
const ACTIONS: {
  readonly [name: string]: { readonly service: string; readonly namespace: string; readonly run: Action };
} = {
  AssumeRole: { service: 'sts', namespace: STS, run: assumeRole },
  GetCallerIdentity: { service: 'sts', namespace: STS, run: getCallerIdentity },
  ListPolicyVersions: { service: 'iam', namespace: IAM, run: listPolicyVersions },
  CreatePolicyVersion: { service: 'iam', namespace: IAM, run: createPolicyVersion },
  DeletePolicyVersion: { service: 'iam', namespace: IAM, run: deletePolicyVersion },
};

/** Start the account on a free port. */
export async function startFakeAws(input: FakeAwsInput): Promise<FakeAws> {
  const account = createAccount({ ...input, id: input.account });
  const faults = new Map<string, Fault[]>();
  const requests: { readonly action: string; readonly parameters: { readonly [name: string]: string } }[] =
    [];
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => request.socket.destroy());
  });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const action = parseParameters(body).get('Action') ?? '';
    requests.push({ action, parameters: Object.fromEntries(new URLSearchParams(body)) });
    const fault = faults.get(action)?.shift() ?? null;
    if (fault?.kind === 'hold') await fault.until;
    const answer = serve(account, { request, body, action, fault });
    if (fault?.kind === 'reset') request.socket.destroy();
    else response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.xml);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail: (action, ...planned) => {
      faults.set(action, [...(faults.get(action) ?? []), ...planned]);
    },
    authorize: (credentials, action, resource) => {
      const caller = findCaller(account, credentials.accessKeyId, credentials.sessionToken);
      if (caller === null || caller.secret !== credentials.secretAccessKey)
        return { kind: 'denied', how: 'explicit', layer: 'credentials' };
      return accessOf(account, caller, action, resource);
    },
    policy: (arn) => account.managed.get(arn) ?? null,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function serve(
  account: Account,
  asked: {
    readonly request: IncomingMessage;
    readonly body: string;
    readonly action: string;
    readonly fault: Fault | null;
  },
): { readonly status: number; readonly xml: string } {
  const action = ACTIONS[asked.action];
  try {
    if (action === undefined)
      throw new AwsError(400, 'InvalidAction', `Could not find operation ${asked.action}`);
    if (asked.fault?.kind === 'error')
      throw new AwsError(asked.fault.status, asked.fault.code, 'planned by the test');
    const caller = authenticate(account, asked.request, asked.body, action.service);
    const inner = action.run(account, caller, parseParameters(asked.body));
    return { status: 200, xml: answerXml(asked.action, action.namespace, inner) };
  } catch (error) {
    const known = error instanceof AwsError ? error : new AwsError(500, 'InternalFailure', String(error));
    return { status: known.status, xml: errorXml(action?.namespace ?? STS, known) };
  }
}

function authenticate(account: Account, request: IncomingMessage, body: string, service: string): Caller {
  const { headers, method = '', url = '/' } = request;
  const signature = readSignature(headers);
  if (signature === null)
    throw new AwsError(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
  const token = headers['x-amz-security-token'];
  const caller = findCaller(account, signature.accessKeyId, typeof token === 'string' ? token : null);
  if (caller === null)
    throw new AwsError(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');
  if (
    signature.service !== service ||
    !isSignedWith(caller.secret, { method, url, headers, body }, signature)
  )
    throw new AwsError(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match.');
  if (caller.session !== null && account.clock() >= caller.session.expiresAt)
    throw new AwsError(403, 'ExpiredToken', 'The security token included in the request is expired');
  return caller;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
