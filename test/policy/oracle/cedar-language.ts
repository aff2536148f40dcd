// A small part of Cedar: conditions as data, their text for the engine, and what they mean by Cedar's documentation.

/** `resource.kinds`: of whom, and which attribute. */
export type Place = { readonly of: 'principal' | 'resource' | 'context'; readonly name: string };

type Pair = { readonly left: Condition; readonly right: Condition };
type Word = { readonly at: Place; readonly word: string };

export type Condition =
  | ({ readonly op: 'and' } & Pair)
  | ({ readonly op: 'or' } & Pair)
  | { readonly op: 'not'; readonly inner: Condition }
  | Simple;

/** About one attribute. */
export type Simple =
  | { readonly op: 'has'; readonly at: Place }
  | { readonly op: 'is'; readonly at: Place }
  | ({ readonly op: 'equals' } & Word)
  | ({ readonly op: 'contains' } & Word)
  | { readonly op: 'containsAny'; readonly at: Place; readonly words: readonly string[] }
  | { readonly op: 'atLeast'; readonly at: Place; readonly number: number }
  | { readonly op: 'before'; readonly at: Place; readonly moment: string };

export type Forbid = {
  readonly id: string;
  readonly action: 'change' | 'merge';
  readonly clause: 'when' | 'unless';
  readonly condition: Condition;
  readonly mode?: 'observe';
  /** Absent: it denies. */
  readonly require?: readonly { readonly count: number; readonly from?: readonly string[] }[];
};

/** Attributes that are known; sets are lists. */
export type Known = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
export type World = { readonly [of in Place['of']]: Known };

export function textOf({ id, action, clause, condition, mode, require }: Forbid): string {
  const entries = require?.map(({ count, from }) =>
    from === undefined ? `${count}` : `${count}:${from.join()}`,
  );
  return [
    `@id("${id}")`,
    ...(mode === undefined ? [] : [`@mode("${mode}")`]),
    entries === undefined ? '@deny("No.")' : `@require("${entries.join('; ')}")`,
    `forbid (principal, action == Action::"${action}", resource)`,
    `${clause} { ${conditionText(condition)} };`,
  ].join('\n');
}

function conditionText(condition: Condition): string {
  if (condition.op === 'and') return joined('&&', condition);
  if (condition.op === 'or') return joined('||', condition);
  if (condition.op === 'not') return `!(${conditionText(condition.inner)})`;
  const { of, name } = condition.at;
  if (condition.op === 'has') return `${of} has ${name}`;
  const value = `${of}.${name}`;
  if (condition.op === 'is') return value;
  if (condition.op === 'equals') return `${value} == "${condition.word}"`;
  if (condition.op === 'contains') return `${value}.contains("${condition.word}")`;
  if (condition.op === 'containsAny') return `${value}.containsAny(${JSON.stringify(condition.words)})`;
  if (condition.op === 'atLeast') return `${value} >= ${condition.number}`;
  return `${value} < datetime("${condition.moment}")`;
}

const joined = (
  sign: string,
  { left, right }: { readonly left: Condition; readonly right: Condition },
): string => `(${conditionText(left)} ${sign} ${conditionText(right)})`;

/** Left before right, and no further than needed. Who reads what is absent gets an error. */
export function meaning(condition: Condition, world: World): boolean | 'error' {
  if (condition.op === 'and' || condition.op === 'or') {
    const left = meaning(condition.left, world);
    return left === 'error' || left === (condition.op === 'or') ? left : meaning(condition.right, world);
  }
  if (condition.op === 'not') {
    const inner = meaning(condition.inner, world);
    return inner === 'error' ? inner : !inner;
  }
  const value = world[condition.at.of][condition.at.name];
  if (condition.op === 'has') return value !== undefined;
  if (value === undefined) return 'error';
  if (condition.op === 'is') return value === true;
  if (condition.op === 'equals') return value === condition.word;
  if (condition.op === 'atLeast') return Number(value) >= condition.number;
  if (condition.op === 'before') return Date.parse(String(value)) < Date.parse(condition.moment);
  const words = Array.isArray(value) ? value : [];
  return condition.op === 'contains'
    ? words.includes(condition.word)
    : condition.words.some((word) => words.includes(word));
}
