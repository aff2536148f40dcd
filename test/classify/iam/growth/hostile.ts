// Pairs of policies made to hold the reader up. Read by work.test.ts and by bench/growth.ts.
import type { JsonPolicy, JsonStatement } from './policy.ts';

export type HostilePair = { readonly name: string; readonly before: JsonPolicy; readonly after: JsonPolicy };

function many<Made>(count: number, make: (index: number) => Made): readonly Made[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const allow = (statement: JsonStatement): JsonStatement => ({ Action: '*', Resource: '*', ...statement });

/** Each sort once: many statements, many texts, many wildcards, many conditions, many unknown texts. */
export function hostilePairs(): readonly HostilePair[] {
  const pair = (name: string, before: JsonPolicy, after: JsonPolicy): HostilePair => ({
    name,
    before,
    after,
  });
  return [
    pair(
      '1,000 statements',
      [],
      many(1_000, (at) => allow({ Resource: `arn:aws:s3:::b${at}*x*` })),
    ),
    pair(
      'statements whose patterns all cross',
      many(199, (at) => allow({ Resource: `arn:aws:s3:::*${at}*/x` })),
      many(199, (at) => allow({ Resource: `arn:aws:s3:::*${at}*y*` })),
    ),
    pair('10,000 actions', [], allow({ Action: many(10_000, (at) => `s3:Get${at}`) })),
    pair(
      '10,000 actions with wildcards',
      allow({ Action: many(5_000, (at) => `*:*${at}*b*`) }),
      allow({ Action: many(5_000, (at) => `*:*${at}*a*`) }),
    ),
    pair(
      '100 wildcards in one text',
      allow({ Resource: `arn:aws:s3:::${'*a'.repeat(100)}` }),
      allow({ Resource: `arn:aws:s3:::${'*b'.repeat(100)}` }),
    ),
    pair(
      '100 texts with 20 wildcards each',
      allow({ Resource: many(100, (at) => `*${`${at}*a`.repeat(20)}`) }),
      allow({ Resource: many(100, (at) => `*${`${at}*b`.repeat(20)}`) }),
    ),
    pair(
      '5,000 resources with wildcards',
      allow({ Resource: many(2_500, (at) => `*b${at}/*`) }),
      allow({ Resource: many(2_500, (at) => `*c${at}/*`) }),
    ),
    pair(
      'texts as long as ARNs can be',
      allow({ Resource: many(100, (at) => `arn:aws:s3:::${String(at).repeat(1_000)}*`) }),
      allow({ Resource: many(100, (at) => `arn:aws:s3:::z${String(at).repeat(1_000)}*x`) }),
    ),
    pair(
      'a condition key of its own in each statement',
      many(40, (at) => allow({ Condition: { StringLike: { [`aws:RequestTag/${at}`]: `*${at}*` } } })),
      many(40, (at) => allow({ Condition: { StringLike: { [`aws:RequestTag/${at}`]: `*${at}` } } })),
    ),
    pair(
      '5,000 values in one condition',
      allow({ Condition: { StringLike: { 'aws:userid': many(2_500, (at) => `*${at}*`) } } }),
      allow({ Condition: { StringNotLike: { 'aws:userid': many(2_500, (at) => `*${at}*z`) } } }),
    ),
    pair(
      '6,000 networks',
      allow({
        Condition: { IpAddress: { 'aws:SourceIp': many(3_000, (at) => `10.${at >> 8}.${at & 255}.0/25`) } },
      }),
      allow({
        Condition: { IpAddress: { 'aws:SourceIp': many(3_000, (at) => `11.${at >> 8}.${at & 255}.0/25`) } },
      }),
    ),
    pair(
      'a policy variable of its own in each statement',
      many(30, (at) => allow({ Effect: 'Deny', NotResource: `arn:aws:s3:::x/\${aws:PrincipalTag/${at}}/*` })),
      many(30, (at) => allow({ Effect: 'Deny', NotResource: `arn:aws:s3:::y/\${aws:PrincipalTag/${at}}/*` })),
    ),
    pair(
      'everything but something, in each statement',
      many(199, (at) => ({ NotAction: `s3:Get${at}`, NotResource: `arn:aws:s3:::b${at}/*` })),
      many(199, (at) => ({ NotAction: `ec2:*${at}`, NotResource: `arn:aws:ec2:*:*:instance/*${at}` })),
    ),
    pair(
      '600 texts that nobody can resolve',
      allow({ Resource: many(300, (at) => `⟨a${at}⟩`) }),
      allow({ Resource: many(300, (at) => `⟨b${at}⟩`) }),
    ),
    pair(
      'actions that nobody can resolve',
      many(50, (at) => ({ Action: `⟨a${at}⟩`, Resource: `arn:aws:s3:::${at}*` })),
      many(50, (at) => ({ NotAction: `⟨a${at}⟩`, Resource: '*' })),
    ),
  ];
}
