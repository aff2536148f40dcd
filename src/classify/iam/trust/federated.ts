// Roles that tokens of an OIDC provider may assume: how many identities the conditions leave. Called by weakness.ts.
import type { Severity } from '../../../model/words.ts';
import type { PolicyCondition, PolicyStatement } from '../policy-document.ts';
import { COMPUTED } from '../documents/read-statement.ts';
import { githubReach, ownerPrefixes } from './github-reach.ts';

export type FederatedWeakness = {
  readonly message: string;
  readonly severity: Severity;
  readonly confidence?: 'low';
};

const GITHUB = 'token.actions.githubusercontent.com';

/** Claims that name one identity of a provider; Cognito and Google name the client instead. */
const SUBJECTS = /[:}](sub|oaud|email|google_workspace_user)\b/i;
const CLIENTS =
  /(cognito-identity\.amazonaws\.com|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com):(aud|app_id)/i;

/** Compares for equality and is false where the claim is absent. */
const POSITIVE = /^(foranyvalue:)?string(equals|equalsignorecase|like)$/i;

/** Empty for a statement that is not about tokens. */
export function federatedWeaknesses(statement: PolicyStatement): readonly FederatedWeakness[] {
  if (!isAboutTokens(statement)) return [];
  const { conditions } = statement;
  const claims = conditions.filter(({ key }) => /[:}]\w+/.test(key) && !/^aws:/i.test(key));
  const open = isGithub(statement) ? github(claims) : [...guests(claims), ...others(claims)];
  const computed = conditions.some(({ key }) => key === COMPUTED);
  return [...emptySets(claims), ...(computed && open.length > 0 ? [DOUBT] : open)];
}

const DOUBT: FederatedWeakness = {
  message: 'Which identities of this provider may assume the role is computed.',
  severity: 'low',
  confidence: 'low',
};

function isAboutTokens({ principals, actions }: PolicyStatement): boolean {
  const federated = principals?.entries.some(({ type, text }) => {
    const saml = text.kind === 'known' && /:saml-provider\//.test(text.text);
    return type.toLowerCase() === 'federated' && !saml;
  });
  const saml = actions.texts.every((text) => text.kind === 'known' && /withsaml$/i.test(text.text));
  return federated === true && (actions.texts.length === 0 || !saml);
}

function isGithub({ principals, conditions }: PolicyStatement): boolean {
  const names = (principals?.entries ?? []).map(({ text }) =>
    text.kind === 'known' ? text.text : text.source,
  );
  return (
    [...names, ...conditions.map(({ key }) => key)].some((name) => name.includes(GITHUB)) ||
    names.some((name) => /github/i.test(name))
  );
}

/** `ForAllValues` is true where the claim is absent: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html. */
function emptySets(claims: readonly PolicyCondition[]): readonly FederatedWeakness[] {
  return claims
    .filter(({ operator }) => /^forallvalues:/i.test(operator) || /ifexists$/i.test(operator))
    .map(({ operator, key }) => ({
      message: `${operator} on ${key} also lets tokens in that lack the claim.`,
      severity: 'high',
    }));
}

function github(claims: readonly PolicyCondition[]): readonly FederatedWeakness[] {
  const proving = claims.filter(({ operator }) => POSITIVE.test(operator));
  switch (githubReach(proving)) {
    case 'anybody':
      return [{ message: anybody(ownerPrefixes(proving)), severity: 'high' }];
    case 'owner':
      return [
        {
          message: 'Workflows of every repository of the organisation may assume this role.',
          severity: 'high',
        },
      ];
    case 'repository':
      return [
        {
          message:
            'Every workflow of the repository may assume this role, on any branch and in pull requests.',
          severity: 'medium',
        },
      ];
    case 'computed':
      return [
        { message: 'Which workflows may assume this role is computed.', severity: 'low', confidence: 'low' },
      ];
    case 'one':
      return [];
  }
}

/** Whoever likes may take an account with such a name. */
function anybody(prefixes: readonly string[] | null): string {
  if (prefixes === null)
    return 'Workflows of any repository on GitHub may assume this role: no condition names one.';
  const begin = prefixes.map((prefix) => `"${prefix}"`).join(' or ');
  return `Workflows of every owner on GitHub whose name begins with ${begin} may assume this role, whoever that is.`;
}

/** An identity pool makes a guest of whoever asks: https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html. */
function guests(claims: readonly PolicyCondition[]): readonly FederatedWeakness[] {
  const letsIn = ({ operator, key, values }: PolicyCondition): boolean =>
    POSITIVE.test(operator) &&
    /cognito-identity\.amazonaws\.com:amr$/i.test(key) &&
    values.some((value) => value.kind === 'known' && ['unauthenticated', '*'].includes(value.text));
  return claims.some(letsIn)
    ? [
        {
          message: 'Anybody on the internet may assume this role as a guest of the Cognito identity pool.',
          severity: 'high',
        },
      ]
    : [];
}

function others(claims: readonly PolicyCondition[]): readonly FederatedWeakness[] {
  const proving = claims.filter(({ operator }) => POSITIVE.test(operator));
  const named = proving.filter(
    ({ key, values }) => (SUBJECTS.test(key) || CLIENTS.test(key)) && !values.some(isOpen),
  );
  if (named.length > 0) return [];
  return [
    {
      message: 'Any identity of this provider may assume the role: no condition names the subject.',
      severity: 'high',
    },
  ];
}

function isOpen(value: PolicyCondition['values'][number]): boolean {
  return value.kind === 'known' && /^[*?:/]*$/.test(value.text);
}
