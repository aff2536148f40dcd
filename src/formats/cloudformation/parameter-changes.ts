// What changes in a file of parameters, value by value; called by `readStacks`.
import type { JsonValue } from '../../model/json.ts';
import type { Mark, ParsedChange } from '../../model/change.ts';
import { SENSITIVE, isSecretName, maskValue } from '../sensitive.ts';
import type { Belonging } from './belonging.ts';
import type { ParameterValue } from './parameter-file.ts';
import { secretParameters } from './scope.ts';
import { isPlaceholder } from '../text/secrets/placeholder.ts';
import { isReference } from './scalar.ts';
import { SIDES, allDeclaredNames, setOf } from './stack.ts';

/** `told`: whether all templates that take these values were read with them. */
export function parameterChanges(belonging: Belonging, told: boolean): readonly ParsedChange[] {
  const { parameters, set, templates } = belonging;
  const declared = templates.map(allDeclaredNames);
  return differences(belonging).map(({ name, old, now, sensitive }) => {
    const line = (now ?? old)?.line ?? 1;
    const shown = (value: ParameterValue | null): JsonValue => shownValue(value, sensitive);
    return {
      format: 'cloudformation',
      file: parameters.path,
      previousFile: null,
      startLine: line,
      endLine: line,
      address: set === '' ? `Parameters.${name}` : `${set}.Parameters.${name}`,
      type: 'parameter',
      action: old === null ? 'create' : now === null ? 'delete' : 'update',
      attributes: [{ path: 'Value', line, before: shown(old), after: shown(now), sensitive }],
      usedIn: [],
      // What no template takes is taken by something else, or by nothing.
      opaque: !told || !declared.some((some) => some.has(name)),
      before: stateOf(old, shown(old), sensitive),
      after: stateOf(now, shown(now), sensitive),
    };
  });
}

/** A secret that is written down: by the template it is one, whatever it looks like. */
export function secretMarks(belonging: Belonging): readonly Mark[] {
  return differences(belonging).flatMap(({ name, now, sensitive }): readonly Mark[] => {
    const text = now?.text ?? '';
    const elsewhere = isReference(text) || /^(?:arn:|\/)/.test(text);
    if (now === null || !sensitive || text.length < SHORTEST || elsewhere || isPlaceholder(text)) return [];
    const message = `The secret parameter \`${name}\` is given its value here.`;
    const { line } = now;
    return [
      {
        rule: 'secret-in-diff',
        file: belonging.parameters.path,
        line,
        message,
        severity: 'medium',
        confidence: 'medium',
      },
    ];
  });
}

/** Shorter values are flags and numbers. */
const SHORTEST = 6;

type Difference = {
  readonly name: string;
  readonly old: ParameterValue | null;
  readonly now: ParameterValue | null;
  readonly sensitive: boolean;
};

function differences({ parameters, set, templates }: Belonging): readonly Difference[] {
  const [before, after] = SIDES.map((side) => setOf(parameters, side, set)?.values ?? NOTHING);
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  const secrets = new Set(
    templates.flatMap(({ document }) =>
      SIDES.flatMap((side) => (document[side] === null ? [] : [...secretParameters(document[side])])),
    ),
  );
  const declared = templates.map(allDeclaredNames);
  return [...names].flatMap((name): readonly Difference[] => {
    const [old, now] = [before?.get(name) ?? null, after?.get(name) ?? null];
    if (old?.text === now?.text && (old === null) === (now === null)) return [];
    const sensitive = secrets.has(name) || (isSecretName(name) && declared.every((some) => !some.has(name)));
    return [{ name, old, now, sensitive }];
  });
}

const NOTHING: ReadonlyMap<string, ParameterValue> = new Map();

function shownValue(value: ParameterValue | null, sensitive: boolean): JsonValue {
  if (value === null) return null;
  if (value.text === null) return { expression: 'the value that the stack has' };
  return sensitive ? SENSITIVE : maskValue(value.text);
}

function stateOf(value: ParameterValue | null, shown: JsonValue, sensitive: boolean): ParsedChange['before'] {
  return value === null ? null : { Value: { value: shown, line: value.line, sensitive } };
}
