// Secrets that show by their form, as their makers document it: a data table, asked by scan.ts. Every pattern is linear: each
// repeated part is bounded, or followed by what it cannot match.
export type SecretShape = {
  /** `GitHub token`: goes into "A … stands here". */
  readonly what: string;
  /** Each match holds one of these: most texts hold none, and are passed over without asking the pattern. */
  readonly hints: readonly string[];
  /** Global; the whole match, or its group named `secret`, is the secret. */
  readonly pattern: RegExp;
};

export const SECRET_SHAPES: readonly SecretShape[] = [
  // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
  {
    what: 'GitHub token',
    hints: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    pattern: /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/g,
  },
  {
    what: 'GitHub token',
    hints: ['github_pat_'],
    pattern: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/g,
  },
  {
    what: 'GitLab token',
    hints: ['glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-', 'glft-', 'glsoat-'],
    pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w-]{20,64}/g,
  },
  // https://api.slack.com/concepts/token-types
  { what: 'Slack token', hints: ['xox'], pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{20,255}\b/g },
  { what: 'Slack token', hints: ['xapp-'], pattern: /\bxapp-\d-[A-Za-z0-9-]{20,255}\b/g },
  {
    what: 'Slack webhook',
    hints: ['hooks.slack.com'],
    pattern: /\bhttps:\/\/hooks\.slack\.com\/services\/T\w{8,12}\/B\w{8,12}\/(?<secret>\w{20,28})\b/g,
  },
  { what: 'Stripe key', hints: ['k_live_'], pattern: /\b[rs]k_live_[A-Za-z0-9]{20,255}\b/g },
  // https://cloud.google.com/docs/authentication/api-keys
  { what: 'Google API key', hints: ['AIza'], pattern: /\bAIza[\w-]{35}(?![\w-])/g },
  { what: 'Google client secret', hints: ['GOCSPX-'], pattern: /\bGOCSPX-[\w-]{28}(?![\w-])/g },
  // https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage
  {
    what: 'key of an Azure storage account',
    hints: ['AccountKey='],
    pattern: /\bAccountKey=(?<secret>[A-Za-z0-9+/]{86}==)/g,
  },
  {
    what: 'key of an Azure service',
    hints: ['SharedAccessKey='],
    pattern: /\bSharedAccessKey=(?<secret>[A-Za-z0-9+/]{43}=)/g,
  },
  {
    what: 'signed address of Azure storage',
    hints: ['sig='],
    pattern: /[?&]sig=(?<secret>[A-Za-z0-9%+/]{40,120}(?:%3D|=))/g,
  },
  {
    what: 'Azure client secret',
    hints: ['Q~'],
    pattern: /(?<![\w~.-])[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31,34}(?![\w~.-])/g,
  },
  { what: 'npm token', hints: ['npm_'], pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { what: 'npm token', hints: ['_authToken='], pattern: /:_authToken=(?<secret>[A-Za-z0-9_-]{20,255})/g },
  { what: 'PyPI token', hints: ['pypi-AgEI'], pattern: /\bpypi-AgEI[\w-]{50,255}/g },
  { what: 'Docker Hub token', hints: ['dckr_'], pattern: /\bdckr_[po]at_[\w-]{20,64}/g },
  // https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens
  { what: 'HCP Terraform token', hints: ['.atlasv1.'], pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,80}/g },
  { what: 'Vault token', hints: ['hvs.', 'hvb.', 'hvr.'], pattern: /\bhv[sbr]\.[\w-]{24,255}/g },
  { what: 'DigitalOcean token', hints: ['_v1_'], pattern: /\bdo[opr]_v1_[0-9a-f]{64}\b/g },
  { what: 'SendGrid key', hints: ['SG.'], pattern: /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g },
  {
    what: 'Shopify token',
    hints: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    pattern: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/g,
  },
  { what: 'Grafana token', hints: ['glsa_', 'glc_'], pattern: /\bgl(?:sa|c)_[A-Za-z0-9+/]{32,400}={0,2}/g },
  { what: 'Databricks token', hints: ['dapi'], pattern: /\bdapi[0-9a-f]{32}\b/g },
  { what: 'Atlassian token', hints: ['ATATT3'], pattern: /\bATATT3[\w=-]{80,255}/g },
  { what: 'Anthropic key', hints: ['sk-ant-'], pattern: /\bsk-ant-[a-z]{2,8}\d\d-[\w-]{40,255}/g },
  { what: 'OpenAI key', hints: ['sk-'], pattern: /\bsk-(?:proj|svcacct|admin)-[\w-]{40,255}/g },
  { what: 'Hugging Face token', hints: ['hf_'], pattern: /\bhf_[A-Za-z]{34}\b/g },
  { what: 'New Relic key', hints: ['NRAK-'], pattern: /\bNRAK-[A-Z0-9]{27}\b/g },
  { what: 'Doppler token', hints: ['dp.'], pattern: /\bdp\.(?:pt|st|ct|sa|scim)\.[A-Za-z0-9]{40,44}\b/g },
  { what: 'age key', hints: ['AGE-SECRET-KEY-1'], pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b/g },
  { what: 'Telegram token', hints: [':AA'], pattern: /\b\d{8,10}:AA[\w-]{33}(?![\w-])/g },
  { what: 'Linear key', hints: ['lin_api_'], pattern: /\blin_api_[A-Za-z0-9]{40}\b/g },
  // RFC 7519: two JSON objects in base64url, and a signature. One that has run out opens nothing, which cannot be told here.
  {
    what: 'signed web token (JWT)',
    hints: ['.eyJ'],
    pattern: /\beyJ[\w-]{10,4096}\.eyJ[\w-]{10,4096}\.[\w-]{16,4096}/g,
  },
];

/** An access key id names a key and opens nothing alone (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html). */
export const AWS_KEY_ID = /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g;

/** The secret beside it: forty characters that end where they end. */
export const AWS_SECRET = /(?<![\w/+=])[A-Za-z0-9/+]{40}(?![\w/+=])/g;

/** The first line of a private key in PEM (RFC 7468), with what follows on that line. */
export const PRIVATE_KEY =
  /-----BEGIN (?<sort>(?:[A-Z0-9]{1,12} ){0,3})PRIVATE KEY(?: BLOCK)?-----(?<rest>.{0,80})/;

/** User and password before a host. */
export const ADDRESS_PASSWORD =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@"'`<>[\]{}()|]{0,64}:(?<secret>[^\s:/?#@"'`<>|]{3,256})@(?<host>[\w.[\]:-]{1,255})/gi;

/** A header with credentials written out. */
export const AUTHORIZATION =
  /\bauthorization["']?\s{0,4}[:=]\s{0,4}["']?(?:bearer|basic|token)\s{1,4}(?<secret>[\w+/=.~-]{16,4096})/gi;
