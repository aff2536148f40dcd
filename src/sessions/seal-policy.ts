// Fills the fence of a narrowed policy with its time. Called by broker.ts right before STS; pure.
import { Fault } from '../model/failure.ts';
import type { NarrowedPolicy } from '../model/deploy.ts';
import { timeFence, UNSEALED } from './standing-denies.ts';

/**
 * The session policy to send: `notAfter` (epoch milliseconds) becomes the fence, in whole seconds, never later. The
 * length does not change. Throws INTERNAL for a policy without exactly one open fence: such a policy must not be issued.
 *
 * The fence has no exemption for Terraform's state and lock yet: the backend of a repository is not among the facts.
 */
export function sealPolicy(narrowed: NarrowedPolicy, { notAfter }: { readonly notAfter: number }): string {
  const open = JSON.stringify(timeFence(UNSEALED));
  const parts = narrowed.policy.split(open);
  if (parts.length !== 2)
    throw new Fault('INTERNAL', 'A session policy without a time fence is never issued.');
  return parts.join(JSON.stringify(timeFence(wholeSeconds(notAfter))));
}

/** RFC 3339 UTC in whole seconds, rounded down. */
export function wholeSeconds(epochMs: number): string {
  return `${new Date(Math.floor(epochMs / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}
