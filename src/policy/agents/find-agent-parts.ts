// Every sign of an agent in a pull request, as evidence; called by `resolveActor`.
// Numeric ids name an agent, text only hints at one: values in evidence are the
// registry's own words, never text of the pull request.
import type { Evidence } from '../../model/decision.ts';
import type { Account, CommitFact, Facts } from '../../model/facts.ts';
import { matchesNameGlob } from '../../model/plain-glob.ts';
import type { ListedAgent } from '../compiled.ts';
import { REGISTRY } from './registry.ts';
import type { RegistryAgent } from './registry.ts';
import { isSigner, signerText } from './signers.ts';

const COAUTHOR = 'co-authored-by:';

export type AgentPart = {
  /** Names of the agent: those of the policy where an id is listed, else the registry's. */
  readonly names: readonly string[];
  readonly evidence: Evidence;
};

const COMMIT_KEY = 'commit-key';
const STATEMENT = 'statement';

/** Is this `Name <address>` of a commit one that an agent writes? Anyone can write it. */
export function isAgentIdent(ident: string): boolean {
  return REGISTRY.some((agent) => identWord(agent, ident) !== null);
}

/** Parts found anywhere but by the id of the author of the pull request. */
export function findAgentParts(facts: Facts, listed: readonly ListedAgent[]): readonly AgentPart[] {
  const commits = facts.commits ?? [];
  return [
    ...authorParts(facts.pull_request?.author ?? null, listed),
    ...commits.flatMap((commit) => commitParts(commit, listed)),
    ...(facts.pushers ?? []).flatMap((pusher) =>
      accountPart(pusher, listed, { signal: 'pusher', strength: 'A' }),
    ),
    ...signedParts(facts, listed),
    ...textParts(facts, listed),
    ...facts.agent_evidence.flatMap((evidence) => rememberedParts(evidence, listed)),
  ];
}

/** Names under which an id is known: listed entries first, else the registry; empty for no agent. */
export function agentNames(id: number | null, listed: readonly ListedAgent[]): readonly string[] {
  if (id === null) return [];
  const own = listed.filter((agent) => agent.ids.includes(id)).map(({ name }) => name);
  return own.length > 0 ? own : REGISTRY.filter((agent) => agent.ids.includes(id)).map(({ name }) => name);
}

/** By id, or by a login that the registry knows: enough to keep an account from standing in for a human. */
export function isAgentAccount(account: Account, listed: readonly ListedAgent[]): boolean {
  const byLogin = REGISTRY.some((agent) => loginWord(agent, account) !== null);
  return byLogin || agentNames(account.id, listed).length > 0;
}

/**
 * Keys of verified commits and signers of verified statements, as listed in the policy. One that nobody listed says
 * nothing: anyone can make a key.
 */
function signedParts(facts: Facts, listed: readonly ListedAgent[]): readonly AgentPart[] {
  const keys = (facts.commits ?? []).flatMap(({ verified, key }) =>
    verified && key !== undefined ? [{ signal: COMMIT_KEY, signer: key }] : [],
  );
  const statement = facts.provenance?.signed_by ?? null;
  const statements = statement === null ? [] : [{ signal: STATEMENT, signer: statement }];
  return [...keys, ...statements].flatMap(({ signal, signer }) =>
    listed.flatMap(({ name, signers }) =>
      signers
        .filter((own) => isSigner(own, signer))
        .map((own) => ({
          names: [name],
          evidence: { signal, value: signerText(own), strength: 'B' as const },
        })),
    ),
  );
}

/** What was seen once: an id is looked up as an id, anything else as a word of the registry. */
function rememberedParts(evidence: Evidence, listed: readonly ListedAgent[]): readonly AgentPart[] {
  const { signal, value } = evidence;
  const names =
    signal === COMMIT_KEY || signal === STATEMENT
      ? listed
          .filter(({ signers }) => signers.some((own) => signerText(own) === value))
          .map(({ name }) => name)
      : /^\d{1,15}$/.test(value)
        ? agentNames(Number(value), listed)
        : [];
  if (names.length > 0) return [{ names, evidence }];
  return REGISTRY.filter(({ branches, emails, idents, trailers, bodies, labels, logins }) =>
    [branches, emails, idents, trailers, bodies, labels, logins].some((words) => words.includes(value)),
  ).map((agent) => textPart(agent, listed, { signal, value }));
}

/** Some agents have an account of type User, whose id the registry need not know; a bot of no known id is refused. */
function authorParts(author: Account | null, listed: readonly ListedAgent[]): readonly AgentPart[] {
  if (author?.type !== 'User' || agentNames(author.id, listed).length > 0) return [];
  return accountPart(author, listed, { signal: 'author', strength: 'A' });
}

function commitParts(commit: CommitFact, listed: readonly ListedAgent[]): readonly AgentPart[] {
  const strength = commit.verified ? 'B' : 'D';
  const roles = [
    { signal: 'commit-author', accounts: [commit.author] },
    { signal: 'committer', accounts: [commit.committer] },
    { signal: 'coauthor', accounts: commit.coauthors },
  ] as const;
  const accounts = roles.flatMap(({ signal, accounts: held }) =>
    held.flatMap((account) => (account === null ? [] : accountPart(account, listed, { signal, strength }))),
  );
  const idents = (commit.idents ?? []).flatMap((ident) =>
    REGISTRY.flatMap((agent) => {
      const value = identWord(agent, ident);
      return value === null ? [] : [textPart(agent, listed, { signal: 'commit-ident', value })];
    }),
  );
  return [...accounts, ...idents];
}

function accountPart(
  account: Account,
  listed: readonly ListedAgent[],
  sign: Pick<Evidence, 'signal' | 'strength'>,
): readonly AgentPart[] {
  const names = agentNames(account.id, listed);
  if (names.length > 0) return [{ names, evidence: { ...sign, value: String(account.id) } }];
  return REGISTRY.flatMap((agent) => {
    const match = loginWord(agent, account);
    return match === null ? [] : [textPart(agent, listed, { signal: `${sign.signal}-login`, value: match })];
  });
}

function textParts(facts: Facts, listed: readonly ListedAgent[]): readonly AgentPart[] {
  const pull = facts.pull_request;
  const branch = (pull?.head_branch ?? '').toLowerCase();
  const body = `${pull?.title ?? ''}\n${pull?.body ?? ''}`.toLowerCase();
  const labels = new Set((pull?.labels ?? []).map(({ name }) => name.toLowerCase()));
  const lines = [body, ...(facts.commits ?? []).map(({ message }) => message.toLowerCase())]
    .join('\n')
    .split(/\r\n|\r|\n/);
  const coauthors = lines.map((line) => line.trim()).filter((line) => line.startsWith(COAUTHOR));
  return REGISTRY.flatMap((agent) => {
    const hit = (
      signal: string,
      words: readonly string[],
      test: (word: string) => boolean,
    ): readonly AgentPart[] =>
      words
        .filter((word) => test(word.toLowerCase()))
        .map((value) => textPart(agent, listed, { signal, value }));
    return [
      ...hit('branch-prefix', agent.branches, (prefix) => branch.startsWith(prefix)),
      ...hit('trailer', agent.emails, (email) => coauthors.some((line) => line.includes(email))),
      ...hit('trailer', agent.idents, (glob) =>
        coauthors.some((line) => matchesNameGlob(glob, line.slice(COAUTHOR.length).trim())),
      ),
      ...hit('trailer', agent.trailers, (trailer) => lines.some((line) => isTrailer(line.trim(), trailer))),
      ...hit('body', agent.bodies, (text) => body.includes(text)),
      ...hit('label', agent.labels, (label) => labels.has(label)),
    ];
  });
}

/** The registry's word for a login; null for none of the agent's. */
function loginWord({ logins }: RegistryAgent, { login }: Account): string | null {
  return logins.find((known) => matchesNameGlob(known.toLowerCase(), login.toLowerCase())) ?? null;
}

/** The registry's word for a `Name <address>`; null for none of the agent's. */
function identWord({ emails, idents }: RegistryAgent, ident: string): string | null {
  const written = ident.toLowerCase();
  const email = emails.find((known) => written.endsWith(`<${known.toLowerCase()}>`));
  return email ?? idents.find((glob) => matchesNameGlob(glob.toLowerCase(), written)) ?? null;
}

/** `Key` matches `key: anything`; `Key: value` matches only that. */
function isTrailer(line: string, trailer: string): boolean {
  return trailer.includes(':') ? line === trailer : line.startsWith(`${trailer}:`);
}

/** A text hint names the listed agent that shares an id with the registry's row. */
function textPart(
  agent: RegistryAgent,
  listed: readonly ListedAgent[],
  sign: Pick<Evidence, 'signal' | 'value'>,
): AgentPart {
  const own = listed.filter(({ ids }) => ids.some((id) => agent.ids.includes(id))).map(({ name }) => name);
  const strength = sign.signal === 'branch-prefix' ? 'C' : 'D';
  return { names: own.length > 0 ? own : [agent.name], evidence: { ...sign, strength } };
}
