// Finding rule: an IAM policy allows more than it names. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, RuleContext } from '../finding.ts';
import { documentPair } from '../iam/documents/documents-of.ts';
import { heldBefore, referencesOf } from '../iam/documents/named-policies.ts';
import { isOtherHolder } from '../iam/documents/other-holder.ts';
import { twinOf } from '../iam/documents/twins.ts';
import { writtenDocuments } from '../iam/documents/written-documents.ts';
import type { Side } from '../iam/documents/written-documents.ts';
import { isAllPowerful, managedName, powerfulIn } from '../iam/documents/managed-policies.ts';
import type { PolicyReference } from '../iam/documents/policy-references.ts';
import { freshIn, joinOffences, offencesIn } from '../iam/offences.ts';
import type { Offence } from '../iam/offences.ts';

export const iamWildcard: ChangeRule = {
  on: 'change',
  id: 'iam-wildcard',
  title: 'IAM policy with a wildcard',
  severity: 'high',
  confidence: 'high',
  why: 'A wildcard grants what nobody listed: actions that exist today and those added tomorrow, on resources of other teams. With iam, sts or kms it is the way to every other right.',
  remedy:
    'List the actions that are needed and the ARNs they are needed on; put a condition on what must stay wide.',
  check: (change, context) => {
    // Under another name it says what it said, unless it is put on somebody else.
    const twin = change.before === null ? twinOf(change, context.diff) : null;
    const former = twin === null || isOtherHolder(twin, change, context.diff) ? change : twin;
    const old = new Set(
      [
        ...allOffences(former, 'before', context),
        ...heldBefore(change, context.diff).flatMap(managedPolicy),
      ].flatMap(({ rights }) => rights),
    );
    const { elsewhere } = documentPair(change, context.diff);
    const fresh = allOffences(change, 'after', context)
      .filter(({ line }) => !elsewhere.has(line))
      .flatMap((offence) => freshIn(offence, old));
    return joinOffences(fresh).map(({ message, line, severity, confidence }) => ({
      message,
      line,
      severity,
      confidence,
    }));
  },
};

/** A ceiling that allows everything is how ceilings are written: it grants nothing. */
function allOffences(change: ParsedChange, side: Side, { diff }: RuleContext): readonly Offence[] {
  const written = writtenDocuments(change, side, diff).filter(({ use }) => use !== 'ceiling');
  return [...written.flatMap(offencesIn), ...referencesOf(change, side).flatMap(managedPolicy)];
}

function managedPolicy({ to, line }: PolicyReference): readonly Offence[] {
  const arn = to.kind === 'unknown' ? powerfulIn(to.source) : isAllPowerful(to.text) ? to.text : null;
  if (arn === null) return [];
  return [
    {
      rights: [`managed ${arn.toLowerCase()}`],
      wider: [],
      message: `This attaches ${managedName(arn)}, a managed policy that is a wildcard.`,
      severity: 'high',
      confidence: to.kind === 'unknown' ? 'medium' : 'high',
      line,
    },
  ];
}
