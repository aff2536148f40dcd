// Policies that AWS keeps, put together by functions: only the partition may be computed.
import { expect, test } from 'vitest';
import { templateArn } from '../../../../src/classify/iam/documents/template-arn.ts';

const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const ROLE = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

test.each<[string, string | null]>([
  ['!Sub "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess"', ADMIN],
  ['!Sub "arn:aws-cn:iam::aws:policy/AdministratorAccess"', ADMIN],
  ['!Sub "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"', ROLE],
  ['!Join ["", ["arn:", !Ref AWS::Partition, ":iam::aws:policy/AdministratorAccess"]]', ADMIN],
  ['!Join [":", ["arn", !Ref AWS::Partition, "iam", "", "aws", "policy/AdministratorAccess"]]', ADMIN],
  ['!Join ["/", [!Sub "arn:${AWS::Partition}:iam::aws:policy", "AdministratorAccess"]]', ADMIN],
  ['!Sub "arn:aws:iam::aws:policy/${P}" (P is "AdministratorAccess" by default, Q is "x" by default)', ADMIN],
  ['!Join ["", ["arn:aws:iam::aws:policy/", !Ref P]] (P is "AdministratorAccess" by default)', ADMIN],
  ['!Sub "arn:aws:iam::aws:policy/${P}"', null],
  ['!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/AdministratorAccess"', null],
  ['!Sub ["arn:aws:iam::aws:policy/${P}", {"P": !Ref Q}]', null],
  ['!Join ["", !Ref Parts]', null],
  ['!Join [!Ref A, ["arn:aws:iam::aws:policy/", {"a": 1}]]', null],
  ['!Select [0, ["arn:aws:iam::aws:policy/AdministratorAccess"]]', null],
  ['!Ref P', null],
  ['aws_iam_policy.a.arn', null],
])('%s is %s', (source, expected) => {
  expect(templateArn(source)).toBe(expected);
});
