// Settings of a provider that lead it elsewhere: called by rules/provider-source-changed.ts. From the documentation of the
// providers (registry.terraform.io/providers/hashicorp/aws/latest/docs and its like).
import type { Attribute, ParsedChange } from '../../model/change.ts';
import type { Severity } from '../../model/words.ts';
import { isExpression } from '../expression.ts';
import type { Hit } from '../finding.ts';
import { foldName, segmentsOf } from '../state-tree.ts';

type Redirect = {
  /** Folded names along the path; the last one counts at any depth. */
  readonly names: readonly string[];
  readonly what: string;
  readonly severity: Severity;
  /** What a provider that is new itself says is its first word, not a change of mind. */
  readonly created?: Severity;
};

const REDIRECTS: readonly Redirect[] = [
  {
    names: ['endpoints', 'endpoint', 'customendpoints', 'metadatahost', 'stsregion'],
    what: 'sends its calls, credentials included, to another address',
    severity: 'high',
    created: 'high',
  },
  {
    names: ['httpproxy', 'httpsproxy', 'proxyurl', 'customcabundle', 'cacertfile'],
    what: 'lets another machine stand between it and the service',
    severity: 'high',
    created: 'medium',
  },
  {
    names: ['skipcredentialsvalidation', 'skiprequestingaccountid', 'skipmetadataapicheck'],
    what: 'no longer checks where it works',
    severity: 'medium',
    created: 'low',
  },
  {
    names: ['allowedaccountids', 'forbiddenaccountids'],
    what: 'changes the accounts that it may work in',
    severity: 'high',
  },
  {
    names: [
      'assumerole',
      'assumerolewithwebidentity',
      'rolearn',
      'impersonateserviceaccount',
      'profile',
      'sharedcredentialsfiles',
      'sharedconfigfiles',
      'usefipsendpoint',
    ],
    what: 'works as somebody else, or somewhere else',
    severity: 'medium',
  },
  {
    names: ['region', 'subscriptionid', 'tenantid', 'project'],
    what: 'works in another place, so that all it manages is made anew there and what was here is left behind or destroyed',
    severity: 'high',
  },
  {
    names: [
      'host',
      'url',
      'address',
      'apiurl',
      'baseurl',
      'hostname',
      'server',
      'configpath',
      'configcontext',
      'organization',
      'owner',
    ],
    what: 'talks to another service',
    severity: 'medium',
  },
];

/** One hit per redirect, however many attributes say it. */
export function redirectHits(change: ParsedChange): readonly Hit[] {
  if (change.type === 'module') return otherProviders(change);
  if (change.type !== 'provider' || change.action === 'delete') return [];
  return REDIRECTS.flatMap((redirect) => {
    const severity = change.before === null ? redirect.created : redirect.severity;
    const found = change.attributes.filter((attribute) => isNews(attribute) && leads(attribute, redirect));
    const [first] = found;
    if (severity === undefined || first === undefined) return [];
    const names = [...new Set(found.map(({ path }) => `\`${shown(path)}\``))].slice(0, 3);
    // From a text to an expression: what it will be, nobody can tell.
    const isComputed = found.every(({ before, after }) => isExpression(after) && before !== null);
    const message = `${change.address} ${isComputed ? 'now has a computed setting, and perhaps ' : ''}${redirect.what}: ${names.join(', ')}.`;
    return [{ message, line: first.line, severity: found.some(isOtherAccount) ? 'high' : severity }];
  });
}

/** What a module from elsewhere manages is not seen here; of a local one every resource says it itself. */
function otherProviders({ address, attributes, action, after }: ParsedChange): readonly Hit[] {
  const found = attributes.find(({ path }) => /^providers(?:$|[.[])/.test(path));
  const source = after?.['source']?.value;
  const isLocal = typeof source === 'string' && /^\.{1,2}(?:\/|$)/.test(source);
  if (found === undefined || action !== 'update' || isLocal) return [];
  const message = `Everything in ${address} is managed through another provider: it is made anew there, and what was here is left behind or destroyed.`;
  return [{ message, line: found.line, severity: 'high' }];
}

/** Two ids of accounts, in an ARN or in what an expression makes one of. */
function isOtherAccount({ before, after }: Attribute): boolean {
  const [old = [], now = []] = [before, after].map(
    (value) => JSON.stringify(value).match(/\b\d{12}\b/g) ?? [],
  );
  return old.length > 0 && now.length > 0 && old.join(' ') !== now.join(' ');
}

function leads({ path }: Attribute, { names }: Redirect): boolean {
  const segments = segmentsOf(path).map(foldName);
  // What is written on resources leads nowhere, whatever it is called.
  return (
    !segments.some((name) => /tags$|labels$/.test(name)) && segments.some((name) => names.includes(name))
  );
}

/** Without what only says how the block is written. */
function shown(path: string): string {
  return path.replaceAll(/\[\d+\]|^dynamic\.|\.(?:for_each|content)\b/g, '');
}

/** A check that is switched on again, and an expression in other words, lead nowhere else. */
function isNews(attribute: Attribute): boolean {
  const { before, after } = attribute;
  if (after === false || after === null) return before !== true && before !== false;
  return !(isExpression(before) && isExpression(after)) || isOtherAccount(attribute);
}
