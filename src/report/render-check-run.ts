// The check run `aigov/policy` of one decision. Called by pipeline.ts; the adapter sends it.
import type { Decision } from '../model/decision.ts';
import { notesOfProblems } from './notes-of-problems.ts';
import type { CheckRunReport } from './publisher.ts';
import { renderAnnotations } from './render-annotations.ts';
import { type Card, renderCard } from './render-card.ts';
import { renderTitle } from './render-title.ts';
import { renderDocument } from './shorten-decision.ts';

/**
 * Title, card, document and annotations. `detailsUrl` is where the whole document can be read, null where this server
 * has no public address. `notices` are sentences of ours that concern the reader, not the decision.
 */
export function renderCheckRun(card: Card & { readonly detailsUrl: string | null }): CheckRunReport {
  const { decision, detailsUrl } = card;
  return {
    name: 'aigov/policy',
    headSha: decision.head,
    conclusion: conclusionOf(decision),
    externalId: decision.decisionDigest,
    detailsUrl,
    title: renderTitle(decision),
    summary: renderCard(card),
    text: renderDocument(decision, detailsUrl),
    annotations: renderAnnotations(decision, notesOfProblems(card.policyEdit?.problems ?? [])),
  };
}

/** `neutral` lets a merge through, so observe mode alone uses it. */
function conclusionOf({ mode, outcome }: Decision): CheckRunReport['conclusion'] {
  if (mode === 'observe') return 'neutral';
  return ({ pass: 'success', needs_review: 'action_required', blocked: 'failure' } as const)[outcome];
}
