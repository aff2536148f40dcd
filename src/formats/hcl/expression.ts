// The syntax of an HCL expression as plain data; the parser makes it, rendering and Terraform's evaluation read it.

/** Offsets are UTF-16 in the file, `end` exclusive; `line` is 1-based, of the first character. */
export type Span = { readonly start: number; readonly end: number; readonly line: number };

/** One step of `aws_x.y[0].z` or of a splat. */
export type HclStep = Span &
  (
    | { readonly kind: 'attribute'; readonly name: string }
    | { readonly kind: 'index'; readonly key: HclExpression }
    /** `.0`, as old configurations write an index. */
    | { readonly kind: 'legacy-index'; readonly index: number }
    /** `.*` or `[*]`; what follows is applied to each element. */
    | { readonly kind: 'splat'; readonly form: 'attribute' | 'full' }
  );

export type HclObjectItem = Span & {
  /** A bare word, whole number or string without interpolation; else null, and `keyExpression` says how it is computed. */
  readonly key: string | null;
  readonly keyExpression: HclExpression;
  readonly value: HclExpression;
};

/**
 * A part of a template: text, an interpolation, or a whole control structure. Text is what HCL makes of it: escapes
 * decoded, indentation removed and `~` already applied, so it may be empty.
 */
export type HclTemplatePart = Span &
  (
    | { readonly kind: 'text'; readonly text: string }
    | {
        readonly kind: 'interpolation';
        readonly value: HclExpression;
        readonly trim: { readonly before: boolean; readonly after: boolean };
      }
    /** `%{ if … }`, `%{ for … }` with all up to its end. Nobody evaluates it: its meaning is its text. */
    | { readonly kind: 'directive' }
  );

export type HclExpression = Span &
  (
    | { readonly kind: 'literal'; readonly value: null | boolean | string }
    /** As written: digits matter. */
    | { readonly kind: 'number'; readonly text: string }
    /** A quoted string or heredoc with at least one part that is not text, or a heredoc's text as one part. */
    | { readonly kind: 'template'; readonly heredoc: boolean; readonly parts: readonly HclTemplatePart[] }
    | { readonly kind: 'tuple'; readonly items: readonly HclExpression[] }
    | { readonly kind: 'object'; readonly items: readonly HclObjectItem[] }
    /** The root is a variable name: `var`, `local`, `aws_x` … */
    | { readonly kind: 'variable'; readonly name: string }
    /** Steps on any expression: `var.a`, `f(x)[0]`, `(a).b`. */
    | { readonly kind: 'access'; readonly on: HclExpression; readonly steps: readonly HclStep[] }
    | {
        readonly kind: 'call';
        /** With its namespaces: `provider::aws::arn_parse`. */
        readonly name: string;
        readonly arguments: readonly HclExpression[];
        /** The last argument is followed by `...`. */
        readonly expands: boolean;
      }
    | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: HclExpression }
    | {
        readonly kind: 'binary';
        readonly operator: string;
        readonly left: HclExpression;
        readonly right: HclExpression;
      }
    | {
        readonly kind: 'conditional';
        readonly condition: HclExpression;
        readonly then: HclExpression;
        readonly otherwise: HclExpression;
      }
    | {
        readonly kind: 'for';
        readonly form: 'tuple' | 'object';
        readonly names: readonly string[];
        readonly collection: HclExpression;
        /** Of an object form only. */
        readonly key: HclExpression | null;
        readonly value: HclExpression;
        readonly groups: boolean;
        readonly condition: HclExpression | null;
      }
    | { readonly kind: 'parentheses'; readonly inner: HclExpression }
  );
