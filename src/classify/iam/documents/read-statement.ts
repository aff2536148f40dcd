// One statement of a policy, in JSON or in blocks, as a PolicyStatement. Called by find-documents.ts.
import { fingerprint } from '../../state-tree.ts';
import type { Node } from '../../state-tree.ts';
import type {
  PolicyCondition,
  PolicyPrincipal,
  PolicySet,
  PolicyStatement,
  PolicyText,
} from '../policy-document.ts';
import { policyTexts, unknownText } from './policy-texts.ts';

const ACTIONS = ['action', 'actions'];
const NOT_ACTIONS = ['notaction', 'not_actions', 'notactions'];
const RESOURCES = ['resource', 'resources'];
const NOT_RESOURCES = ['notresource', 'not_resources', 'notresources'];
const PRINCIPALS = ['principal', 'principals'];
const NOT_PRINCIPALS = ['notprincipal', 'not_principals', 'notprincipals'];
const CONDITIONS = ['condition', 'conditions'];

/** It says what or who; an effect may be left out in blocks. */
export function isStatement(node: Node): boolean {
  return [...ACTIONS, ...NOT_ACTIONS, ...PRINCIPALS, ...NOT_PRINCIPALS].some(
    (name) => part(node, [name]) !== undefined,
  );
}

/** A statement wherever it stands: it has an effect of IAM, and it says what may be done. */
export function isLoneStatement(node: Node): boolean {
  const effect = policyTexts(part(node, ['effect']));
  const [only] = effect;
  const ofIam = only?.kind === 'unknown' || /^(allow|deny)$/i.test(only?.text ?? '');
  return (
    effect.length === 1 &&
    ofIam &&
    [...ACTIONS, ...NOT_ACTIONS].some((name) => part(node, [name]) !== undefined)
  );
}

/** Names are read in any case, as readers of policies do. */
export function readStatement(node: Node): PolicyStatement {
  const actions = setOf(node, ACTIONS, NOT_ACTIONS);
  const principals = principalsOf(node);
  return {
    sid: sidOf(node),
    effect: effectOf(node),
    actions: actions ?? { not: false, texts: [] },
    resources: setOf(node, RESOURCES, NOT_RESOURCES),
    principals,
    conditions: conditionsOf(node),
    line: (part(node, ACTIONS) ?? part(node, NOT_ACTIONS) ?? node).line,
  };
}

function sidOf(node: Node): string | null {
  const [sid] = policyTexts(part(node, ['sid']));
  return sid?.kind === 'known' && sid.text !== '' ? sid.text : null;
}

/** Blocks may leave the effect out and mean Allow; JSON without one is refused by AWS. */
function effectOf(node: Node): PolicyStatement['effect'] {
  const [effect, second] = policyTexts(part(node, ['effect']));
  if (effect === undefined) return 'Allow';
  if (effect.kind === 'unknown' || second !== undefined) return 'unknown';
  const text = effect.text.toLowerCase();
  return text === 'allow' ? 'Allow' : text === 'deny' ? 'Deny' : 'unknown';
}

/**
 * The member that excepts is the wider one. Where a module passes both on as expressions at most one of them is not null,
 * so what is computed there may be anything and is no exception yet.
 */
function setOf(node: Node, names: readonly string[], excepting: readonly string[]): PolicySet | null {
  const except = part(node, excepting);
  const named = part(node, names);
  const excepted = policyTexts(except);
  const passedOn = named !== undefined && excepted.every(({ kind }) => kind === 'unknown');
  if (except !== undefined && !isEmpty(except) && !passedOn) return { not: true, texts: excepted };
  if (named === undefined) return null;
  return { not: false, texts: [...policyTexts(named), ...(passedOn ? excepted : [])] };
}

/** A provider leaves `not_actions = []` out of the document, where it would mean everything. */
function isEmpty(node: Node): boolean {
  return node.name.startsWith('not_') && policyTexts(node).length === 0;
}

/** Who is excepted by a `dynamic` block, and computed, may be nobody: such a block alone is no exception. */
function principalsOf(node: Node): PolicyStatement['principals'] {
  const dynamic = part(node, ['dynamic']);
  const made = entriesIn(partOf(dynamic, NOT_PRINCIPALS)).filter(({ text }) => text.kind === 'known');
  const except = part(node, NOT_PRINCIPALS);
  if (except !== undefined || made.length > 0) return { not: true, entries: [...entriesIn(except), ...made] };
  const named = [part(node, PRINCIPALS), partOf(dynamic, PRINCIPALS)].filter((given) => given !== undefined);
  return named.length === 0 ? null : { not: false, entries: named.flatMap(entriesOf) };
}

function entriesIn(node: Node | undefined): readonly PolicyPrincipal[] {
  return node === undefined ? [] : entriesOf(node);
}

/** `"*"`, `{"AWS": [ … ]}`, and blocks with `type` and `identifiers` in any depth of lists and `dynamic` blocks. */
function entriesOf(node: Node): readonly PolicyPrincipal[] {
  const identifiers = part(node, ['identifiers']);
  if (identifiers !== undefined) {
    const [type] = policyTexts(part(node, ['type']));
    return policyTexts(identifiers).map((text) =>
      principal(type?.kind === 'known' ? type.text : 'AWS', text),
    );
  }
  const own = policyTexts({ ...node, children: [] }).map((text) => principal('*', text));
  const below = node.children
    .filter(isWritten)
    .flatMap((member) =>
      isList(member) ? entriesOf(member) : policyTexts(member).map((text) => principal(member.name, text)),
    );
  return [...own, ...below];
}

function isList({ name }: Node): boolean {
  return /^(\d+|content)$/.test(name);
}

/** What a `dynamic` block goes through is not what it makes. */
function isWritten({ name }: Node): boolean {
  return name !== 'for_each' && name !== 'iterator';
}

/** A text that stands alone is everybody if it is a star; what else it may be is an account. */
function principal(type: string, text: PolicyText): PolicyPrincipal {
  return { type: type === '*' && !(text.kind === 'known' && text.text === '*') ? 'AWS' : type, text };
}

function conditionsOf(node: Node): readonly PolicyCondition[] {
  const written = part(node, CONDITIONS);
  const made = partOf(part(node, ['dynamic']), CONDITIONS);
  return [
    ...(written === undefined ? [] : conditionsIn(written)),
    // How many a `dynamic` block makes is computed, so it may make none.
    ...(made === undefined ? [] : [computedCondition(fingerprint(made))]),
  ];
}

/** Blocks have `test`, `variable` and `values`; JSON has `{operator: {key: values}}`. A computed one is one nobody can tell. */
function conditionsIn(node: Node): readonly PolicyCondition[] {
  const [operator] = policyTexts(part(node, ['test']));
  if (operator !== undefined) {
    const [key] = policyTexts(part(node, ['variable']));
    return [{ operator: operatorOf(operator), key: keyOf(key), values: policyTexts(part(node, ['values'])) }];
  }
  const computed = policyTexts({ ...node, children: [] }).filter(({ kind }) => kind === 'unknown');
  return [
    ...computed.map((text) => ({ operator: COMPUTED, key: COMPUTED, values: [text] })),
    ...node.children.flatMap((member) => (isList(member) ? conditionsIn(member) : underOperator(member))),
  ];
}

/** One that may hold or not; equal for equal sources. */
export function computedCondition(source: string): PolicyCondition {
  return { operator: COMPUTED, key: COMPUTED, values: [unknownText(source)] };
}

/** That a condition of the template holds, or does not: no request can say so, and IAM knows no such key. */
export function premiseCondition(premise: string): PolicyCondition {
  return { operator: 'the condition', key: 'of the template', values: [unknownText(premise)] };
}

/** Stands for an operator or key that is computed: it is none that IAM knows, so it proves nothing. */
export const COMPUTED = '(computed)';

function underOperator(node: Node): readonly PolicyCondition[] {
  const computed = policyTexts({ ...node, children: [] }).filter(({ kind }) => kind === 'unknown');
  return [
    ...computed.map((text) => ({ operator: node.name, key: COMPUTED, values: [text] })),
    ...node.children.map((key) => ({ operator: node.name, key: key.name, values: policyTexts(key) })),
  ];
}

function operatorOf(text: PolicyText): string {
  return text.kind === 'known' ? text.text : COMPUTED;
}

/** A computed key is its source: the same expression is the same key, and `${local.issuer}:sub` still says what it is about. */
function keyOf(text: PolicyText | undefined): string {
  if (text === undefined) return COMPUTED;
  return text.kind === 'known' ? text.text : text.source;
}

function part(node: Node, names: readonly string[]): Node | undefined {
  return names
    .map((name) => node.children.find((below) => below.name.toLowerCase() === name))
    .find((found) => found !== undefined && (found.value !== null || found.children.length > 0));
}

function partOf(node: Node | undefined, names: readonly string[]): Node | undefined {
  return node === undefined ? undefined : part(node, names);
}
