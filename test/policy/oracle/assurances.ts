// How sure is it who wrote the change? From the words about assurance, for a given class; asked about what the program says of the author.
import type { Actor } from '../../../src/model/decision.ts';
import type { Account, Facts } from '../../../src/model/facts.ts';
import type { Assurance } from '../../../src/model/words.ts';
import type { Case } from './document.ts';
import { entriesByName, isOneOf, signersIn, vouchedFor } from './identities.ts';

/** The registry that everybody has: one of its accounts, and what its texts look like. */
const COPILOT = { id: 198_982_749, login: 'copilot', branch: 'copilot/', trailer: '+copilot@users.noreply' };

const NOBODY: Account = { login: '', id: null, type: null };

export function assuranceOf(question: Case, { class: kind }: Actor): Assurance {
  const { facts } = question;
  const author = facts.pull_request?.author ?? null;
  if (kind === 'unknown_bot') return 'unknown';
  if (kind === 'human' || kind === 'automation') return author?.id === null ? 'unknown' : 'authenticated';
  const own = author === null ? [] : namesOf(question, author);
  const workers = [...new Set([...own, ...provenParts(question)])];
  if (isAttested(question, workers)) return 'attested';
  if (own.length > 0) return isSigned(question, own, author) ? 'signed' : 'authenticated';
  if (workers.length === 1 && isSigned(question, workers, null)) return 'signed';
  const pushed = [...(facts.pushers ?? []), ...remembered(facts, 'pusher')].some(
    (pusher) => namesOf(question, pusher).length > 0,
  );
  if (kind === 'mixed') return pushed ? 'authenticated' : 'declared';
  return workers.length > 0 || isToldByText(question) ? 'declared' : 'unknown';
}

export function namesOf(question: Case, { id }: Account): readonly string[] {
  if (id === null) return [];
  const listed = [...entriesByName(question)].flatMap(([name, all]) =>
    all.some(({ identities }) => identities.some(({ github }) => github === id)) ? [name] : [],
  );
  return listed.length === 0 && id === COPILOT.id ? ['copilot'] : listed;
}

/** Whoever pushed, stands in a commit of valid signature, or signed, besides the author of the pull request. */
export function provenParts(question: Case): readonly string[] {
  const { facts } = question;
  const signed = (facts.commits ?? []).filter(({ verified }) => verified);
  const accounts = [
    ...(facts.pushers ?? []),
    ...remembered(facts, null),
    ...signed.flatMap(({ author, committer, coauthors }) => [author, committer, ...coauthors]),
  ].flatMap((account) => account ?? []);
  const signers = signersIn(facts);
  const bySignature = [...entriesByName(question)].flatMap(([name, all]) =>
    all.some((limits) => signers.some((signer) => isOneOf(limits, signer))) ? [name] : [],
  );
  return [...accounts.flatMap((account) => namesOf(question, account)), ...bySignature];
}

/** Accounts that GitHub or a signature told of before, as far as a number says who that was. */
function remembered({ agent_evidence }: Facts, wanted: string | null): readonly Account[] {
  return agent_evidence
    .filter(({ signal, strength }) => (wanted ?? signal) === signal && ['A', 'B'].includes(strength))
    .filter(({ value }) => /^[0-9]+$/.test(value))
    .map(({ value }) => ({ login: value, id: Number(value), type: null }));
}

/** A statement about the head of everybody who worked on it: what one signs says nothing of another. */
function isAttested(question: Case, workers: readonly string[]): boolean {
  const statement = question.facts.provenance?.signed_by ?? null;
  if (statement === null) return false;
  const signers = Object.entries(vouchedFor(question))
    .filter(([, limits]) => isOneOf(limits, statement))
    .map(([name]) => name);
  return signers.length > 0 && workers.every((name) => signers.includes(name));
}

/** Every commit holds a valid signature, and is the author's or of a key that is listed for the agent. */
function isSigned(question: Case, names: readonly string[], author: Account | null): boolean {
  const { commits } = question.facts;
  const vouched = Object.entries(vouchedFor(question)).flatMap(([name, limits]) =>
    names.includes(name) ? [limits] : [],
  );
  for (const { verified, author: by, key } of commits ?? []) {
    const byAuthor = by !== null && by.id !== null && by.id === author?.id;
    const byKey = key !== undefined && vouched.some((limits) => isOneOf(limits, key));
    if (!verified || !(byAuthor || byKey)) return false;
  }
  return commits !== null && commits.length > 0;
}

/** Any sign at all that needs no proof. */
export function isToldByText(question: Case): boolean {
  const { facts } = question;
  const { pull_request, commits, agent_evidence } = facts;
  const isSign = (text: string): boolean => text.toLowerCase().includes(COPILOT.trailer);
  return (
    accountsIn(facts).some((account) => account.login.toLowerCase() === COPILOT.login) ||
    accountsIn(facts).some((account) => namesOf(question, account).length > 0) ||
    (pull_request?.head_branch ?? '').toLowerCase().startsWith(COPILOT.branch) ||
    isSign(pull_request?.body ?? '') ||
    (commits ?? []).some(({ message }) => isSign(message)) ||
    agent_evidence.some(
      ({ value }) =>
        !/^[0-9]+$/.test(value) || namesOf(question, { ...NOBODY, id: Number(value) }).length > 0,
    )
  );
}

/** Everybody named anywhere in commits, and who pushed. */
function accountsIn({ commits, pushers }: Facts): readonly Account[] {
  const named = (commits ?? []).flatMap(({ author, committer, coauthors }) => [
    author,
    committer,
    ...coauthors,
  ]);
  return [...named, ...(pushers ?? [])].flatMap((account) => account ?? []);
}
