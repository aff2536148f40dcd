// Which service the resource of an unresolved expression belongs to, where its source says so. Called by resource-cells.ts.

/** Terraform's names of resource types that do not begin with the service of their ARN. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^cloudwatch_log_/, 'logs'],
  [/^cloudwatch_event_/, 'events'],
  [/^(?:db|rds)_/, 'rds'],
  [/^(?:lb|alb|elb)(?:_|$)/, 'elasticloadbalancing'],
  [/^sfn_/, 'states'],
  [/^kinesis_firehose_/, 'firehose'],
  [/^(?:instance|vpc|subnet|security_group|ebs|eip|launch_template|network_interface)(?:_|$)/, 'ec2'],
  [
    /^(?:s3|iam|dynamodb|sqs|sns|lambda|kms|secretsmanager|ssm|ecr|ecs|eks|kinesis|codebuild|codepipeline|cloudformation|sagemaker|glue|athena)_/,
    '',
  ],
];

/** `s3` for `aws_s3_bucket.data.arn` and for `"arn:aws:s3:::${var.name}"`; null where nothing says. */
export function sourceService(source: string): string | null {
  const written = /arn:(?:\$\{[^}]*\}|[\w-]*):([a-z][\w-]*):/.exec(source)?.[1];
  if (written !== undefined) return written;
  const type = /\baws_([a-z0-9_]+)\./.exec(source)?.[1] ?? '';
  const family = FAMILIES.find(([pattern]) => pattern.test(type));
  if (family === undefined) return null;
  return family[1] === '' ? (type.split('_')[0] ?? null) : family[1];
}
