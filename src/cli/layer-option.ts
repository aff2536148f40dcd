// `--layer owner/repository//path=FILE`: what a policy extends, where there is no host to read it from. Used by every command that decides with a policy.
import { readFile } from 'node:fs/promises';
import { LIMITS } from '../config/limits.ts';
import { Fault } from '../model/failure.ts';
import { layerName, parseLayerName } from '../model/layer-place.ts';
import type { PolicyFile, PolicyLayers } from '../model/policy-source.ts';
import { decodeUtf8 } from '../model/utf8.ts';
import { listOption, type Options } from './arguments.ts';

/** Empty where none is given. Throws Fault USAGE for what is no layer, given twice or not a text. */
export async function givenLayers(options: Options): Promise<Pick<PolicyLayers, 'extended'>> {
  const files = new Map<string, PolicyFile>();
  for (const word of listOption(options, 'layer')) {
    const { name, path } = parseWord(word);
    if (files.has(name)) throw new Fault('USAGE', `--layer: ${name} is given twice`);
    files.set(name, { kind: 'file', source: path, text: await textAt(path) });
  }
  return files.size === 0 ? {} : { extended: Object.fromEntries(files) };
}

function parseWord(word: string): { readonly name: string; readonly path: string } {
  const cut = word.indexOf('=');
  const place = cut < 0 ? null : parseLayerName(word.slice(0, cut));
  const path = word.slice(cut + 1);
  if (place === null || path === '')
    throw new Fault('USAGE', `--layer is owner/repository//path=FILE, not "${word}"`);
  return { name: layerName(place), path };
}

async function textAt(path: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Fault('USAGE', `--layer: cannot read ${path}`, { cause });
  });
  const text = decodeUtf8(bytes);
  if (text === null) throw new Fault('USAGE', `--layer: ${path} is not UTF-8 text`);
  if (bytes.length > LIMITS.policyBytes)
    throw new Fault('USAGE', `--layer: ${path} has more than ${LIMITS.policyBytes} bytes`);
  return text;
}
