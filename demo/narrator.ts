// How the demo speaks: one plain line per step, and the check run as an indented block.

export type Narrator = {
  readonly title: (text: string) => void;
  readonly step: (what: string, result: string) => void;
  readonly block: (heading: string, text: string) => void;
};

export function createNarrator(terminal: {
  readonly write: (text: string) => void;
  readonly color: boolean;
}): Narrator {
  const paint = (code: number, text: string): string =>
    terminal.color ? `\u001b[${code}m${text}\u001b[0m` : text;
  let count = 0;
  return {
    title: (text) => terminal.write(`${paint(1, text)}\n`),
    step: (what, result) =>
      terminal.write(`${String((count += 1)).padStart(2)}. ${what}. ${paint(36, `-> ${result}`)}\n`),
    block: (heading, text) => {
      const lines = text.split('\n').map((line) => `    | ${line}`.trimEnd());
      terminal.write(`    ${paint(2, heading)}\n${paint(2, lines.join('\n'))}\n`);
    },
  };
}
