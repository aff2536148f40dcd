// Outputs of a template that the templates around it take: what becomes of them there is told nowhere. Called by `readStacks`.
import type { ParsedChange } from '../../model/change.ts';
import type { JsonValue } from '../../model/json.ts';
import type { SyntaxNode } from '../../syntax/index.ts';
import { childrenOf } from '../tree.ts';
import { callsIn, isMadeFrom } from './nested-calls.ts';
import { SIDES } from './stack.ts';
import type { StackTemplate } from './stack.ts';

/** Names of outputs by the paths of the templates that take them. */
export type TakenOutputs = ReadonlyMap<string, ReadonlySet<string>>;

/** Asked once for all templates. */
export function outputTakers(all: readonly StackTemplate[]): (template: StackTemplate) => TakenOutputs {
  const calls = all.flatMap(callsIn);
  const callers = new Set(calls.map(({ caller }) => caller));
  const taken = new Map([...callers].map((caller) => [caller, takenBy(caller)]));
  return (template) =>
    new Map(
      calls
        .filter((call) => isMadeFrom(call, template))
        .map(({ caller }) => [caller.path.after ?? caller.path.before ?? '', taken.get(caller) ?? new Set()]),
    );
}

function takenBy({ document }: StackTemplate): ReadonlySet<string> {
  return new Set(SIDES.flatMap((side) => document[side] ?? []).flatMap(outputsIn));
}

/** `!GetAtt Network.Outputs.Cidr`, `["Network", "Outputs.Cidr"]` and `!Sub "${Network.Outputs.Cidr}"`. */
function outputsIn(node: SyntaxNode): readonly string[] {
  if (node.kind === 'scalar')
    return [...node.text.matchAll(/\bOutputs\.([A-Za-z0-9]{1,255})/g)].map(([, name = '']) => name);
  return childrenOf(node).flatMap(outputsIn);
}

/** An output that becomes another text is a value that another template may use for anything. */
export function judgeOutputs(changes: readonly ParsedChange[], taken: TakenOutputs): readonly ParsedChange[] {
  return changes.map((change) => {
    const { type, address, attributes, usedIn } = change;
    const name = type === 'output' ? address.replace(/^Outputs\./, '') : '';
    const takers = [...taken].filter(([, names]) => names.has(name)).map(([path]) => path);
    const isText = attributes.some(({ path, after }) => path === 'Value' && !isOwnThing(after));
    if (takers.length === 0 || !isText) return change;
    return { ...change, opaque: true, usedIn: [...new Set([...usedIn, ...takers])].toSorted() };
  });
}

/** A resource of the template itself, whose own change tells what it is. */
function isOwnThing(value: JsonValue): boolean {
  const text =
    value !== null && typeof value === 'object' && 'expression' in value ? value['expression'] : '';
  return typeof text === 'string' && /^!(?:Ref|GetAtt) [A-Za-z0-9.]{1,300}$/.test(text);
}
