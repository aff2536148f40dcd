// Whether a name means the same on both sides, told by texts alone: most of a module need not be evaluated. Made by `scope`.
import { LIMITS } from '../../config/limits.ts';
import type { Argument } from './body.ts';
import type { Definitions, Inputs, Interner } from './scope.ts';

/** Equal ids for a name whose text, and that of all it rests on, is the same; never equal where the meaning differs. */
export function createSignatures(
  definitions: Definitions,
  inputs: Inputs,
  intern: Interner,
): (reference: string) => string {
  const known = new Map<string, string>();
  let depth = 0;
  let whole: string | null = null;
  const signatureOf = (reference: string): string => {
    const found = known.get(reference);
    if (found !== undefined) return found;
    // Too far behind other names to be followed: then everything counts.
    if (depth >= LIMITS.terraformReferences) return (whole ??= wholeOf(definitions, inputs, intern));
    known.set(reference, 'itself');
    depth += 1;
    const name = reference.slice(reference.indexOf('.') + 1);
    const signature = reference.startsWith('var.')
      ? variableSignature(name, { definitions, inputs, intern })
      : localSignature(definitions.locals.get(name), signatureOf, intern);
    depth -= 1;
    known.set(reference, signature);
    return signature;
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

type Surroundings = {
  readonly definitions: Definitions;
  readonly inputs: Inputs;
  readonly intern: Interner;
};

function variableSignature(name: string, { definitions, inputs, intern }: Surroundings): string {
  const block = definitions.variables.get(name);
  if (block === undefined) return 'nothing';
  return block === null ? 'twice' : intern(`${intern(block.text)} ${inputs.signatureOf(name)}`);
}

function wholeOf(definitions: Definitions, inputs: Inputs, intern: Interner): string {
  const locals = [...definitions.locals].map(([name, local]) => `${name} = ${local?.text() ?? ''}`);
  const variables = [...definitions.variables.keys()].map((name) =>
    variableSignature(name, { definitions, inputs, intern }),
  );
  return intern([...locals.toSorted(), ...variables.toSorted()].join('\n'));
}
