// Who can make which of the requests that a role's trust policy decides. Called by climb.ts.
import type { PrincipalCell } from './principal-cells.ts';

/**
 * Users of an identity provider assume a role with its token, everybody else with their AWS credentials:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html
 */
export function mayAsk(action: string, { requester, symbol }: PrincipalCell): boolean {
  const name = action.toLowerCase();
  const federated =
    symbol === null
      ? requester?.kind === 'other' && requester.type === 'federated'
      : symbol.startsWith('principal federated ');
  if (/^sts:assumerolewith(?:webidentity|saml)$/.test(name))
    return federated || requester?.kind === 'anonymous';
  return name === 'sts:assumerole' ? !federated : true;
}
