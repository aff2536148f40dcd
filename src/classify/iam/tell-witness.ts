// What a reader is told of a witness: called by the rules that speak of growth.
import { actionsOfService } from './growth/catalogue.ts';
import type { Witness } from './growth/index.ts';
import type { PolicyDocument, PolicyStatement, PolicyText } from './policy-document.ts';
import { starResource } from './star-resource.ts';

/** Documents of one use. */
export type Sides = { readonly before: readonly PolicyDocument[]; readonly after: readonly PolicyDocument[] };

/** Without a full stop. A wildcard that is new says more than one action of the many that it covers. */
export function tellWitness(witness: Witness, { before, after }: Sides): string {
  const { action, principal } = witness;
  const star = starResource(after[0]?.use ?? 'identity', action);
  const sentence =
    principal === null
      ? witness.sentence
      : witness.sentence.replace(' on every resource by ', ` on ${star} by `);
  const had = new Set(
    allowing(before)
      .flatMap(wideActions)
      .map((one) => one.toLowerCase()),
  );
  const [wide] = statementsAt(witness, after)
    .flatMap(wideActions)
    .filter((one) => covers(one, action) && !had.has(one.toLowerCase()));
  if (!sentence.startsWith(action)) return sentence;
  return `${wide ?? (isListed(action) ? action : `${action} (AWS's tables list no such action)`)}${sentence.slice(action.length)}`;
}

/** Of a service that nobody knows nothing can be said. */
function isListed(action: string): boolean {
  const actions = actionsOfService(action.split(':')[0]?.toLowerCase() ?? '');
  return actions.length === 0 || actions.some(({ key }) => key === action.toLowerCase());
}

/** Whether the statement behind it allows every action, or all but some. */
export function isEveryAction(witness: Witness, after: readonly PolicyDocument[]): boolean {
  return statementsAt(witness, after)
    .flatMap(wideActions)
    .some((one) => one.startsWith(EVERY));
}

const EVERY = 'Every action';

/** What allows it in the head; nothing where a Deny that is gone is what counts. */
export function statementsAt(
  { line, removedDeny }: Witness,
  after: readonly PolicyDocument[],
): readonly PolicyStatement[] {
  return removedDeny ? [] : allowing(after).filter((statement) => statement.line === line);
}

function allowing(documents: readonly PolicyDocument[]): readonly PolicyStatement[] {
  return documents.flatMap(({ statements }) => statements.filter(({ effect }) => effect !== 'Deny'));
}

/** Action patterns that end in their only wildcard, all actions, and all but those of a NotAction. */
function wideActions({ actions }: PolicyStatement): readonly string[] {
  if (actions.not) return [`${EVERY} but ${actions.texts.map(shown).join(', ')}`];
  return actions.texts.flatMap((text) => {
    if (text.kind === 'unknown') return [];
    if (/^\*+(:\*+)?$/.test(text.text)) return [EVERY];
    return /^[^*?]*\*$/.test(text.text) ? [text.text] : [];
  });
}

function covers(wide: string, action: string): boolean {
  return wide.startsWith(EVERY) || action.toLowerCase().startsWith(wide.slice(0, -1).toLowerCase());
}

function shown(text: PolicyText): string {
  return text.kind === 'known' ? text.text : text.source;
}
