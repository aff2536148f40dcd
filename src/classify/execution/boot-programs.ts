// Programs that a machine runs when it starts, and others that stand in a resource as a text: found for rules/exec-on-apply.ts.
import type { Attribute, ParsedChange } from '../../model/change.ts';
import { SENSITIVE } from '../../model/words.ts';
import type { Hit } from '../finding.ts';
import { foldName, segmentsOf } from '../state-tree.ts';
import { isExpression } from '../expression.ts';
import { hostsOfPrograms } from '../workflow/piped-programs.ts';

/** By the folded name of the member that holds the text, and the type where the name alone says too little. */
type Holder = { readonly name: RegExp; readonly type?: RegExp; readonly what: string };

/** Each as its provider documents it. */
const HOLDERS: readonly Holder[] = [
  {
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html, https://learn.microsoft.com/azure/virtual-machines/custom-data, https://cloud.google.com/compute/docs/instances/startup-scripts
    name: /^(?:userdata(?:base64)?|base64encodeduserdata|customdata|metadatastartupscript|(?:windows-)?startup-script(?:-ps1|-url)?)$/,
    what: 'that it runs when it starts',
  },
  {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
    name: /^aws::cloudformation::init$/,
    what: 'that it runs when it starts',
  },
  {
    name: /^content$/,
    type: /^(?:AWS::SSM::Document|aws_ssm_document)$/,
    what: 'that it runs on machines',
  },
  {
    name: /^buildspec$/,
    type: /^(?:AWS::CodeBuild::Project|aws_codebuild_project)$/,
    what: 'that it builds with',
  },
];

/** Of most attributes this says that no holder is in their path. */
const MAY_HOLD = /userdata|customdata|startup-?script|::init|content|buildspec/i;

/** Told once for a holder: what of it differs, at its line. New ones are milder, unless they fetch what they run. */
export function bootPrograms(change: ParsedChange): readonly Hit[] {
  const { action, after, address, type } = change;
  if (after === null || type === null) return [];
  const found = change.attributes.flatMap((attribute) => {
    if (attribute.after === null || !MAY_HOLD.test(attribute.path.replaceAll('_', ''))) return [];
    const segments = segmentsOf(attribute.path);
    const at = segments.findIndex((name) => holderOf(name, type) !== undefined);
    const holder = holderOf(segments[at] ?? '', type);
    return holder === undefined ? [] : [{ attribute, holder, name: segments[at] ?? '' }];
  });
  const byName = Map.groupBy(found, ({ name }) => name);
  return [...byName].flatMap(([name, several]): readonly Hit[] => {
    const [first] = several;
    if (first === undefined) return [];
    const isNew = action === 'create' || several.every(({ attribute }) => attribute.before === null);
    const hosts = hostsOf(several.map(({ attribute }) => attribute));
    const fetches = hosts.length === 0 ? '' : `, and fetches code from ${hosts.join(', ')} to run it`;
    const how = isNew ? 'is given a program' : 'is given another program';
    return [
      {
        message: `${address} ${how} ${first.holder.what} (\`${name}\`)${fetches}.`,
        line: first.attribute.line,
        severity: hosts.length > 0 || !isNew ? 'medium' : 'low',
      },
    ];
  });
}

function holderOf(segment: string, type: string): Holder | undefined {
  const folded = foldName(segment);
  return HOLDERS.find((one) => one.name.test(folded) && one.type?.test(type) !== false);
}

/** Hosts that the new text takes programs from and the old one did not. */
function hostsOf(attributes: readonly Attribute[]): readonly string[] {
  const hostsIn = (side: 'before' | 'after'): readonly string[] =>
    attributes.flatMap((one) => [
      ...hostsOfPrograms(textOf(one[side])),
      ...hostOfSource(one.path, textOf(one[side])),
    ]);
  const [old, now] = [new Set(hostsIn('before')), hostsIn('after')];
  return [...new Set(now)].filter((host) => !old.has(host)).slice(0, 3);
}

/** Archives that `sources` of cfn-init unpacks. */
function hostOfSource(path: string, text: string): readonly string[] {
  const host = /^https?:\/\/([^\s/"'`|)]{1,200})/i.exec(text)?.[1];
  return host !== undefined && /\b(?:sources|source)\b/.test(path) ? [host] : [];
}

/** An expression holds its texts as they are written, with `\n` for a new line. */
function textOf(value: Attribute['after']): string {
  if (isExpression(value)) return value.expression.replaceAll('\\n', '\n').replaceAll('\\"', '"');
  return typeof value === 'string' && value !== SENSITIVE ? value : '';
}
