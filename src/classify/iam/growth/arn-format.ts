// ARN formats of AWS's tables as patterns, so that a witness is a resource which the action really has. Called by resource-cells.ts.
import type { Pair } from './clause.ts';
import { MANY, MANY_IN_SEGMENT, SOME, SOME_IN_SEGMENT, WORD_MANY, WORD_ONE, globOfTokens } from './glob.ts';
import type { Glob, Token } from './glob.ts';

const TAIL = 'Tail';

/** What AWS owns has no account, and what is global no region. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(['Region', 'Account']);

/** Placeholders whose values hold neither `/` nor `:` by the naming rules of their service. */
const WORDS: ReadonlySet<string> = new Set([
  'AccountId',
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html: without this, every object would be a bucket.
  'BucketName',
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
  'TableName',
]);

/** Placeholders whose values may go on behind a `:`, as `log-group:name:*` and `foundation-model/name:0` do. No other holds one. */
const CONTINUED: ReadonlySet<string> = new Set([
  'ApiSpecificResourcePath',
  'BuildBatchId',
  'BuildId',
  'ClusterSnapshotName',
  'LogGroupName',
  'ModelId',
  'ResourceId',
  'SnapshotName',
  'TopicFilter',
  'TopicName',
]);

/** A key in S3 may hold anything. */
const OPEN: ReadonlySet<string> = new Set(['ObjectName', TAIL]);

const PARTITIONS: ReadonlySet<string> = new Set([
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-eusc',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
]);

const globs = new Map<string, Map<string, readonly Glob[]>>();

/** `arn:${Partition}:s3:::${BucketName}` in one partition; a second pattern for names that go on behind a colon. */
export function formatGlobs(format: string, partition: string): readonly Glob[] {
  const own = globs.get(partition) ?? new Map<string, readonly Glob[]>();
  globs.set(partition, own);
  const made = own.get(format) ?? globsFor(format.replace('${Partition}', partition));
  own.set(format, made);
  return made;
}

function globsFor(text: string): readonly Glob[] {
  const last = /\$\{(\w+)\}$/.exec(text)?.[1] ?? '';
  const texts = CONTINUED.has(last) ? [text, `${text}:\${${TAIL}}`] : [text];
  return texts.map((each) => globOfTokens(each.split(/(\$\{\w+\}|\*)/).flatMap(tokensOf)));
}

function tokensOf(part: string): readonly Token[] {
  if (part === '*') return [MANY];
  const placeholder = /^\$\{(\w+)\}$/.exec(part)?.[1];
  if (placeholder === undefined) return Array.from(part, (character) => character.charCodeAt(0));
  if (MAY_BE_EMPTY.has(placeholder)) return [WORD_MANY];
  if (WORDS.has(placeholder)) return [WORD_ONE, WORD_MANY];
  return OPEN.has(placeholder) ? [SOME, MANY] : [SOME_IN_SEGMENT, MANY_IN_SEGMENT];
}

/** Partitions that the documents name; an account lives in one, so `arn:aws:…` is everything where no other is named. */
export function partitionsOf({ clauses }: Pair): readonly string[] {
  const texts = clauses.flatMap(({ statement }) => statement.resources?.texts ?? []);
  const named = texts.flatMap((text) =>
    text.kind === 'known' ? (/^arn:([\w-]+):/.exec(text.text)?.[1] ?? []) : [],
  );
  const known = [...new Set(named)].filter((partition) => PARTITIONS.has(partition));
  return known.length === 0 ? ['aws'] : known;
}
