// ARN formats of AWS's tables as patterns, so that a witness is a resource which the action really has. Called by resource-cells.ts.
import type { Pair } from './clause.ts';
import { MANY, MANY_IN_SEGMENT, SOME, SOME_IN_SEGMENT, WORD_MANY, WORD_ONE, globOfTokens } from './glob.ts';
import type { Glob, Token } from './glob.ts';

/** Placeholders whose values hold neither `/` nor `:` by the naming rules of their service. */
const WORDS: ReadonlySet<string> = new Set([
  'Partition',
  'Region',
  'Account',
  'AccountId',
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html: without this, every object would be a bucket.
  'BucketName',
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
  'TableName',
]);

/** Placeholders whose values may hold a `:`, as `log-group:name:*` and `foundation-model/name:0` do. All others may hold `/` only. */
const OPEN: ReadonlySet<string> = new Set([
  'ApiSpecificResourcePath',
  'BuildBatchId',
  'BuildId',
  'ClusterSnapshotName',
  'LogGroupName',
  'LogStreamName',
  'ModelId',
  'ObjectName',
  'ResourceId',
  'SnapshotName',
  'TopicFilter',
  'TopicName',
]);

const globs = new Map<string, Glob>();

/** `arn:${Partition}:s3:::${BucketName}` in one partition. */
export function formatGlob(format: string, partition: string): Glob {
  const text = format.replace('${Partition}', partition);
  const known = globs.get(text);
  if (known !== undefined) return known;
  const glob = globOfTokens(text.split(/(\$\{\w+\}|\*)/).flatMap(tokensOf));
  globs.set(text, glob);
  return glob;
}

function tokensOf(part: string): readonly Token[] {
  if (part === '*') return [MANY];
  const placeholder = /^\$\{(\w+)\}$/.exec(part)?.[1];
  if (placeholder === undefined) return Array.from(part, (character) => character.charCodeAt(0));
  if (WORDS.has(placeholder)) return [WORD_ONE, WORD_MANY];
  return OPEN.has(placeholder) ? [SOME, MANY] : [SOME_IN_SEGMENT, MANY_IN_SEGMENT];
}

/** Partitions that the documents name; an account lives in one, so `arn:aws:…` is everything where no other is named. */
export function partitionsOf({ clauses }: Pair): readonly string[] {
  const texts = clauses.flatMap(({ statement }) => statement.resources?.texts ?? []);
  const named = texts.flatMap((text) =>
    text.kind === 'known' ? (/^arn:([\w-]+):/.exec(text.text)?.[1] ?? []) : [],
  );
  return named.length === 0 ? ['aws'] : [...new Set(named)].slice(0, 4);
}
