// `aigov policy explain`: why a change gets its verdict, rule by rule, those that do not match too; or why a recorded decision got its own, as of then.
import { Fault } from '../model/failure.ts';
import { explainRules } from '../policy/index.ts';
import { renderExplanation } from '../report/index.ts';
import { decide, type Verdict } from '../steps/decide.ts';
import { choiceOption, optionalOption, parseOptions, refuseWords, type Options } from './arguments.ts';
import type { Command } from './command.ts';
import { openLedger } from './ledger-source.ts';
import { DECISION_OPTIONS, DECISION_USAGE, localDecision } from './local-decision.ts';
import { findDecision } from './policy-explain/find-decision.ts';
import { recordedOf } from './policy-replay/sources.ts';
import type { Terminal } from './terminal.ts';

/** Where an explained decision comes from. Null: it was made now. */
type Origin = {
  readonly chain: string;
  readonly seq: number;
  /** RFC 3339. */
  readonly ts: string;
  readonly decisionDigest: string;
  /** This version makes the same decision of the same evidence, byte for byte. */
  readonly exact: boolean;
} | null;

export const policyExplainCommand: Command = {
  usage: `aigov policy explain (${DECISION_USAGE} | --decision DIGEST|OWNER/REPO#NUMBER[@HEAD] [--data-dir DIR] [--chain NAME]) [--format text|json]`,
  summary:
    'Say for each rule of the policy whether it matches a change, why, and what it asks for. With --decision: of a recorded decision, as of then.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, {
      ...DECISION_OPTIONS,
      decision: 'string',
      'data-dir': 'string',
      chain: 'string',
    });
    refuseWords(words);
    const format = choiceOption(options, 'format', ['text', 'json']);
    const name = optionalOption(options, 'decision');
    const { verdict, origin } =
      name === null
        ? { verdict: await localDecision(options, terminal), origin: null }
        : await recordedVerdict(name, options, terminal);
    const { decision, question, privileges } = verdict;
    const rules = explainRules(question);
    terminal.out(
      format === 'json'
        ? JSON.stringify(
            {
              schema: 'aigov.explanation/1',
              ...(origin === null ? {} : { recorded: origin }),
              decision,
              rules,
              privileges,
            },
            null,
            2,
          )
        : [
            ...originLines(origin),
            renderExplanation(decision, rules, { color: terminal.color, privileges }),
          ].join('\n'),
    );
    return question.policy.kind === 'invalid' && origin === null ? 2 : 0;
  },
};

/** Nothing of the present comes in: facts, diff and policy are those of the record. */
async function recordedVerdict(
  name: string,
  options: Options,
  terminal: Terminal,
): Promise<{ readonly verdict: Verdict; readonly origin: Origin }> {
  const present = Object.keys(DECISION_OPTIONS).find(
    (option) => option !== 'format' && options[option] !== undefined,
  );
  if (present !== undefined)
    throw new Fault('USAGE', `--${present} cannot stand beside --decision: a record has its own`);
  const reader = await openLedger(options, terminal);
  try {
    const chain = optionalOption(options, 'chain') ?? undefined;
    const entry = await findDecision(reader, { name, chain });
    const recorded = await recordedOf(reader, entry);
    if (recorded === null)
      throw new Fault('NOT_FOUND', `the decision "${name}" is recorded, and its evidence is gone`);
    const { diff, ...gathered } = recorded;
    const verdict = decide({ gathered, diff });
    const { decisionDigest: digest } = entry.data;
    const decisionDigest = typeof digest === 'string' ? digest : '';
    const exact = verdict.decision.decisionDigest === decisionDigest;
    return { verdict, origin: { chain: entry.chain, seq: entry.seq, ts: entry.ts, decisionDigest, exact } };
  } finally {
    await reader.close();
  }
}

function originLines(origin: Origin): readonly string[] {
  if (origin === null) return [];
  const { chain, seq, ts, decisionDigest, exact } = origin;
  return [
    `recorded ${ts} as entry ${seq} of ${chain}, ${decisionDigest}`,
    ...(exact
      ? []
      : ['This version of aigov decides the same evidence otherwise; what follows is what it would say.']),
    '',
  ];
}
