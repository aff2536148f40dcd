// IamPort over the AWS SDK: the three actions on one boundary policy, through the revoker role of its account. Made by the process entries.
import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  IAMClient,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { Fault } from '../../model/failure.ts';
import type { BoundaryAccess, IamPort } from '../../sessions/index.ts';
import { awsFailure } from './aws-error.ts';
import { clientConfig, lazily, type AwsConfig, type AwsCredentials } from './client-config.ts';

/** IAM is one global service per partition, reached in this region. */
const HOME_REGIONS: { readonly [partition: string]: string } = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** The revoker role is assumed anew for each write: its credentials live in one call. */
export function createIam(config: AwsConfig): IamPort {
  const own = lazily((region) => iamClient(config, region, config.credentials));
  const sts = lazily(
    (region) => new STSClient(clientConfig({ ...config, region, endpoint: config.stsEndpoint })),
  );
  const use = async <T>(access: BoundaryAccess, call: (client: IAMClient) => Promise<T>): Promise<T> => {
    const region = HOME_REGIONS[access.boundaryArn.split(':')[1] ?? ''] ?? 'us-east-1';
    try {
      if (access.revokerRole === null) return await call(own(region));
      const client = iamClient(config, region, await assumeRevoker(sts(region), access));
      return await call(client).finally(() => client.destroy());
    } catch (error) {
      const { code } = awsFailure(error);
      throw new Fault('REVOCATION_FAILED', `The boundary policy cannot be written (${code}).`, {
        cause: error,
      });
    }
  };
  return {
    listVersions: async (access) =>
      await use(access, async (client) => {
        const { Versions, IsTruncated } = await client.send(
          new ListPolicyVersionsCommand({ PolicyArn: access.boundaryArn }),
        );
        if (IsTruncated === true) throw new Error('IAM cut the list of versions');
        return (Versions ?? []).map(({ VersionId, IsDefaultVersion, CreateDate }) => ({
          id: VersionId ?? '',
          isDefault: IsDefaultVersion === true,
          createdAt: CreateDate?.getTime() ?? 0,
        }));
      }),
    deleteVersion: async (access, versionId) => {
      const command = new DeletePolicyVersionCommand({ PolicyArn: access.boundaryArn, VersionId: versionId });
      await use(access, (client) => client.send(command));
    },
    createVersion: async (access, document) => {
      const command = new CreatePolicyVersionCommand({
        PolicyArn: access.boundaryArn,
        PolicyDocument: document,
        SetAsDefault: true,
      });
      await use(access, (client) => client.send(command));
    },
  };
}

function iamClient(config: AwsConfig, region: string, credentials: AwsCredentials | null): IAMClient {
  return new IAMClient(clientConfig({ ...config, region, endpoint: config.iamEndpoint, credentials }));
}

async function assumeRevoker(sts: STSClient, access: BoundaryAccess): Promise<AwsCredentials> {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: access.revokerRole ?? '',
      RoleSessionName: 'aigov-revoker',
      DurationSeconds: 900,
      ...(access.externalId === null ? {} : { ExternalId: access.externalId }),
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken)
    throw new Error('the answer of STS lacks a credential');
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
