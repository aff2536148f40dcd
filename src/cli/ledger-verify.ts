// `aigov ledger verify`: proves offline that nothing was altered, dropped or cut off.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  parseExpectation,
  verifyChain,
  verifyLedger,
  type Expectation,
  type VerifyResult,
} from '../ledger/index.ts';
import { counted } from '../model/counted.ts';
import { Fault } from '../model/failure.ts';
import type { Command } from './command.ts';
import { choiceOption, optionalOption, parseOptions, refuseWords, type Options } from './arguments.ts';
import { LEDGER_SOURCE_OPTIONS, openLedger } from './ledger-source.ts';
import type { Terminal } from './terminal.ts';

export const ledgerVerifyCommand: Command = {
  usage:
    'aigov ledger verify [--data-dir DIR | --file EXPORT] [--chain NAME] [--expect SEQ:HASH] [--format text|json]',
  summary: 'Verify every chain of the ledger; --expect takes the position that a check run showed.',
  run: async (args, terminal) => {
    const { options, words } = parseOptions(args, {
      ...LEDGER_SOURCE_OPTIONS,
      expect: 'string',
      format: 'string',
    });
    refuseWords(words);
    const format = choiceOption(options, 'format', ['text', 'json']);
    const result = await verify(options, terminal);
    terminal.out(
      format === 'json'
        ? JSON.stringify({ schema: 'aigov.ledger-verification/1', ...result }, null, 2)
        : describe(result),
    );
    return result.ok ? 0 : 1;
  },
};

async function verify(options: Options, terminal: Terminal): Promise<VerifyResult> {
  const expect = expectations(options);
  const chain = optionalOption(options, 'chain');
  const file = optionalOption(options, 'file');
  const scope = { expect, ...(chain === null ? {} : { chain }) };
  if (file !== null) return await verifyChain(linesOf(file), scope);
  const reader = await openLedger(options, terminal);
  try {
    return await verifyLedger(reader, { ...scope, evidence: true });
  } finally {
    await reader.close();
  }
}

function expectations(options: Options): readonly Expectation[] {
  const text = optionalOption(options, 'expect');
  if (text === null) return [];
  const expectation = parseExpectation(text.replace(/^#/, '').replace(/\s+/, ':'));
  if (expectation === null)
    throw new Fault('USAGE', '--expect takes SEQ:HASH with at least 16 hex digits, as a check run shows it');
  return [expectation];
}

/** Lines of an export, without holding the file in memory. */
async function* linesOf(path: string): AsyncIterable<string> {
  const input = createReadStream(path, 'utf8');
  const opened = new Promise<void>(
    (resolve, reject) => void input.once('open', () => resolve()).once('error', reject),
  );
  await opened.catch((cause: unknown) => {
    throw new Fault('NOT_FOUND', `cannot read ${path}`, { cause });
  });
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line !== '') yield line;
  }
}

function describe(result: VerifyResult): string {
  const chains = result.chains.map(
    ({ chain, seq, hash }) => `${chain}: ${counted(seq, 'entry', 'entries')}, head #${seq} ${hash}`,
  );
  const entries = counted(result.entries, 'entry', 'entries');
  if (result.ok)
    return [...chains, `ok: ${entries} in ${counted(result.chains.length, 'chain')} verified.`].join('\n');
  const faults = result.faults.map(
    ({ code, chain, seq, message }) =>
      `${code}: ${chain ?? 'ledger'}${seq === null ? '' : ` #${seq}`}: ${message}`,
  );
  return [...faults, `NOT OK: ${counted(result.faultCount, 'fault')} in ${entries}.`].join('\n');
}
