// GET /v1/decisions/{owner}/{repo}/{pr} and the page /chain/{owner}/{repo}/{pr}: for who may read the repository, asked at each request.
import type { LedgerStore } from '../ledger/index.ts';
import { chainName } from '../ledger/index.ts';
import type { EvaluationStore } from '../model/evaluation-store.ts';
import { Fault } from '../model/failure.ts';
import { renderChainPage } from './chain-page.ts';
import { json } from './problem.ts';
import type { HttpRequest, Route } from './server.ts';

export type DecisionSources = {
  /** Numeric id of the repository when the token's owner may read it, else null. GitHub answers, not we. */
  readonly readAccess: (request: {
    readonly token: string;
    readonly owner: string;
    readonly name: string;
  }) => Promise<number | null>;
  readonly evaluations: Pick<EvaluationStore, 'latest'>;
  readonly ledger: Pick<LedgerStore, 'ofPull'>;
};

/** As GitHub's own names: no dots alone, no slash, or another path of its API would be asked. */
const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/;

export function decisionRoutes(sources: DecisionSources): readonly Route[] {
  return [
    get(/^\/v1\/decisions\/([^/]+)\/([^/]+)\/(\d{1,10})$/, async (request) => {
      const { repositoryId, pull } = await authorise(request, sources);
      const record = await sources.evaluations.latest(repositoryId, pull);
      if (record === null) throw unknownPull();
      return json(200, record.decision);
    }),
    get(/^\/chain\/([^/]+)\/([^/]+)\/(\d{1,10})$/, async (request) => {
      const { repositoryId, pull, title } = await authorise(request, sources);
      const entries = await sources.ledger.ofPull(chainName(repositoryId), pull);
      if (entries.length === 0) throw unknownPull();
      return {
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: renderChainPage({ title, entries }),
      };
    }),
  ];
}

async function authorise(
  request: HttpRequest,
  sources: DecisionSources,
): Promise<{ readonly repositoryId: number; readonly pull: number; readonly title: string }> {
  const token = /^(?:Bearer|token) (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined)
    throw new Fault(
      'TOKEN_INVALID',
      'Send a GitHub token that may read the repository: "Authorization: Bearer <token>".',
    );
  const [owner = '', name = '', pull = ''] = request.params;
  if (!NAME.test(owner) || !NAME.test(name)) throw unknownPull();
  const repositoryId = await sources.readAccess({ token, owner, name });
  // The same answer for "no such repository" and "not yours": a name must not be probed.
  if (repositoryId === null) throw unknownPull();
  return { repositoryId, pull: Number(pull), title: `${owner}/${name}#${pull}` };
}

function unknownPull(): Fault {
  return new Fault(
    'NOT_FOUND',
    'There is no decision about this pull request, or the token may not read its repository.',
  );
}

function get(pattern: RegExp, handle: Route['handle']): Route {
  return { method: 'GET', pattern, maxBodyBytes: 0, handle };
}
