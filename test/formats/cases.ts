// The fixture folders of all formats as changed files; read by the runner and the contract tests.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChange, FileSide } from '../../src/model/files.ts';

export type Case = {
  readonly format: string;
  readonly name: string;
  readonly folder: string;
  readonly change: FileChange;
};

/** `before.*` and `after.*`; `path.txt` names the file's path where the format goes by it. */
export function casesOf(format: string): readonly Case[] {
  const root = join(import.meta.dirname, format);
  if (!existsSync(root)) return [];
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => {
    const folder = join(root, name);
    return { format, name, folder, change: changeIn(folder) };
  });
}

function changeIn(folder: string): FileChange {
  const files = readdirSync(folder);
  const named = join(folder, 'path.txt');
  const text = (side: string): string | null => {
    const file = files.find((name) => name.startsWith(`${side}.`));
    return file === undefined ? null : readFileSync(join(folder, file), 'utf8');
  };
  const ending = files.find((name) => /^(?:before|after)\./.test(name))?.replace(/^\w+\./, '') ?? '';
  const path = existsSync(named) ? readFileSync(named, 'utf8').trim() : `envs/prod/main.${ending}`;
  return textChange(path, text('before'), text('after'));
}

export function textChange(path: string, before: string | null, after: string | null): FileChange {
  return {
    status: before === null ? 'added' : after === null ? 'removed' : 'modified',
    before: textSide(path, before),
    after: textSide(path, after),
  };
}

export function textSide(path: string, text: string | null): FileSide | null {
  if (text === null) return null;
  const blob = createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
  return { path, mode: '100644', blob, content: { kind: 'text', text } };
}
