// The addressable things of a Terraform file: resources, modules, variables, single locals …; called by `terraform`.
import type { HclBlock, HclBody } from '../hcl/read-body.ts';
import { toJson } from '../hcl/value.ts';
import type { Entry } from '../state.ts';
import { isSecretName } from '../sensitive.ts';
import { attributeEntries, bodyEntries } from './entries.ts';

export type Subject = {
  /** Block type and address: what makes two subjects the same thing. */
  readonly key: string;
  readonly address: string;
  readonly type: string;
  readonly startLine: number;
  readonly endLine: number;
  /** As written: equal text needs no comparison. */
  readonly text: string;
  /** A block type this format does not know: a human must read it. */
  readonly opaque: boolean;
  entries(): readonly Entry[];
};

export type Subjects =
  | { readonly kind: 'ok'; readonly subjects: readonly Subject[] }
  | { readonly kind: 'problem'; readonly line: number; readonly message: string };

/** Labels of the block types that Terraform documents. A type that is not here is unknown. */
const LABELS: { readonly [type: string]: number } = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  check: 1,
  locals: 0,
  terraform: 0,
  moved: 0,
  removed: 0,
  import: 0,
};
/** Blocks read by a schema, for which null means "omitted" (https://developer.hashicorp.com/terraform/language/expressions/types). */
const NULL_IS_ABSENT = new Set(['resource', 'data', 'ephemeral', 'provider']);
/** Arguments that hold a value by convention: secret where the type or name of the block says so. */
const VALUE_NAMES = new Set([
  'value',
  'default',
  'data',
  'string_data',
  'binary_data',
  'plaintext',
  'content',
]);
const SECRET_TYPE = /secret|password|ssm_parameter$|token|credential|private_key/;

/** A configuration file (`.tf`): blocks only. */
export function configurationSubjects(body: HclBody, text: string): Subjects {
  const [stray] = body.attributes;
  if (stray !== undefined) return refuse(stray.line, 'an argument outside of a block is not Terraform');
  const bad = body.blocks.find(
    (block) => (LABELS[block.type] ?? block.labels.length) !== block.labels.length,
  );
  if (bad !== undefined) return refuse(bad.line, 'this block has the wrong number of labels');
  const nested = body.blocks.find((block) => block.type === 'locals' && block.body.blocks.length > 0);
  if (nested !== undefined) return refuse(nested.line, 'a locals block holds no blocks');
  return {
    kind: 'ok',
    subjects: body.blocks.flatMap((block) =>
      block.type === 'locals' ? locals(block, text) : [subject(block)],
    ),
  };
}

/** A variables file (`.tfvars`): arguments only, each the value of one variable. */
export function variableSubjects(body: HclBody, text: string): Subjects {
  const [stray] = body.blocks;
  if (stray !== undefined) return refuse(stray.line, 'a variables file holds no blocks');
  return { kind: 'ok', subjects: values(body, text, { prefix: 'var', type: 'variable' }) };
}

function locals(block: HclBlock, text: string): readonly Subject[] {
  return values(block.body, text, { prefix: 'local', type: 'locals' });
}

function values(
  body: HclBody,
  text: string,
  as: { readonly prefix: string; readonly type: string },
): readonly Subject[] {
  const lines = text.split('\n');
  return body.attributes.map((attribute) => ({
    key: `${as.prefix}.${attribute.name}`,
    address: `${as.prefix}.${attribute.name}`,
    type: as.type,
    startLine: attribute.line,
    endLine: attribute.endLine,
    text: lines.slice(attribute.line - 1, attribute.endLine).join('\n'),
    opaque: false,
    entries: () => attributeEntries(attribute, { path: 'value', secret: isSecretName(attribute.name) }),
  }));
}

function subject(block: HclBlock): Subject {
  const address = addressOf(block);
  const instance = block.type === 'resource' || block.type === 'data';
  return {
    key: `${block.type} ${address}`,
    address,
    type: instance ? (block.labels[0] ?? block.type) : block.type,
    startLine: block.line,
    endLine: block.endLine,
    text: block.text,
    opaque: LABELS[block.type] === undefined,
    entries: () =>
      bodyEntries(block.body, {
        isSecret: secretNames(block),
        nullIsAbsent: NULL_IS_ABSENT.has(block.type),
      }),
  };
}

function addressOf(block: HclBlock): string {
  const name = block.labels.join('.');
  switch (block.type) {
    case 'resource':
      return name;
    case 'variable':
      return `var.${name}`;
    case 'provider':
      return `provider.${[name, ...literalOf(block, 'alias')].join('.')}`;
    case 'terraform':
      return 'terraform';
    case 'moved':
    case 'import':
      return `${block.type}[${literalOf(block, 'to').join('')}]`;
    case 'removed':
      return `removed[${literalOf(block, 'from').join('')}]`;
    default:
      return [block.type, ...block.labels].join('.');
  }
}

/** The text of an argument, as literal or as reference. */
function literalOf(block: HclBlock, name: string): readonly string[] {
  const value = block.body.attributes.find((attribute) => attribute.name === name)?.value();
  if (value === undefined) return [];
  if (value.kind === 'expression') return [value.source];
  return [value.kind === 'literal' ? String(value.value) : JSON.stringify(toJson(value, 'show'))];
}

function secretNames(block: HclBlock): (name: string) => boolean {
  const marked = literalOf(block, 'sensitive').some((value) => value !== 'false' && value !== 'null');
  const named =
    isSecretName(block.labels.at(-1) ?? '') && (block.type === 'variable' || block.type === 'output');
  const typed = block.labels.length === 2 && SECRET_TYPE.test(block.labels[0] ?? '');
  return (name) => VALUE_NAMES.has(name) && (marked || named || typed);
}

function refuse(line: number, message: string): Subjects {
  return { kind: 'problem', line, message };
}
