// What a module call takes its code from, on both sides: read by rules/remote-module-added.ts.
import type { ParsedChange } from '../../model/change.ts';
import { childOf, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { textOf } from '../values.ts';

export type ModuleCode = {
  /** As it may be shown: without credentials and parameters. Null where computed. */
  readonly source: string | null;
  /** `version` or what `ref` names; null where there is none. */
  readonly version: string | null;
  /** 1-based, of the source and of what says the version. */
  readonly line: number;
  readonly versionLine: number;
};

/** Null for what is no module call, and for a module of the same repository, whose content shows by itself. */
export function remoteCodeOf(change: ParsedChange, side: 'before' | 'after'): ModuleCode | null {
  const template = TEMPLATES.get(change.type ?? '');
  if (template !== undefined) return remoteTemplate(treeOf(change[side]), template);
  // In Terragrunt the block called terraform names the module.
  if (change.type !== 'module' && change.type !== 'terraform') return null;
  const tree = treeOf(change[side]);
  const source = childOf(tree, 'source');
  if (source === undefined) return null;
  const text = textOf(source);
  if (text !== null && /^\.{1,2}(\/|$)/.test(text)) return null;
  const version = childOf(tree, 'version');
  return {
    source: text === null ? null : shown(text),
    version: versionOf(text, version),
    line: source.line,
    versionLine: (version ?? source).line,
  };
}

/** Resources of CloudFormation that are made from a template, and the property that names it. */
const TEMPLATES: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::CloudFormation::StackSet', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

/** A path is a template of this repository, which the packaging tools upload; applications of others have a map. */
function remoteTemplate(tree: Node, property: string): ModuleCode | null {
  const node = childOf(tree, property);
  if (node === undefined) return null;
  const application = childOf(node, 'ApplicationId');
  const text = textOf(application ?? node);
  if (text !== null && application === undefined && !/^[a-z][a-z0-9+.-]{0,15}:/i.test(text)) return null;
  const version = childOf(node, 'SemanticVersion');
  return {
    source: text === null ? null : shown(text),
    version: version === undefined ? null : textOf(version),
    line: node.line,
    versionLine: (version ?? node).line,
  };
}

function versionOf(source: string | null, version: Node | undefined): string | null {
  if (version !== undefined) return textOf(version) ?? 'a computed version';
  return /[?&]ref=([\w./+-]{1,200})/.exec(source ?? '')?.[1] ?? null;
}

/** An address may hold a password before the host, and tokens among its parameters. */
function shown(source: string): string {
  return source
    .replace(/^((?:[a-z0-9]{1,10}::)?[a-z][a-z0-9+]{0,15}:\/\/)[^/@]*@/i, '$1')
    .replace(/\?.*$/s, '');
}
