// Colours of the command line text. Called by the text renderers; the caller decides whether there are any.

export type Paint = {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
};

const ESCAPE = '\u001b[';

/** SGR colours, or the text as it is. */
export function createPaint(color: boolean): Paint {
  const style =
    (code: number) =>
    (text: string): string =>
      color ? `${ESCAPE}${code}m${text}${ESCAPE}0m` : text;
  return { bold: style(1), dim: style(2), good: style(32), warn: style(33), bad: style(31) };
}
