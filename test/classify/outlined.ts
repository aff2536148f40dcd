// A change as a declared scope sees it, for the tests of the rules about declarations.
import type { Outlined } from '../../src/classify/finding.ts';

export function outlined(part: Partial<Outlined> = {}): Outlined {
  return {
    files: ['envs/staging/queue.tf'],
    startLine: 3,
    endLine: 9,
    address: 'aws_sqs_queue.jobs',
    environment: 'staging',
    kinds: ['other'],
    type: 'aws_sqs_queue',
    action: 'update',
    understood: true,
    ...part,
  };
}
