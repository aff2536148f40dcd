// What roles of one's own newly allow in Google and Azure. Called by rules/iam-access-grows.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import type { Hit } from '../finding.ts';
import { shortenSource } from './shorten-source.ts';
import { treeOf, walk } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { ownTextsOf } from '../values.ts';

/** What a role says: `given` it allows, `taken` it leaves out of that. Both as written, with their lines. */
type Role = { readonly given: Texts; readonly taken: Texts; readonly computed: readonly string[] };
type Texts = ReadonlyMap<string, number>;

type Dialect = {
  readonly given: RegExp;
  readonly taken: RegExp | null;
  /** Everything, or the rights to hand out rights. */
  readonly grave: RegExp;
  readonly look: RegExp;
};

/**
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions: NotActions are taken out of Actions, and
 * deny nothing.
 */
const AZURE: Dialect = {
  given: /^(data_)?actions$/,
  taken: /^not_(data_)?actions$/,
  grave:
    /^\*(\/write|\/action)?$|^Microsoft\.Authorization\/(\*|(roleAssignments|roleDefinitions|elevateAccess)\/(\*|write|action))/i,
  look: /\/read$/i,
};

/** https://cloud.google.com/iam/docs/permissions-reference; each of these leads to the rights of others. */
const GOOGLE: Dialect = {
  given: /^permissions$/,
  taken: null,
  grave:
    /setIamPolicy$|^iam\.serviceAccounts\.(actAs|getAccessToken|getOpenIdToken|signBlob|signJwt|implicitDelegation)$|^iam\.(serviceAccountKeys\.create|roles\.(create|update))$|^orgpolicy\.policy\.set$/i,
  look: /\.(get|list|search)\w*$/i,
};

const DIALECTS: Readonly<Record<string, Dialect>> = {
  azurerm_role_definition: AZURE,
  google_project_iam_custom_role: GOOGLE,
  google_organization_iam_custom_role: GOOGLE,
};

/** One hit for what is newly given, the gravest named first, and one for what is no longer left out. */
export function customRoleHits(change: ParsedChange): readonly Hit[] {
  const { type, before, after } = change;
  const dialect = Object.hasOwn(DIALECTS, type ?? '') ? DIALECTS[type ?? ''] : undefined;
  if (dialect === undefined || after === null) return [];
  const had = roleOf(treeOf(before), dialect);
  const has = roleOf(treeOf(after), dialect);
  const isNew = before === null;
  const fresh = without(has.given, had.given);
  // A new role leaves out what it says; one that allowed less before is told by what it is given.
  const freed = isNew
    ? []
    : without(had.taken, has.taken).filter(([text]) => isWithin(text, had.given, has.given));
  const [computed] = has.computed.filter((source) => !had.computed.includes(source));
  return [
    ...hitOf(fresh, { dialect, isNew, end: '' }),
    ...hitOf(freed, { dialect, isNew, end: ', which it left out before' }).map((hit) => ({
      ...hit,
      line: [...has.given.values()][0] ?? null,
    })),
    ...(computed === undefined ? [] : [doubt(computed)]),
  ];
}

function roleOf(tree: Node, { given, taken }: Dialect): Role {
  const lists = { given: new Map<string, number>(), taken: new Map<string, number>() };
  const computed: string[] = [];
  const collect = (node: Node, into: Map<string, number>): void => {
    for (const part of walk(node)) {
      const { known, unknown } = ownTextsOf(part);
      for (const text of known) into.set(text, part.line);
      computed.push(...unknown);
    }
  };
  for (const node of walk(tree)) {
    if (given.test(node.name)) collect(node, lists.given);
    if (taken?.test(node.name) === true) collect(node, lists.taken);
  }
  return { ...lists, computed };
}

type Given = readonly (readonly [text: string, line: number])[];

function without(texts: Texts, others: Texts): Given {
  const known = new Set([...others.keys()].map((text) => text.toLowerCase()));
  return [...texts].filter(([text]) => !known.has(text.toLowerCase()));
}

/** What was left out comes back only where the role still allows what it was left out of. */
function isWithin(text: string, ...sides: readonly Texts[]): boolean {
  return sides.every((given) => [...given.keys()].some((wide) => covers(wide, text)));
}

/** Each `*` of a pattern reaches over anything, so the part before the first one says enough to rule a text out. */
function covers(wide: string, text: string): boolean {
  const [head = ''] = wide.toLowerCase().split('*');
  return wide.includes('*') ? text.toLowerCase().startsWith(head) : wide.toLowerCase() === text.toLowerCase();
}

type Telling = { readonly dialect: Dialect; readonly isNew: boolean; readonly end: string };

function hitOf(texts: Given, { dialect, isNew, end }: Telling): readonly Hit[] {
  const isGrave = ([text]: readonly [string, number]): boolean => dialect.grave.test(text);
  const isLook = ([text]: readonly [string, number]): boolean => dialect.look.test(text);
  const [first] = texts.toSorted(
    (a, b) => Number(isGrave(b)) - Number(isGrave(a)) || Number(isLook(a)) - Number(isLook(b)),
  );
  if (first === undefined) return [];
  const rest = texts.length === 1 ? '' : ` and ${texts.length - 1} more`;
  const change: Severity = isLook(first) || isNew ? 'low' : 'medium';
  return [
    {
      message: `A custom role now has ${first[0]}${rest}${end}.`,
      line: first[1],
      severity: isGrave(first) ? 'high' : isLook(first) && isNew ? 'info' : change,
    },
  ];
}

function doubt(source: string): Hit {
  return {
    message: `It cannot be told what this custom role allows: ${shortenSource(source)} is computed.`,
    line: null,
    severity: 'low',
    confidence: 'low',
  };
}
