// Whether a policy that says what it said is put on something else: then it is new there. Called by documents-of.ts.
import type { Diff, ParsedChange, ResourceState } from '../../../model/change.ts';
import { canonicalJson } from '../../../model/canonical.ts';
import type { JsonValue } from '../../../model/json.ts';
import { equivalentType } from '../../equivalent-type.ts';
import { isExpression } from '../../expression.ts';
import { foldName } from '../../state-tree.ts';
import { isData, isKnownBlock } from '../../terraform-blocks.ts';
import { changeAt } from './diff-index.ts';
import { moduleOf } from './judged-elsewhere.ts';

/** Arguments that say what a policy, an attachment or a permission is put on, of AWS in Terraform and CloudFormation; folded. */
const HOLDERS: ReadonlySet<string> = new Set(
  `role rolename user username group groupname bucket functionname layername queueurl queues arn topicarn topics streamarn tablearn
  keyid repository repositoryname registryid secretarn secretid resourcearn resourcesharearn filesystemid vaultname backupvaultname
  restapiid eventbusname domainname instancearn permissionsetarn principalarn principalid targetid clustername accesspointarn poolid
  identitypoolid`.split(/\s+/),
);

/** An attachment is its holder; a resource that has its policy inside of it is only itself. */
const ATTACHING =
  /_(?:policy|policies|attachment|attachment_exclusive|attachments_exclusive|permission|permissions|membership)$/;

/** `former` is the change itself, or what it seems to have been. */
export function isOtherHolder(former: ParsedChange, change: ParsedChange, diff: Diff): boolean {
  const { after } = change;
  const type = equivalentType(change);
  if (type === null || isKnownBlock(type) || isData(change) || !ATTACHING.test(type)) return false;
  if (former.before === null || after === null) return false;
  const [old, now] = [holdersIn(former.before), holdersIn(after)];
  return [...old].some(([name, value]) => {
    const other = now.get(name);
    return other !== undefined && !isSame(value, other, { change, diff });
  });
}

function holdersIn(state: ResourceState): ReadonlyMap<string, JsonValue> {
  return new Map(
    Object.entries(state).flatMap(([path, { value }]) =>
      HOLDERS.has(foldName(path)) ? [[path, value] as const] : [],
    ),
  );
}

function isSame(
  old: JsonValue,
  now: JsonValue,
  { change, diff }: { readonly change: ParsedChange; readonly diff: Diff },
): boolean {
  if (canonicalJson(old) === canonicalJson(now)) return true;
  if (!isExpression(old) || !isExpression(now)) return false;
  const [from, to] = [referenceIn(old.expression), referenceIn(now.expression)];
  if (from === null || to === null || from.rest !== to.rest) return false;
  return isRenamed(from.address, to.address, { change, diff });
}

/** `aws_iam_role.ci.name`: an address and what is read of it. */
function referenceIn(source: string): { readonly address: string; readonly rest: string } | null {
  const [whole, address = '', rest = ''] = /^([a-z][\w]*\.[\w-]+)((?:\.\w+)?)$/.exec(source) ?? [];
  return whole === undefined ? null : { address, rest };
}

/** A `moved` block says so, or one of the two is gone, the other new, and both have one name. */
function isRenamed(
  from: string,
  to: string,
  { change, diff }: { readonly change: ParsedChange; readonly diff: Diff },
): boolean {
  const isMoved = diff.changes.some(
    ({ type, after }) => type === 'moved' && textAt(after, 'from') === from && textAt(after, 'to') === to,
  );
  if (isMoved) return true;
  const calls = moduleOf(change.address);
  const [gone, made] = [from, to].map((address) => changeAt(`${calls}${address}`, change, diff));
  if (gone?.after !== null || made?.before !== null) return false;
  const [name, other] = [gone?.before?.['name']?.value, made?.after?.['name']?.value];
  return name !== undefined && other !== undefined && canonicalJson(name) === canonicalJson(other);
}

function textAt(state: ResourceState | null, path: string): string | null {
  const value = state?.[path]?.value;
  if (typeof value === 'string') return value;
  return isExpression(value) ? value.expression : null;
}
