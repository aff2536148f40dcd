// What stands unchanged beside a change that names it: the policy that is newly attached, the documents that it is made of. Called by `roots`.
import { LIMITS } from '../../config/limits.ts';
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import { callsOf, withoutKeys } from '../../model/terraform-address.ts';
import { asItStands } from './as-it-stands.ts';
import { argumentOf } from './body.ts';
import { moduleAt, modulesOf, outside } from './called-modules.ts';
import type { Called, Modules } from './called-modules.ts';
import { declarationsOf, valueDeclaration } from './declarations.ts';
import type { Declaration } from './declarations.ts';
import type { Instance } from './instances.ts';

/** A declaration, its address from the root, and the module that its expressions are of. */
type Place = { readonly declaration: Declaration; readonly address: string; readonly called: Called };

/** What says what somebody may do: policies, their texts, those who have them, and what passes them out of a module. */
const NAMED =
  /(?<![\w.-])((?:data\.(?:aws_iam_policy_document|azurerm_role_definition)|aws_iam_(?:policy|role|group|user|instance_profile)|aws_ssoadmin_permission_set)\.[\w-]+|var\.[\w-]+|module\.[\w-]+(?:\[[^\]]{0,200}\])?\.[\w-]+)/g;

/** An output or argument that may pass on one of these. */
const PASSES_ON = /aws_iam_|aws_ssoadmin_|module\.|var\.|local\./;

/** Whoever holds rights, and what gives rights to them: it names them and not the other way round. */
const HOLDER = /^(?:aws_iam_(?:role|group)|aws_ssoadmin_permission_set)\./;
const GIVING =
  /^aws_(?:iam_(?:role|group)_polic(?:y|ies)\w*$|iam_policy_attachment|ssoadmin_\w*(?:attachment|inline_policy)$)/;

/** A managed policy by its ARN, or by its name where only a name is asked for. */
const BY_ARN = /^arn:[^:]{0,30}:iam::\d{0,12}:policy\/(?:[^/]{1,128}\/){0,8}([\w+=,.@-]{1,128})$/;
const BY_NAME = /(?:^|\.)customer_managed_policy_reference(?:\[0\])?\.name$/;

/** Unchanged things that the changes of a root name, directly or through each other. Changes themselves are never among them. */
export function standingBeside(
  changes: readonly ParsedChange[],
  root: Instance | null,
): readonly ParsedChange[] {
  if (root === null || changes.length === 0) return [];
  const modules = modulesOf(root);
  const told = new Set(changes.map(({ address }) => withoutKeys(address)));
  const found = new Map<string, ParsedChange>();
  // What belongs to AWS, roles of Azure that are handed out, and modules from elsewhere that may.
  const queue = changes.filter(({ type }) =>
    /^(?:aws_|module$|azurerm_(?:role_assignment$|pim_))/.test(type ?? ''),
  );
  for (const change of queue) {
    for (const place of namedBy(change, modules)) {
      const { address } = place;
      if (told.has(address) || found.has(address) || found.size >= LIMITS.terraformStanding) continue;
      const standing = standingChange(place);
      found.set(address, standing);
      queue.push(standing);
    }
  }
  return [...found.values()];
}

function namedBy(change: ParsedChange, modules: Modules): readonly Place[] {
  const calls = withoutKeys(callsOf(change.address)).replace(/\.$/, '');
  // An argument is written around the module that it is given to.
  const path = change.type === 'argument' ? (outside(calls) ?? '') : calls;
  const states = [change.before, change.after].filter((state) => state !== null);
  const own = withoutKeys(change.address).slice(calls === '' ? 0 : calls.length + 1);
  const names = new Set(states.flatMap((state) => namesIn(state)));
  const policies = new Set(states.flatMap((state) => policyNamesIn(state)));
  return [
    ...[...names].flatMap((name) => lookUp(name, path, modules)),
    ...[...policies].flatMap((name) => policiesCalled(name, path, modules)),
    ...(HOLDER.test(own) ? [own] : []).flatMap((holder) => givingTo(holder, path, modules)),
    ...[...names].filter((name) => HOLDER.test(name)).flatMap((holder) => givingTo(holder, path, modules)),
  ];
}

function namesIn(state: ResourceState): readonly string[] {
  const sources = Object.values(state).flatMap(({ value, sensitive }) => (sensitive ? [] : sourcesIn(value)));
  return sources.flatMap((source) => [...source.matchAll(NAMED)].map(([, name = '']) => withoutKeys(name)));
}

function sourcesIn(value: JsonValue): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  const parts: readonly JsonValue[] = Object.values(value);
  const { expression } = value as { readonly expression?: JsonValue };
  return typeof expression === 'string' ? [expression] : parts.flatMap(sourcesIn);
}

function policyNamesIn(state: ResourceState): readonly string[] {
  return Object.entries(state).flatMap(([path, { value }]) => {
    const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
    return BY_NAME.test(path) ? texts : texts.flatMap((text) => BY_ARN.exec(text)?.[1] ?? []);
  });
}

/** A name of the module itself; else of those around it, since an argument says what its caller wrote. */
function lookUp(name: string, path: string, modules: Modules): readonly Place[] {
  if (name.startsWith('var.')) return argumentAt(name.slice('var.'.length), path, modules);
  const [, call = '', output = ''] = /^(module\.[^.]+)\.(.+)$/.exec(name) ?? [];
  for (let at: string | null = path; at !== null; at = outside(at)) {
    const within = call === '' ? at : joined(at, call);
    const isMeant = ({ address, text }: Declaration): boolean =>
      call === '' ? address === name : address === `output.${output}` && PASSES_ON.test(text);
    const places = placesIn(moduleAt(within, modules), isMeant);
    if (places.length > 0) return places;
  }
  return [];
}

function givingTo(holder: string, path: string, modules: Modules): readonly Place[] {
  return placesIn(moduleAt(path, modules), ({ type, text }) => GIVING.test(type) && text.includes(holder));
}

function policiesCalled(name: string, path: string, modules: Modules): readonly Place[] {
  return [path, ''].flatMap((at) =>
    placesIn(
      moduleAt(at, modules),
      ({ address, text }) => address.startsWith('aws_iam_policy.') && text.includes(`"${name}"`),
    ),
  );
}

function placesIn(called: Called | null, isMeant: (declaration: Declaration) => boolean): readonly Place[] {
  if (called === null) return [];
  const found = declarationsOf(called.instance.module).filter(isMeant);
  const { address: path } = called.instance;
  return found.map((declaration) => ({ declaration, address: joined(path, declaration.address), called }));
}

/** What the call of a module gives for a variable: its expressions are the caller's. */
function argumentAt(name: string, path: string, modules: Modules): readonly Place[] {
  const by = moduleAt(path, modules)?.by ?? null;
  const argument = by === null ? undefined : argumentOf(by.call.body, name);
  if (by === null || argument === undefined || !PASSES_ON.test(argument.text())) return [];
  const declaration = valueDeclaration(argument, { block: 'var', type: 'argument' });
  return [{ declaration, address: joined(path, declaration.address), called: by.caller }];
}

function joined(path: string, address: string): string {
  return path === '' ? address : `${path}.${address}`;
}

function standingChange({ declaration, address, called }: Place): ParsedChange {
  const entries = declaration.entries(called.instance.scope);
  const { change } = asItStands({ declaration, entries, address, usedIn: called.usedIn });
  return { ...change, standing: true };
}
