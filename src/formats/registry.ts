// Every format, in the order in which they may claim a file. A new format is one file, one line here, fixtures and a docs page.
import type { Claim, Format } from './format.ts';
import type { FormatFile } from './format-file.ts';
import { cloudformation } from './cloudformation.ts';
import { dependabot } from './dependabot.ts';
import { githubAction } from './github-action.ts';
import { githubWorkflow } from './github-workflow.ts';
import { governance } from './governance.ts';
import { helm } from './helm.ts';
import { iamPolicy } from './iam-policy.ts';
import { kubernetes } from './kubernetes.ts';
import { kustomize } from './kustomize.ts';
import { opaque } from './opaque.ts';
import { terraform } from './terraform.ts';
import { terraformLock } from './terraform-lock.ts';
import { terraformPlan } from './terraform-plan.ts';

export const FORMATS: readonly Format[] = [
  governance,
  terraform,
  terraformLock,
  githubWorkflow,
  githubAction,
  dependabot,
  terraformPlan,
  cloudformation,
  kustomize,
  helm,
  opaque,
  kubernetes,
  iamPolicy,
];

const STRONGEST_FIRST: readonly Claim[] = ['path', 'content', 'glance'];

/** The strongest claim of any format on a path. */
export function claimOnPath(path: string): Claim {
  const claims = FORMATS.map((format) => format.claims(path));
  return STRONGEST_FIRST.find((claim) => claims.includes(claim)) ?? 'none';
}

/** Whether the content of a file is worth fetching: its path is claimed, or its content decides. */
export function mayBeInfrastructure(path: string): boolean {
  return ['path', 'content'].includes(claimOnPath(path));
}

type Recognised = { readonly format: Format; readonly id: string };

/** Formats whose files are read by name, whatever they hold. */
const BY_NAME: readonly Format[] = [governance, terraform];

/** The first format that takes a file, with the id its changes carry. */
export function recognise(file: FormatFile): Recognised | null {
  return (
    firstOf(BY_NAME, file) ??
    (contentComesFirst(file) ? firstOf(FORMATS, file, 'recogniseData') : null) ??
    firstOf(FORMATS, file) ??
    firstOf(FORMATS, file, 'recogniseLast')
  );
}

/** Problems of a text that is no YAML or JSON to any reader, as of a Helm template (`{{ … }}` is a map as a key). */
const NO_DATA: readonly string[] = ['syntax', 'complex-key'];

/**
 * A policy named `jenkinsfile-x.json` is a policy: of a data file (or a template of one) that no tool reads by its name alone the
 * content decides before the name. Where the text is no data, the name is all there is.
 */
function contentComesFirst(file: FormatFile): boolean {
  return (
    /\.(?:ya?ml|json|tpl|tftpl|tmpl|j2|jinja2?)$/i.test(file.path) &&
    !/^\.github\/|\.(?:tf|tofu|tfvars|tftest|tofutest|pkr)\.json$/i.test(file.path) &&
    !NO_DATA.includes(file.syntax().problem?.code ?? '')
  );
}

function firstOf(
  formats: readonly Format[],
  file: FormatFile,
  ask: 'recognise' | 'recogniseData' | 'recogniseLast' = 'recognise',
): Recognised | null {
  for (const format of formats) {
    const id = format.claims(file.path) === 'none' ? null : (format[ask]?.(file) ?? null);
    if (id !== null) return { format, id };
  }
  return null;
}
