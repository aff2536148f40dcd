// Names of the intrinsic functions in both spellings; read by `readValue` and by the check of tags.
import type { SyntaxNode } from '../../syntax/index.ts';

/** Functions with a short tag in YAML, https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html. */
const SHORT: readonly string[] = [
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'GetAZs',
  'GetAtt',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
];

/** Functions whose long spelling has no `Fn::`. */
const PLAIN: readonly string[] = ['Condition', 'Ref'];

/** Tags that a template may use beside those of YAML. */
export const TEMPLATE_TAGS: readonly string[] = [...SHORT, ...PLAIN].map((name) => `!${name}`);

export type FunctionCall = {
  /** Without `Fn::` or `!`. */
  readonly name: string;
  /** Its argument, without the tag of the function. */
  readonly argument: SyntaxNode;
};

/**
 * `!Sub x` and `{"Fn::Sub": "x"}` are the same call. A map with more members is no call; `Condition` is one only as a tag,
 * or where `inCondition` says that conditions stand here, since policies have a member of that name.
 */
export function functionCall(node: SyntaxNode, inCondition: boolean): FunctionCall | null {
  if (node.tag !== null && TEMPLATE_TAGS.includes(node.tag))
    return { name: node.tag.slice(1), argument: { ...node, tag: null } };
  const [entry, another] = node.kind === 'map' ? node.entries : [];
  if (entry === undefined || another !== undefined) return null;
  const { key, value: argument } = entry;
  if (key.startsWith('Fn::')) return { name: key.slice(4), argument };
  const plain = key === 'Ref' || (inCondition && key === 'Condition');
  return plain && argument.kind === 'scalar' ? { name: key, argument } : null;
}
