// Which texts a decision rests on, as its document names them. Called by `compilePolicy`.
import { sha256Hex } from '../../model/canonical.ts';
import type { Decision } from '../../model/decision.ts';
import type { PolicyFile, PolicyLayers } from '../../model/policy-source.ts';
import { isMain } from './layer.ts';
import type { ReadLayer } from './open-layer.ts';

/** `files`, `layers` and `lastGood` are absent where there are none, so that a decision without them reads as it did before there were any. */
export function identityOf(
  { floor, repository, extended = {} }: PolicyLayers,
  read: readonly ReadLayer[],
): Decision['policy'] {
  // What floor and repository both extend is one text.
  const texts = new Map(read.filter(({ layer }) => !isMain(layer)).map(({ source, text }) => [source, text]));
  const further = [...texts].map(([source, text]) => ({ source, sha256: sha256Hex(text) }));
  const lastGood = [floor, repository, ...Object.values(extended)].flatMap(lastGoodOf);
  return {
    source: repository.kind === 'absent' ? null : repository.source,
    sha256: repository.kind === 'file' ? sha256Hex(repository.text) : null,
    ...filesOf(repository),
    floor:
      floor.kind === 'file'
        ? { source: floor.source, sha256: sha256Hex(floor.text), ...filesOf(floor) }
        : null,
    ...(further.length === 0 ? {} : { layers: further }),
    ...(lastGood.length === 0 ? {} : { lastGood }),
  };
}

function filesOf(file: PolicyFile): Pick<Decision['policy'], 'files'> {
  if (file.kind !== 'file' || file.parts === undefined) return {};
  const files = file.parts.map((part) => ({
    path: part.path,
    sha256: part.kind === 'file' ? sha256Hex(part.text) : null,
  }));
  return { files };
}

function lastGoodOf(file: PolicyFile): NonNullable<Decision['policy']['lastGood']> {
  if (file.kind !== 'file' || file.lastGood === undefined) return [];
  return [{ source: file.source, ...file.lastGood }];
}
