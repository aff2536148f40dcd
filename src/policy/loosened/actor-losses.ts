// What an edit gives away to agents and automation. Called by `loosenedBy`.
import { AUTONOMIES } from '../../model/words.ts';
import type { AgentDocument, PolicyDocument } from '../schema/policy-schema.ts';
import { nameOf } from '../approvals/approver-word.ts';
import { agentNames } from '../agents/find-agent-parts.ts';
import { signerOf, signerText } from '../agents/signers.ts';
import { leftOutBy } from './left-out.ts';
import { extra, listed, morePeople, perKey, when } from './loss.ts';
import type { Loss } from './loss.ts';

export function actorLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  const [old, now] = [before.actors ?? {}, after.actors ?? {}];
  const known = new Set((old.automation ?? []).map(({ github }) => github));
  const trusted = (now.automation ?? []).filter(({ github }) => !known.has(github));
  return [
    ...perKey(old.agents, now.agents, agentLosses),
    ...perKey(old.agents, now.agents, (name, ...pair) => partedLosses(name, pair, now.agents)),
    ...when(trusted.length > 0, () => ({
      path: ['actors', 'automation'],
      message: `${listed(trusted.map(({ github, name }) => name ?? `account ${github}`))} now counts as automation: one approval instead of an agent's two.`,
      severity: 'high',
    })),
    ...approverLosses(old, now),
    ...authorLosses(before, after),
    ...when(old.unlabelled === 'agent' && now.unlabelled !== 'agent', () => ({
      path: ['actors', 'unlabelled'],
      message: 'Pull requests without a sign of an agent count as human again.',
      severity: 'high',
    })),
    ...when(old.unknown_bots !== 'agent' && now.unknown_bots === 'agent', () => ({
      path: ['actors', 'unknown_bots'],
      message: 'Bots that nobody listed may now write changes, as agents.',
      severity: 'high',
    })),
  ];
}

type Actors = NonNullable<PolicyDocument['actors']>;

/** A machine user that nobody lists any more is a person to GitHub. */
function approverLosses(old: Actors, now: Actors): readonly Loss[] {
  const machines = new Set([
    ...(now.automation ?? []).map(({ github }) => github),
    ...Object.values(now.agents ?? {}).flatMap(({ identities }) => identities.map(({ github }) => github)),
  ]);
  const freed = (old.automation ?? []).filter(({ github }) => !machines.has(github));
  return when(freed.length > 0, () => ({
    path: ['actors', 'automation'],
    message: `${listed(freed.map(({ github, name }) => name ?? `account ${github}`))} no longer counts as automation: if it is no bot to GitHub, it may approve.`,
    severity: 'medium',
  }));
}

/** Who is taken for something else falls out of the rules about what they were. */
function authorLosses(before: PolicyDocument, after: PolicyDocument): readonly Loss[] {
  const [old, now] = [before.actors ?? {}, after.actors ?? {}];
  const kept = new Set((now.automation ?? []).map(({ github }) => github));
  const dropped = (old.automation ?? []).filter(({ github }) => !kept.has(github));
  const fresh = Object.keys(now.agents ?? {}).filter((name) => old.agents?.[name] === undefined);
  const ofBots = leftOutBy(before, { actor: { from: 'automation', to: 'agent' } });
  const ofPeople = leftOutBy(before, { actor: { from: 'human', to: 'agent' } });
  const ofAgents = fresh.map((agent) => ofPeople ?? leftOutBy(before, { agent })).find(Boolean) ?? null;
  return [
    ...when(dropped.length > 0 && ofBots !== null, () => ({
      path: ['actors', 'automation'],
      message: `${listed(dropped.map(({ github, name }) => name ?? `account ${github}`))} may now count as an agent, whose changes ${ofBots ?? ''}.`,
      severity: 'medium',
    })),
    ...when(old.unlabelled !== 'agent' && now.unlabelled === 'agent' && ofPeople !== null, () => ({
      path: ['actors', 'unlabelled'],
      message: `Pull requests of people count as an agent's, whose changes ${ofPeople ?? ''}.`,
      severity: 'medium',
    })),
    ...when(ofAgents !== null, () => ({
      path: ['actors', 'agents'],
      message: `${listed(fresh)} now counts as an agent, whose changes ${ofAgents ?? ''}.`,
      severity: 'medium',
    })),
  ];
}

function agentLosses(
  name: string,
  old: AgentDocument | undefined,
  now: AgentDocument | undefined,
): readonly Loss[] {
  const path = ['actors', 'agents', name];
  if (now === undefined) {
    if (old === undefined) return [];
    const message = `The limits of agent ${name} are gone: if it is known elsewhere, only baseline and rules bind it.`;
    return [{ path, message, severity: 'medium' }];
  }
  if (old === undefined) {
    return newAgentLosses(name, now);
  }
  const reached = extra(now.environments, old.environments);
  const allowed = extra(old.deny_kinds, now.deny_kinds);
  const ids = extra(now.identities.map(idOf), old.identities.map(idOf));
  const [oldAutonomy, newAutonomy] = [old.autonomy ?? 'supervised', now.autonomy ?? 'supervised'];
  const tools =
    old.tools === undefined ? [] : (now.tools?.filter((tool) => !old.tools?.includes(tool)) ?? ['any tool']);
  const roles = extra(now.roles ?? ['author'], old.roles ?? ['author']);
  return [
    ...when(reached.length > 0, () => ({
      path: [...path, 'environments'],
      message: `Agent ${name} may now reach ${listed(reached)}.`,
      severity: 'high',
    })),
    ...when(allowed.length > 0, () => ({
      path: [...path, 'deny_kinds'],
      message: `Agent ${name} may now change ${listed(allowed)}.`,
      severity: 'high',
    })),
    ...when(AUTONOMIES.indexOf(newAutonomy) > AUTONOMIES.indexOf(oldAutonomy), () => ({
      path: [...path, 'autonomy'],
      message: `Agent ${name} goes from ${oldAutonomy} to ${newAutonomy}.`,
      severity: 'high',
    })),
    ...when(ids.length > 0, () => ({
      path: [...path, 'identities'],
      message: `${listed(ids)} now counts as agent ${name}.`,
      severity: 'medium',
    })),
    ...when(morePeople([now.owner ?? []].flat(), [old.owner ?? []].flat()).length > 0, () => ({
      path: [...path, 'owner'],
      message: `Where a rule asks for its owner, ${nameOf(now.owner ?? '')} may now approve what agent ${name} does.`,
      severity: 'high',
    })),
    ...when(roles.length > 0, () => ({
      path: [...path, 'roles'],
      message: `Agent ${name} may now act as ${listed(roles)}.`,
      severity: roles.includes('executor') ? 'high' : 'medium',
    })),
    ...when(tools.length > 0, () => ({
      path: [...path, 'tools'],
      message: `Agent ${name} may now use ${listed(tools)}.`,
      severity: 'medium',
    })),
    ...when(isLater(old.recertify_by, now.recertify_by), () => ({
      path: [...path, 'recertify_by'],
      message:
        now.recertify_by === undefined
          ? `Agent ${name} never has to be certified again.`
          : `Agent ${name} is certified until ${now.recertify_by} instead of ${old.recertify_by ?? ''}.`,
      severity: 'medium',
    })),
  ];
}

/** An account that nobody knew was an unknown bot's, and its changes were refused; one of the shipped registry was an agent's already. */
function newAgentLosses(name: string, now: AgentDocument): readonly Loss[] {
  const path = ['actors', 'agents', name];
  const reach = now.autonomy === 'advisory' ? [] : (now.environments ?? []);
  const writes = (now.roles ?? ['author']).includes('author');
  const fresh = now.identities.flatMap(({ github }) =>
    github === undefined || agentNames(github, []).length > 0 ? [] : [`account ${github}`],
  );
  if (reach.length > 0)
    return [{ path, message: `Agent ${name} is new and may reach ${listed(reach)}.`, severity: 'medium' }];
  if (!writes) return [];
  if (now.autonomy === 'autonomous')
    return [
      { path, message: `Agent ${name} is new and needs nobody for small changes.`, severity: 'medium' },
    ];
  return when(fresh.length > 0, () => ({
    path,
    message: `Agent ${name} is new: what ${listed(fresh)} writes outside of environments is refused no longer as an unknown bot's.`,
    severity: 'medium',
  }));
}

type Agents = NonNullable<PolicyDocument['actors']>['agents'];

/** An account that is no agent's any more may be taken for a person's, whose approvals count; a validator's objections hold. */
function partedLosses(
  name: string,
  [old, now]: readonly [AgentDocument | undefined, AgentDocument | undefined],
  agents: Agents,
): readonly Loss[] {
  if (old === undefined || now === undefined) return [];
  const path = ['actors', 'agents', name];
  const kept = Object.values(agents ?? {}).flatMap(({ identities }) => identities.map(idOf));
  const parted = extra(old.identities.map(idOf), kept);
  const objected = (old.roles ?? []).includes('validator') && !(now.roles ?? []).includes('validator');
  return [
    ...when(parted.length > 0, () => ({
      path: [...path, 'identities'],
      message: `${listed(parted)} no longer counts as agent ${name}: its limits bind it no more${parted.some((id) => id.startsWith('account ')) ? ", and a person's account may approve" : ''}.`,
      severity: 'medium',
    })),
    ...when(objected, () => ({
      path: [...path, 'roles'],
      message: `Agent ${name} is no validator any more: what it objects to is not held back.`,
      severity: 'medium',
    })),
  ];
}

function idOf(identity: AgentDocument['identities'][number]): string {
  const signer = signerOf(identity);
  return signer === null ? `account ${identity.github ?? ''}` : signerText(signer);
}

function isLater(old: string | undefined, now: string | undefined): boolean {
  if (old === undefined) return false;
  return now === undefined || Date.parse(now) > Date.parse(old);
}
