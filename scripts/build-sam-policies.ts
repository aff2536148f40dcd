// Builds what SAM's policy templates allow: node scripts/build-sam-policies.ts <policy_templates.json of aws/serverless-application-model>.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Text =
  | string
  | { readonly 'Fn::Sub': string | readonly [string, Readonly<Record<string, { readonly Ref: string }>>] };
type Texts = Text | readonly Text[];
type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: Texts;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Texts>>>>;
};
type Source = {
  readonly Templates: Readonly<
    Record<string, { readonly Definition: { readonly Statement: readonly Statement[] } }>
  >;
};

/** Names of a template's own map are exchanged for the parameters behind them: `${BucketName}`. */
function textOf(text: Text): string {
  if (typeof text === 'string') return text;
  const sub = text['Fn::Sub'];
  if (typeof sub === 'string') return sub;
  const [pattern, names] = sub;
  return pattern.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => {
    const parameter = names[name]?.Ref;
    return parameter === undefined ? whole : `\${${parameter}}`;
  });
}

function textsOf(texts: Texts): readonly string[] {
  return (Array.isArray(texts) ? (texts as readonly Text[]) : [texts as Text]).map(textOf);
}

function conditionsOf({ Condition = {} }: Statement): readonly unknown[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => [operator, key, textsOf(values)]),
  );
}

const [path = ''] = process.argv.slice(2);
const { Templates } = JSON.parse(readFileSync(path, 'utf8')) as Source;
const policies = Object.entries(Templates).map(([name, { Definition }]) => {
  const statements = Definition.Statement.map((statement) => {
    if (statement.Effect !== 'Allow') throw new Error(`${name} does more than allow`);
    const conditions = conditionsOf(statement);
    return {
      actions: [statement.Action].flat(),
      resources: textsOf(statement.Resource),
      ...(conditions.length === 0 ? {} : { conditions }),
    };
  });
  return [name, statements];
});
const target = join(import.meta.dirname, '..', 'src', 'classify', 'data', 'sam-policies.json');
writeFileSync(target, `${JSON.stringify(Object.fromEntries(policies), null, 1)}\n`);
