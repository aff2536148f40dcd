// Whether a name means the same on both sides, told by texts alone: most of a module need not be evaluated. Made by `scope`.
import { LIMITS } from '../../config/limits.ts';
import type { Argument, Block } from './body.ts';
import type { Surroundings } from './create-scope.ts';
import type { Calls, Definitions, Inputs, Interner } from './scope.ts';

/** Equal ids for a name whose text, and that of all it rests on, is the same; never equal where the meaning differs. */
export function createSignatures(
  definitions: Definitions,
  { inputs, calls, intern, effort }: Surroundings,
): (reference: string) => string {
  const known = new Map<string, string>();
  let whole: string | null = null;
  const signatureOf = (reference: string): string => {
    const found = known.get(reference);
    if (found !== undefined) return found;
    // Too far behind other names to be followed: then everything counts.
    if (effort.depth >= LIMITS.terraformReferences)
      return (whole ??= wholeOf(definitions, { inputs, intern }));
    known.set(reference, 'itself');
    effort.depth += 1;
    const signature = read(reference);
    effort.depth -= 1;
    known.set(reference, signature);
    return signature;
  };
  const read = (reference: string): string => {
    const root = reference.slice(0, reference.indexOf('.'));
    const name = reference.slice(root.length + 1);
    switch (root) {
      case 'var':
        return variableSignature(name, { definitions, inputs, intern });
      case 'local':
        return localSignature(definitions.locals.get(name), signatureOf, intern);
      case 'module':
        return callSignature(name, calls, intern);
      default:
        return blockSignature(definitions.things.get(reference), signatureOf, intern);
    }
  };
  return signatureOf;
}

/** Of a text and of what it names; the same text names the same in the same order. */
export function signed(
  { text, references }: { readonly text: string; readonly references: ReadonlySet<string> },
  signatureOf: (reference: string) => string,
  intern: Interner,
): string {
  let signature = intern(text);
  for (const name of references) signature += ` ${signatureOf(name)}`;
  return intern(signature);
}

function localSignature(
  local: Argument | null | undefined,
  signatureOf: (reference: string) => string,
  intern: Interner,
): string {
  if (local === undefined) return 'nothing';
  if (local === null) return 'twice';
  return signed({ text: local.text(), references: local.references() }, signatureOf, intern);
}

function blockSignature(
  block: Block | null | undefined,
  signatureOf: (reference: string) => string,
  intern: Interner,
): string {
  if (block === undefined) return 'nothing';
  if (block === null) return 'twice';
  return signed({ text: block.text, references: block.references() }, signatureOf, intern);
}

/** `vpc.cidr`, or `vpc` for all outputs. */
function callSignature(name: string, calls: Calls, intern: Interner): string {
  const [call = '', output] = name.split('.');
  const called = calls(call);
  if (called === null) return 'elsewhere';
  const { outputs } = called.definitions;
  const names = output === undefined ? [...outputs.keys()].toSorted() : [output];
  const { signatureOf } = called.scope;
  const own = names.map((one) => blockSignature(outputs.get(one), signatureOf, intern));
  return intern([called.signature, ...own].join(' '));
}

type Given = { readonly inputs: Inputs; readonly intern: Interner };

function variableSignature(
  name: string,
  { definitions, inputs, intern }: Given & { readonly definitions: Definitions },
): string {
  const block = definitions.variables.get(name);
  if (block === undefined) return 'nothing';
  return block === null ? 'twice' : intern(`${intern(block.text)} ${inputs.signatureOf(name)}`);
}

function wholeOf(definitions: Definitions, { inputs, intern }: Given): string {
  const locals = [...definitions.locals].map(([name, local]) => `${name} = ${local?.text() ?? ''}`);
  const variables = [...definitions.variables.keys()].map((name) =>
    variableSignature(name, { definitions, inputs, intern }),
  );
  const things = [...definitions.things].map(([address, block]) => `${address} ${block?.text ?? ''}`);
  return intern([...locals.toSorted(), ...variables.toSorted(), ...things.toSorted()].join('\n'));
}
