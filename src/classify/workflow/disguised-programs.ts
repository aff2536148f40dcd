// Scripts that hide what they run, or open the machine to others; read by workflow-hidden-program and exec-on-apply.
import type { Severity } from '../../model/words.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, stepsIn } from './parts.ts';
import type { Named } from './parts.ts';

export type Disguised = {
  readonly step: Named;
  /** Goes into `Step "x" of job a …`. */
  readonly what: string;
  readonly severity: Severity;
  readonly line: number;
};

type Sign = { readonly form: RegExp; readonly what: string; readonly severity: Severity };

const DECODES = String.raw`(?:\bbase64\s{1,9}(?:-d|-D|--decode)\b|\bbase32\s{1,9}-d\b|\bxxd\s{1,9}-r\b|\bopenssl\s{1,9}enc\b[^\n|]{0,80}\s-d\b)`;
const SHELL = String.raw`(?:sudo\s{1,9})?(?:(?:ba|z|da)?sh|python3?|node|perl|ruby)\b`;

/** One line of a script each; a line that ends in a backslash goes on in the next. */
const SIGNS: readonly Sign[] = [
  {
    form: new RegExp(
      String.raw`${DECODES}[^\n;&]{0,200}\|\s{0,9}${SHELL}|(?:\beval\b|\b(?:ba|z|da)?sh\s{1,9}-c|\bsource\b|\bpython3?\s{1,9}-c)[^\n;]{0,200}${DECODES}`,
    ),
    what: 'runs a program that it decodes first, so that nobody can read it here',
    severity: 'high',
  },
  {
    form: /\/dev\/(?:tcp|udp)\/|\bn(?:c|cat)\b[^\n|;&]{0,80}\s-(?:e|c)\b|\bssh\b[^\n|;&]{0,80}\s-R\b/,
    what: 'opens a connection to another host through which a shell may be used',
    severity: 'high',
  },
  {
    form: /\/proc\/[^\s/]{1,80}\/(?:mem|environ)\b|\bRunner\.Worker\b/,
    what: 'reads the memory or the variables of other programs, where secrets are',
    severity: 'high',
  },
  { form: /\bauthorized_keys\b/, what: 'lets a key in to the machine it runs on', severity: 'high' },
  {
    form: /(?:^|[\s;&|])(?:env|printenv|set|export\s{1,9}-p)\s{0,9}\|[^\n]{0,200}\b(?:curl|wget|nc)\b|\b(?:curl|wget)\b[^\n]{0,200}\$\((?:env|printenv)\b/,
    what: 'sends all its variables to another host',
    severity: 'high',
  },
  {
    form: /(?<!-[zn]\s{1,3}[\x22']?\$\{?)\bACTIONS_ID_TOKEN_REQUEST_(?:TOKEN|URL)\b/,
    what: 'asks for the identity token of the run by itself, and may hand it on',
    severity: 'medium',
  },
  {
    form: />\s{0,9}\/etc\/hosts\b|\btee\b[^\n|]{0,40}\/etc\/hosts\b/,
    what: 'decides which hosts stand behind their names',
    severity: 'medium',
  },
];

/** Actions that let somebody into a running job. */
const DOORS =
  /^(?:mxschmitt\/action-tmate|(?:lhotari|owenthereal)\/action-upterm|csexton\/debugger-action|fawazahmed0\/action-debug)@/i;

export function disguisedPrograms(tree: Node): readonly Disguised[] {
  return stepsIn(tree).flatMap((step): readonly Disguised[] => {
    const line = (childOf(step.node, 'run') ?? step.node).line;
    const found = disguisesIn(linesOf(memberText(step.node, 'run')));
    const opens = DOORS.test(memberText(step.node, 'uses'))
      ? [{ step, what: 'opens a shell of the running job to others', severity: 'high' as const, line }]
      : [];
    return [...opens, ...found.map(({ what, severity }) => ({ step, what, severity, line }))];
  });
}

/** Lines that run: one that ends in a backslash goes on in the next, and comments are left out. */
export function linesOf(script: string): readonly string[] {
  return script
    .replaceAll(/\\\r?\n/g, ' ')
    .split('\n')
    .filter((line) => !/^\s*#/.test(line));
}

export function disguisesIn(lines: readonly string[]): readonly Omit<Sign, 'form'>[] {
  return SIGNS.filter(({ form }) => lines.some((text) => form.test(text)));
}
