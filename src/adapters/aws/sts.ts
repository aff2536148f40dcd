// StsPort over the AWS SDK: one AssumeRole per session, in the region of the target. Made by the process entries.
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import type { AssumeRoleAnswer, AssumeRoleRequest, StsPort } from '../../sessions/index.ts';
import { awsFailure } from './aws-error.ts';
import { clientConfig, lazily, type AwsConfig } from './client-config.ts';

/** Nothing is asked of AWS, and no credentials are looked for, before the first session. */
export function createSts(config: AwsConfig): StsPort {
  const clientOf = lazily(
    (region) => new STSClient(clientConfig({ ...config, region, endpoint: config.stsEndpoint })),
  );
  return {
    async assumeRole(request) {
      try {
        return answerOf(await clientOf(request.region).send(commandOf(request)));
      } catch (error) {
        return awsFailure(error);
      }
    },
  };
}

function commandOf(request: AssumeRoleRequest): AssumeRoleCommand {
  return new AssumeRoleCommand({
    RoleArn: request.roleArn,
    RoleSessionName: request.sessionName,
    SourceIdentity: request.sourceIdentity,
    DurationSeconds: request.durationSeconds,
    Policy: request.policy,
    Tags: [{ Key: request.tag.key, Value: request.tag.value }],
    ...(request.policyArns.length === 0 ? {} : { PolicyArns: request.policyArns.map((arn) => ({ arn })) }),
    ...(request.externalId === null ? {} : { ExternalId: request.externalId }),
  });
}

function answerOf(output: AssumeRoleCommandOutput): AssumeRoleAnswer {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = output.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration)
    return { kind: 'unavailable', code: 'IncompleteAnswer', why: 'the answer of STS lacks a credential' };
  return {
    kind: 'assumed',
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    expiresAt: Expiration.getTime(),
    packedPolicySize: output.PackedPolicySize ?? null,
    tokenUtilisation: utilisationOf(output),
  };
}

/** The successor of PackedPolicySize; older SDK models do not have it. */
function utilisationOf(output: object): number | null {
  const value: unknown = 'SessionTokenUtilization' in output ? output.SessionTokenUtilization : null;
  return typeof value === 'number' ? value : null;
}
