// Arguments of a module that name the whole internet as a source: called by rules/public-ingress.ts.
import type { ParsedChange } from '../../model/change.ts';
import { fingerprint, treeOf } from '../state-tree.ts';
import type { Node } from '../state-tree.ts';
import { ownTextsOf } from '../values.ts';
import { isPublic } from './cidr.ts';

/** What the module does with it cannot be seen from here, but the name tells. */
export type OpenInput = { readonly name: string; readonly line: number; readonly second: boolean };

const SOURCE = /cidr|ip_?range|source_?(range|ip)|(allow|authori[sz]ed|white)\w*_?(ip|network|range|list)/i;
const OTHER_WAY =
  /egress|outbound|destination|dest_|route|subnet|vpn|tunnel|local_|vpc_cidr|cidr_block_(vpc|associat)/i;

/** What is made elsewhere of arguments that are given here: modules, nested stacks. */
const TAKES_ARGUMENTS =
  /^(?:module|AWS::CloudFormation::Stack|AWS::Serverless::Application|aws_cloudformation_stack)$/;

/** Arguments of the head that the base does not have so. */
export function openInputs(change: ParsedChange): readonly OpenInput[] {
  if (!TAKES_ARGUMENTS.test(change.type ?? '') || change.after === null) return [];
  const old = new Set(inputsIn(treeOf(change.before), []).map(({ print }) => print));
  return inputsIn(treeOf(change.after), []).filter(({ print }) => !old.has(print));
}

type Found = OpenInput & { readonly print: string };

function inputsIn(node: Node, path: readonly string[]): readonly Found[] {
  const here = node.name === '' ? path : [...path, node.name];
  const name = here.filter((part) => !/^\d+$/.test(part)).join('.');
  const ranges = ownTextsOf(node).known.flatMap((text) => text.split(','));
  const open = SOURCE.test(name) && !OTHER_WAY.test(name) && isPublic(ranges);
  const own = { name, line: node.line, second: /acl/i.test(name), print: `${name} ${fingerprint(node)}` };
  return [...(open ? [own] : []), ...node.children.flatMap((below) => inputsIn(below, here))];
}
