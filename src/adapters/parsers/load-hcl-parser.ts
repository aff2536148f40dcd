// The HCL parser for the workers.
import { createHclParser } from '../../formats/index.ts';
import type { HclParser } from '../../formats/index.ts';

export function loadHclParser(_onDeath: () => void): Promise<HclParser> {
  return Promise.resolve(createHclParser());
}

export function lazyHclParser(_onDeath: () => void): HclParser {
  return createHclParser();
}
