// What tells infrastructure by its content, where no format reads it: the questions of `opaque-table`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { hasKeys, isBorrowed, itemsOf, member, textOf } from '../tree.ts';

/** Files that hold programs. */
export const PROGRAM = /\.(?:[cm]?[jt]sx?|py|go|java|kts?|cs|fs|scala)$/;

export function holdsInfrastructure(text: string): boolean {
  return /"Effect"\s*:|^#cloud-config|^#!|^\s*apiVersion\s*:|\bType["']?\s*:\s*["']?(?:AWS|Alexa|Custom)::|AWSTemplateFormatVersion/m.test(
    text,
  );
}
/** Jobs of Concourse, steps of Cloud Build, stages of CodePipeline, phases of CodeBuild. */
export function isPipeline(document: SyntaxNode): boolean {
  const steps = itemsOf(member(document, 'steps'));
  const pipeline = member(document, 'pipeline');
  return (
    itemsOf(member(document, 'jobs')).some((job) => hasKeys(job, 'plan')) ||
    steps.some((step) => hasKeys(step, 'name', 'args') || hasKeys(step, 'name', 'entrypoint')) ||
    (pipeline !== undefined && hasKeys(pipeline, 'roleArn', 'stages')) ||
    (member(document, 'phases')?.kind === 'map' && hasKeys(document, 'version'))
  );
}

/** `app.yaml` of App Engine, `manifest.yml` of Copilot, `function.json` of Azure. */
export function isHosted(document: SyntaxNode): boolean {
  const isType =
    /^(?:Load Balanced Web|Backend|Worker|Request-Driven Web) Service$|^Scheduled Job$|^Static Site$/;
  return (
    isAppEngine(document) ||
    /^(?:python|nodejs|java|go|php|ruby|custom|dotnet)\w{0,8}$/.test(textOf(member(document, 'runtime'))) ||
    isType.test(textOf(member(document, 'type'))) ||
    itemsOf(member(document, 'bindings')).some((one) => hasKeys(one, 'type', 'direction'))
  );
}

/**
 * Files of App Engine beside or without a `runtime`: handlers, `cron.yaml`, `dispatch.yaml`, `index.yaml`, `queue.yaml`
 * (https://cloud.google.com/appengine/docs/standard/reference/app-yaml and its siblings).
 */
function isAppEngine(document: SyntaxNode): boolean {
  const holds = (list: string, ...keys: readonly string[]): boolean =>
    itemsOf(member(document, list)).some((item) => hasKeys(item, ...keys));
  return (
    ['automatic_scaling', 'basic_scaling', 'manual_scaling', 'inbound_services', 'vpc_access_connector'].some(
      (key) => hasKeys(document, key),
    ) ||
    ['script', 'static_dir', 'static_files'].some((served) => holds('handlers', 'url', served)) ||
    holds('cron', 'url', 'schedule') ||
    holds('dispatch', 'url', 'service') ||
    holds('dispatch', 'url', 'module') ||
    holds('indexes', 'kind', 'properties') ||
    ['rate', 'mode', 'bucket_size', 'target'].some((setting) => holds('queue', 'name', setting))
  );
}

/** As `register-task-definition` takes it. */
export function isTaskDefinition(document: SyntaxNode): boolean {
  return [document, member(document, 'taskDefinition')].some(
    (node) => node !== undefined && hasKeys(node, 'containerDefinitions'),
  );
}

/** Functions that a `serverless.yml` takes from a file of their own. */
export function isFunctions(document: SyntaxNode): boolean {
  const entries = document.kind === 'map' ? document.entries : [];
  return entries.some(({ value }) => /^[\w./-]{1,256}\.\w{1,64}$/.test(textOf(member(value, 'handler'))));
}

/**
 * Parameters of `aws cloudformation`, template configuration of CodePipeline, stacks of Sceptre, tasks of org-formation: what
 * a template becomes on deployment.
 */
export function isStackSettings(document: SyntaxNode): boolean {
  const entries = document.kind === 'map' ? document.entries : [];
  const parameters = member(document, 'Parameters');
  const plain =
    parameters?.kind === 'map' && parameters.entries.every(({ value }) => value.kind === 'scalar');
  const isTask = /^(?:update-(?:stacks|organization)|apply-[a-z]{1,20}|annotate-organization|register-type)$/;
  return (
    itemsOf(document).some((item) => hasKeys(item, 'ParameterKey')) ||
    itemsOf(member(document, 'Parameters')).some((item) => hasKeys(item, 'ParameterKey')) ||
    (plain && entries.every(({ key }) => /^(?:Parameters|Tags|StackPolicy)$/.test(key))) ||
    entries.some(({ value }) => hasKeys(value, 'Default') && PARAMETER.test(textOf(member(value, 'Type')))) ||
    hasKeys(document, 'template_path') ||
    entries.some(({ value }) => isTask.test(textOf(member(value, 'Type'))))
  );
}

/** A map of nothing but plain values under names as templates have them, as `deploy --parameter-overrides file://…` takes it. */
export function isFlatValues(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    const entries = Object.entries(JSON.parse(text) as object);
    return (
      entries.length > 0 &&
      entries.every(
        ([key, value]) =>
          /^[A-Z][A-Za-z0-9]{0,254}$/.test(key) && /^(?:string|number|boolean)$/.test(typeof value),
      )
    );
  } catch {
    return false;
  }
}

/** Types of parameters, as files of their definitions have them. */
const PARAMETER = /^(?:String|Number|CommaDelimitedList|List<[\w:]{1,64}>|AWS::SSM::Parameter::\w{1,32}.*)$/;

export function isPlaybook(document: SyntaxNode): boolean {
  return itemsOf(document).some(
    (item) => isBorrowed(item) || hasKeys(item, 'hosts') || hasKeys(item, 'import_playbook') || isTask(item),
  );
}

/** Modules by their full name, some by a short name that means nothing else, and what only a task has. */
function isTask(item: SyntaxNode): boolean {
  const entries = item.kind === 'map' ? item.entries : [];
  return entries.some(({ key }) => MODULE.test(key) || (hasKeys(item, 'name') && SHORT_MODULE.test(key)));
}

const MODULE =
  /^[a-z_]{1,64}\.[a-z_]{1,64}\.[a-z0-9_]{1,64}$|^(?:(?:include|import)_(?:tasks|role|vars)|set_fact|become|become_user|delegate_to|changed_when|failed_when)$/;
const SHORT_MODULE = /^(?:shell|raw|apt|yum|dnf|apk|pip|lineinfile|systemd|unarchive|get_url)$/;

export function isArm(document: SyntaxNode): boolean {
  return /deployment(?:template|parameters)\.json/i.test(textOf(member(document, '$schema')));
}
