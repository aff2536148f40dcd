// The attributes of one resource of a template; called by `templateParts`.
import type { SyntaxNode } from '../../syntax/index.ts';
import type { Entry } from '../state.ts';
import { joinPath } from '../state.ts';
import { textOf } from '../tree.ts';
import { readValue } from './read-value.ts';
import type { TemplateScope } from './scope.ts';
import { expression } from './scalar.ts';
import type { Rest } from './rests.ts';
import { isSecretProperty } from './secret-names.ts';
import { templateEntries } from './template-entries.ts';
import type { TemplateValue } from './value.ts';

/** What stands beside the properties; these names win over a property of the same name. */
const BESIDE: readonly string[] = [
  'Condition',
  'Connectors',
  'CreationPolicy',
  'DeletionPolicy',
  'DependsOn',
  'Fn::ForEach',
  'IgnoreGlobals',
  'Metadata',
  'Properties',
  'ResourceAttribute',
  'UpdatePolicy',
  'UpdateReplacePolicy',
];

/** Where a construct stands in the program it was made from, and how its file is called: neither is deployed. */
const LABELS: readonly string[] = ['aws:cdk:path'];

/**
 * Properties by their own path (`Tags[0].Key`), what stands beside them by its name (`DeletionPolicy`). A property that
 * has one of those names keeps `Properties.` in front, and any other word beside them has `ResourceAttribute.` in front.
 */
export function resourceEntries(resource: SyntaxNode, scope: TemplateScope): readonly Entry[] {
  const members = resource.kind === 'map' ? resource.entries : [];
  return members.flatMap(({ key, keyLine, value }): readonly Entry[] => {
    if (key === 'Type') return [];
    const read =
      key === 'Condition' && value.kind === 'scalar'
        ? condition(value, scope)
        : readValue(value, { scope, inCondition: false });
    if (read.kind === 'absent') return [];
    if (key === 'Properties' && read.kind === 'map')
      return read.members.flatMap((property) =>
        templateEntries(property.value, {
          path: joinPath(BESIDE.includes(property.key) ? 'Properties' : '', property.key),
          line: property.line,
          secret: isSecretProperty(property.key) ? 'named' : 'no',
        }),
      );
    if (key === 'Properties')
      return templateEntries(read, { path: 'Properties', line: keyLine, secret: 'no' });
    const path = joinPath(BESIDE.includes(key) ? '' : 'ResourceAttribute', key);
    const entries = templateEntries(read, { path, line: keyLine, secret: 'no' });
    return entries.filter((entry) => !isLabel(entry.path));
  });
}

/** The name of a condition that the deployment decides, with what it says; one that always holds is none. */
function condition(node: SyntaxNode, { conditions }: TemplateScope): TemplateValue {
  const named = conditions.get(textOf(node));
  if (named?.decided === true) return { kind: 'absent', line: node.line };
  const rests = named?.rests ?? new Map<string, Rest>();
  return { ...expression(`!Condition ${textOf(node)}`, true, node.line), rests };
}

function isLabel(path: string): boolean {
  return LABELS.some((label) => path === joinPath('Metadata', label));
}
