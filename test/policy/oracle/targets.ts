// Where merged changes may go, and how sessions end there: from the words about `deploy` and `accounts`. Used wherever targets are asked about.
import type { AccountSettings, Target as GivenTarget } from '../../../src/model/deploy.ts';
import type { Verdict } from './baseline.ts';
import type { Case, Policies, Target } from './document.ts';
import { layersOf } from './document.ts';
import { milliseconds } from './durations.ts';

/** By name. One that the floor names is the floor's: a repository says nothing of it. */
export function targetsHere(question: Policies): ReadonlyMap<string, Target> {
  const fromLowest = layersOf(question).toReversed();
  return new Map(fromLowest.flatMap(({ policy }) => Object.entries(policy.deploy ?? {})));
}

/** What does not fit into a session waits; what is not evaluated yet refuses. */
export function targetReasons(question: Case): readonly Verdict[] {
  const unfit = question.scopes.filter(({ fits }) => !fits);
  const unknown = layersOf(question).some(
    ({ policy }) =>
      policy.policies !== undefined ||
      Object.values(policy.deploy ?? {}).some(({ read }) => read !== undefined),
  );
  return [
    ...unfit.map(({ target }) => ({
      code: 'SCOPE_DOES_NOT_FIT',
      rule: `deploy.${target}`,
      satisfied: false,
      key: 'scope',
    })),
    ...(unknown ? [{ code: 'KEY_NOT_SUPPORTED', rule: 'policy', satisfied: false, key: 'unsupported' }] : []),
  ];
}

/** A sentence where the broker is given other targets or accounts than the policies say. */
export function wrongTargets(
  question: Policies,
  targets: readonly GivenTarget[],
  accounts: readonly AccountSettings[],
): string | null {
  const ours = [...targetsHere(question)].map(([name, target]) => given(name, target));
  const known = layersOf(question)
    .toReversed()
    .flatMap(({ policy }) => Object.entries(policy.accounts ?? {}));
  // Nobody below says how the sessions of a higher layer's account are ended.
  const ourAccounts = [...new Map(known)].map(([account, { revoker_role, boundary_arn, external_id }]) => ({
    account,
    revokerRole: revoker_role ?? null,
    boundaryArn: boundary_arn ?? null,
    externalId: external_id ?? null,
  }));
  return different('targets', targets, ours) ?? different('accounts', accounts, ourAccounts);
}

function given(name: string, target: Target): GivenTarget {
  const { github_environment = 'none' } = target;
  return {
    name,
    environment: target.environment,
    githubEnvironment: github_environment === 'none' ? null : github_environment,
    workflow: target.workflow,
    ref: target.ref,
    account: target.account,
    role: target.role,
    region: target.region,
    sessionSeconds: milliseconds(target.session ?? '20m') / 1_000,
    windowSeconds: milliseconds(target.window ?? '4h') / 1_000,
    narrowing: target.narrowing ?? 'preferred',
    policyArns: target.policy_arns ?? [],
    executor: target.executor ?? null,
  };
}

function different(what: string, theirs: readonly object[], ours: readonly object[]): string | null {
  const words = (all: readonly object[]): readonly string[] => all.map(sorted).toSorted();
  const [left, right] = [words(theirs), words(ours)];
  if (left.join() === right.join()) return null;
  const extra = left.filter((each) => !right.includes(each));
  return `${what}\nprogram only: ${extra.join()}\noracle only: ${right.filter((each) => !left.includes(each)).join()}`;
}

/** As a text that does not hang on the order of its keys. */
export function sorted(map: object): string {
  const entries = Object.entries(map).toSorted(([a], [b]) => a.localeCompare(b));
  return JSON.stringify(entries);
}

/** The longest time that a session of this target may work, in seconds: less where it stands on broken glass. */
export function longestSession({ session }: Target, glass: number | null): number {
  const own = milliseconds(session ?? '20m') / 1_000;
  return glass === null ? own : Math.max(0, Math.min(own, 15 * 60, glass));
}

/** From the merge on, and not at its very end any more. */
export const isInWindow = ({ window }: Target, minutes: number): boolean =>
  minutes * 60_000 < milliseconds(window ?? '4h');
