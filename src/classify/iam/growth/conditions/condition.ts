// One condition of a statement, read: operator, key, values. Called by condition-table.ts.
import type { PolicyCondition } from '../../policy-document.ts';
import type { Clauses } from '../clause.ts';
import { globOf } from '../glob.ts';
import type { Glob } from '../glob.ts';
import { conditionPlace, symbolOf } from '../symbols.ts';
import { parseTemplate } from '../text-template.ts';
import { fill } from '../variables.ts';
import type { Valuation } from '../variables.ts';

/** What an operator compares as. `unknown`: none that IAM has. */
export type Comparison =
  | 'string'
  | 'string-any-case'
  | 'arn'
  | 'bool'
  | 'ip'
  | 'null'
  | 'unknown'
  | `number ${Order}`
  | `date ${Order}`;

export type Order = 'equals' | 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal';

export type ConditionValue =
  /** `glob` is null where a policy variable in it has no value: it fits nothing. */
  | { readonly kind: 'known'; readonly text: string; readonly glob: Glob | null }
  /** `shared`: both sides have it here, so it is taken for a value of its own. */
  | { readonly kind: 'unknown'; readonly symbol: string; readonly shared: boolean };

export type Condition = {
  readonly clause: Clauses;
  /** In lower case: keys are case-insensitive. */
  readonly key: string;
  readonly comparison: Comparison;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly set: 'all' | 'any' | null;
  readonly values: readonly ConditionValue[];
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: { readonly [name: string]: { readonly comparison: Comparison; readonly negated?: true } } = {
  stringequals: { comparison: 'string' },
  stringnotequals: { comparison: 'string', negated: true },
  stringlike: { comparison: 'string' },
  stringnotlike: { comparison: 'string', negated: true },
  stringequalsignorecase: { comparison: 'string-any-case' },
  stringnotequalsignorecase: { comparison: 'string-any-case', negated: true },
  arnequals: { comparison: 'arn' },
  arnlike: { comparison: 'arn' },
  arnnotequals: { comparison: 'arn', negated: true },
  arnnotlike: { comparison: 'arn', negated: true },
  bool: { comparison: 'bool' },
  binaryequals: { comparison: 'string' },
  ipaddress: { comparison: 'ip' },
  notipaddress: { comparison: 'ip', negated: true },
  null: { comparison: 'null' },
  ...ordered('numeric', 'number'),
  ...ordered('date', 'date'),
};

function ordered(prefix: string, kind: 'number' | 'date'): typeof OPERATORS {
  return {
    [`${prefix}equals`]: { comparison: `${kind} equals` },
    [`${prefix}notequals`]: { comparison: `${kind} equals`, negated: true },
    [`${prefix}lessthan`]: { comparison: `${kind} less` },
    [`${prefix}lessthanequals`]: { comparison: `${kind} less-or-equal` },
    [`${prefix}greaterthan`]: { comparison: `${kind} greater` },
    [`${prefix}greaterthanequals`]: { comparison: `${kind} greater-or-equal` },
  };
}

export type ConditionReading = {
  readonly clause: Clauses;
  readonly variables: boolean;
  readonly valuation: Valuation;
  readonly shared: ReadonlySet<string>;
};

export function readCondition(condition: PolicyCondition, reading: ConditionReading): Condition {
  const { name, ifExists, set } = operatorOf(condition.operator);
  const { comparison, negated } = (Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined) ?? {
    comparison: 'unknown',
  };
  const key = condition.key.toLowerCase();
  const wildcards = name.endsWith('like') || comparison === 'arn';
  return {
    clause: reading.clause,
    // Nobody knows what an unknown operator asks of its key, so it is a question of its own.
    key: comparison === 'unknown' ? `? ${JSON.stringify(condition)}` : key,
    comparison,
    negated: negated === true,
    ifExists,
    set,
    values: condition.values.map((value): ConditionValue => {
      const symbol = symbolOf(conditionPlace(condition.key), value);
      if (symbol !== null || value.kind === 'unknown')
        return { kind: 'unknown', symbol: symbol ?? '', shared: reading.shared.has(symbol ?? '') };
      const pieces = parseTemplate(value.text, { variables: reading.variables, wildcards });
      const filled = fill(pieces, reading.valuation);
      return {
        kind: 'known',
        text: value.text,
        glob: filled === null ? null : globOf(filled, comparison === 'arn' && isArn(value.text)),
      };
    }),
  };
}

function operatorOf(written: string): Pick<Condition, 'ifExists' | 'set'> & { readonly name: string } {
  const folded = written.trim().toLowerCase();
  const set = folded.startsWith('forallvalues:') ? 'all' : folded.startsWith('foranyvalue:') ? 'any' : null;
  const bare = set === null ? folded : folded.slice(folded.indexOf(':') + 1);
  const ifExists = bare.endsWith('ifexists');
  return { name: ifExists ? bare.slice(0, -'ifexists'.length) : bare, ifExists, set };
}

/** A pattern without six parts is compared as plain text. */
function isArn(text: string): boolean {
  return text.split(':').length >= 6;
}
