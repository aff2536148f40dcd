// Files that a job hands on or leaves behind, and what is in them; read by credential-persisted.
import type { Severity } from '../../model/words.ts';
import { childOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { memberText, stepsIn } from './parts.ts';
import type { Named } from './parts.ts';

export type Kept = {
  readonly step: Named;
  readonly path: string;
  readonly what: string;
  readonly severity: Severity;
  readonly line: number;
};

type Sort = { readonly path: RegExp; readonly what: string; readonly severity: Severity };

/** First match wins. */
const SORTS: readonly Sort[] = [
  {
    path: /\.tfstate(?:[.*]|$)|(?:^|\/)\.terraform(?:\/|$)/,
    what: 'Terraform state, with every secret in it',
    severity: 'high',
  },
  { path: /(?:^|[/~])\.aws(?:\/|$)/, what: 'credentials of AWS', severity: 'high' },
  { path: /(?:^|[/~])\.config\/gcloud|gha-creds-/, what: 'credentials of Google Cloud', severity: 'high' },
  { path: /(?:^|[/~])\.azure(?:\/|$)/, what: 'credentials of Azure', severity: 'high' },
  { path: /(?:^|[/~])\.kube(?:\/|$)|kubeconfig/i, what: 'credentials of a cluster', severity: 'high' },
  {
    path: /(?:^|[/~])\.ssh(?:\/|$)|(?:^|\/)id_(?:rsa|ed25519)$|\.pem$/,
    what: 'a private key',
    severity: 'high',
  },
  {
    path: /(?:^|[/~])\.(?:docker\/config\.json|docker|netrc|npmrc|pypirc|git-credentials)$/,
    what: 'credentials of a registry',
    severity: 'high',
  },
  { path: /(?:^|\/)\.env(?:\.[\w-]+)?$/, what: 'an environment file', severity: 'high' },
  {
    path: /(?:^|\/)\.git(?:\/|$)/,
    what: 'the settings of git, with the token of the checkout',
    severity: 'high',
  },
  {
    path: /\.tfplan$|(?:^|[/_.-])tf-?plan(?:[/_.-]|$)|(?:^|\/)plan\.(?:out|bin|tfplan|json)$|tfplan/i,
    what: 'a Terraform plan, which holds secrets in clear',
    severity: 'medium',
  },
];

/** Uploads and caches of files that hold credentials, whole workspaces among them. */
export function keptFiles(job: Node): readonly Kept[] {
  return stepsIn(job).flatMap((step) => {
    const by = /^actions\/(upload-artifact|upload-pages-artifact|cache)(?:\/save)?(?:@|$)/i.exec(
      memberText(step.node, 'uses'),
    )?.[1];
    if (by === undefined) return [];
    const inputs = childOf(step.node, 'with');
    const line = (inputs === undefined ? undefined : childOf(inputs, 'path'))?.line ?? step.node.line;
    const paths = memberText(step.node, 'with', 'path')
      .split('\n')
      .map((path) => path.trim())
      .filter((path) => path !== '' && !path.startsWith('!'));
    return paths.flatMap((path): readonly Kept[] => {
      const sort = SORTS.find((known) => known.path.test(path)) ?? workspace(path, step.node, job);
      return sort === null ? [] : [{ step, path, what: sort.what, severity: sort.severity, line }];
    });
  });
}

const WHOLE = /^(?:\.|\.\/|\*|\*\*|\.\/\*\*|\*\*\/\*|\$\{\{\s*github\.workspace\s*\}\}\/?)$/;

/** A checkout leaves its token in `.git` unless told otherwise; an upload takes hidden files only where told so. */
function workspace(path: string, upload: Node, job: Node): Omit<Sort, 'path'> | null {
  if (!WHOLE.test(path)) return null;
  const checkouts = stepsIn(job).filter(({ node }) => /^actions\/checkout@/i.test(memberText(node, 'uses')));
  const keeps = checkouts.some(({ node }) => memberText(node, 'with', 'persist-credentials') !== 'false');
  const hidden =
    /cache/i.test(memberText(upload, 'uses')) ||
    memberText(upload, 'with', 'include-hidden-files') === 'true';
  const old = /@v?[1-3](?:\.|$)/.test(memberText(upload, 'uses'));
  if (!keeps) return null;
  return {
    what: 'the whole workspace, with the token of the checkout in `.git`',
    severity: hidden || old ? 'high' : 'low',
  };
}
