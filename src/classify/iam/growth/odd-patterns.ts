// Resource patterns that fit no ARN format AWS's tables have: a new kind of resource, or a slip. Called by climb.ts.
import { formatGlob } from './arn-format.ts';
import { formatsOfArnService } from './catalogue.ts';
import { overlap } from './glob-relations.ts';
import type { Glob } from './glob.ts';
import type { ResourcePattern } from './resource-table.ts';

/** Nobody can say what acts on them, so every action may. */
export function oddPatterns(patterns: readonly ResourcePattern[]): readonly Glob[] {
  return patterns.filter(isOdd).map(({ glob }) => glob);
}

function isOdd({ glob }: ResourcePattern): boolean {
  const [arn = '', partition, service] = glob.prefix.split(':');
  if (arn !== 'arn') return !'arn:'.startsWith(glob.prefix);
  // A wildcard comes before the service ends: some service has such a resource.
  if (partition === undefined || service === undefined || glob.prefix.split(':').length < 4)
    return glob.literal;
  return formatsOfArnService(service).every((format) => !overlap(formatGlob(format, partition), glob));
}
