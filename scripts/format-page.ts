// The head of a format's docs page, made from what the code does: written by build-format-docs.ts, compared in a test.
import { FINDING_RULES, classify } from '../src/classify/index.ts';
import { LIMITS } from '../src/config/limits.ts';
import { FORMATS, OPAQUE_TABLE, assembleDiff, readFile } from '../src/formats/index.ts';
import { isSecretName } from '../src/formats/sensitive.ts';
import type { FileChange } from '../src/model/files.ts';

type Format = (typeof FORMATS)[number];

const BEGIN = '<!-- made by `npm run docs`: from here -->';
const END = '<!-- made by `npm run docs`: to here -->';

/** Names that each format is asked about: what it answers stands in its page. `any` stands for any name. */
const NAMES: readonly string[] = [
  'any.tf any.tofu any.tfvars any.tf.json any.tofu.json any.tfvars.json .terraform.lock.hcl any.tfstate any.tftest.hcl any.hcl',
  'any.yaml any.yml any.json any.template any.tpl any.tftpl any.tmpl any.j2 any.sh any.md any.py any.go any.txt',
  'Chart.yaml Chart.lock requirements.yaml values.yaml values-prod.yaml templates/any.yaml templates/any.tpl crds/any.yaml',
  'kustomization.yaml kustomization.yml Kustomization samconfig.toml cdk.out/any.template.json',
  '.github/workflows/any.yml .github/workflows/any.yaml .github/actions/any/action.yml .github/actions/any/index.js',
  '.github/scripts/any.py action.yml action.yaml .github/dependabot.yml .github/any.yml .mergify.yml renovate.json .renovaterc.json5',
  '.aigov.yml .aigov/any.cedar CODEOWNERS .github/CODEOWNERS docs/CODEOWNERS AGENTS.md CLAUDE.md .cursor/rules/any.mdc .claude/settings.json',
  '.mcp.json .codex/config.toml .github/copilot-instructions.md .vscode/settings.json .devcontainer/devcontainer.json',
  'Dockerfile docker-compose.yml Makefile Jenkinsfile .gitlab-ci.yml azure-pipelines.yml .circleci/config.yml any.bicep any.nomad any.pkr.hcl',
  'terragrunt.hcl Pulumi.yaml cdk.json serverless.yml helmfile.yaml any.jsonnet skaffold.yaml roles/any/tasks/main.yml .gitmodules',
].flatMap((line) => line.split(' '));

/** Words that an attribute may be called by: those that hide its value stand in each page. */
const WORDS: readonly string[] =
  'password passphrase secret client_secret token api_key access_key private_key account_key connection_string credential description name'.split(
    ' ',
  );
const NEAR_WORDS: readonly string[] = 'secret_arn password_length token_validity http_tokens api_key'.split(
  ' ',
);

/** Rules about the text of a file or about one that cannot be read; other marks come of a plan, of the policy and of package managers. */
const ANYWHERE: readonly string[] = FINDING_RULES.filter(
  ({ id, on }) =>
    (on === 'mark' || on === 'unreadable') &&
    !/^(?:plan-differs|policy-(?:invalid|loosened)|(?:install-script|package-source)-changed)$/.test(id),
).map(({ id }) => id);

const NO_LANDSCAPE = {
  environments: [],
  ignore: [],
  inert: [],
  hasDeploy: false,
  deployRoles: [],
  guards: [],
};

/** The page with its head made anew; what stands below the head is written by hand. */
export function withHead(page: string, format: Format, cases: readonly FileChange[]): string {
  const end = page.indexOf(END);
  const body = end === -1 ? page.replace(/^# .*\n/, '') : page.slice(end + END.length);
  return `${headOf(format, cases)}\n${body.replace(/^\n+/, '\n')}`;
}

function headOf(format: Format, cases: readonly FileChange[]): string {
  const rows = [
    ['changes carry the format', listed(idsOf(format))],
    ['taken by its name', namesClaimed(format, 'path')],
    ['taken where the content says so', namesClaimed(format, 'content')],
    ['compared with itself after a rename', renames(format)],
    ['limits', limitsOf(format)],
    ['never shown', neverShown()],
    ...hiddenRow(cases),
    ['findings in its test files', findingsOf(cases)],
    ['findings in any file', ANYWHERE.map(linkTo).join(', ')],
  ];
  const table = rows.map(([what = '', told = '']) => `| ${what} | ${told} |`);
  return [
    `# ${format.id}`,
    '',
    BEGIN,
    '',
    `${format.title}.`,
    '',
    '| | |',
    '|---|---|',
    ...table,
    '',
    END,
  ].join('\n');
}

function idsOf({ id }: Format): readonly string[] {
  return id === 'opaque' ? OPAQUE_TABLE.map((row) => row.id) : [id];
}

/** Names that follow from a wider one (`*.yaml`) are left out, and those that an earlier format takes by their path. */
function namesClaimed(format: Format, claim: 'path' | 'content'): string {
  const earlier = FORMATS.slice(0, FORMATS.indexOf(format));
  const taken = NAMES.filter((name) => {
    const path = pathOf(name);
    return format.claims(path) === claim && !earlier.some((one) => one.claims(path) === 'path');
  });
  const wide = taken.filter((name) => name.startsWith('any.'));
  const told = taken.filter((name) => !wide.some((one) => one !== name && name.endsWith(one.slice(3))));
  return told.length === 0 ? 'none' : listed(told.map((name) => name.replaceAll('any', '*')));
}

function pathOf(name: string): string {
  return name.replaceAll('any', 'some-name');
}

function renames(format: Format): string {
  const inside = format.sameAfterRename('a/one.yaml', 'a/two.yaml');
  const across = format.sameAfterRename('a/one.yaml', 'b/one.yaml');
  if (inside && across) return 'yes';
  return inside
    ? 'inside of its folder; in another one it is a deletion and a creation'
    : 'no: a deletion and a creation';
}

function limitsOf(format: Format): string {
  const number = (value: number): string => value.toLocaleString('en-US');
  const reads = (name: string): boolean => format.claims(name) !== 'none' && format.id !== 'opaque';
  return [
    `${number(LIMITS.fileBytes)} bytes`,
    `${number(LIMITS.treeNodes)} nodes`,
    ...(reads('a.tf') || reads('.terraform.lock.hcl') ? [`${LIMITS.hclDepth} levels of HCL`] : []),
    ...(reads('.terraform.lock.hcl')
      ? []
      : [`${LIMITS.yamlDepth} levels and ${LIMITS.yamlAliases} aliases of YAML and JSON`]),
    `${number(LIMITS.changesPerFile)} changes of a file`,
    `${number(LIMITS.parseDeadlineMs / 1000)} seconds; beyond any of them the file is unreadable`,
  ].join(', ');
}

function neverShown(): string {
  const hidden = WORDS.filter(isSecretName);
  const shown = NEAR_WORDS.filter((word) => !isSecretName(word));
  return `values under the name of a secret (${listed(hidden)} …, not ${listed(shown)}), and text in the shape of a key, a token or a password in an address`;
}

/** Attributes that the format itself marks, where the name is none of a secret. */
function hiddenRow(cases: readonly FileChange[]): readonly (readonly string[])[] {
  const attributes = cases
    .map(readFile)
    .flatMap((reading) =>
      reading.kind === 'parsed' ? reading.changes.flatMap((change) => change.attributes) : [],
    );
  const paths = attributes.filter(({ sensitive }) => sensitive).map(({ path }) => path);
  const own = [...new Set(paths.filter((path) => !isSecretName(path.split('.').at(-1) ?? path)))].toSorted();
  return own.length === 0 ? [] : [['hidden beside these in its test files', listed(own.slice(0, 12))]];
}

function findingsOf(cases: readonly FileChange[]): string {
  const found = cases.flatMap((change) => {
    const diff = assembleDiff([{ change, reading: readFile(change) }]);
    return classify({ diff, landscape: NO_LANDSCAPE, agentInvolved: false }).findings.map(({ id }) => id);
  });
  const anywhere = FINDING_RULES.filter(({ on }) => on !== 'mark' && on !== 'unreadable').map(({ id }) => id);
  const own = anywhere.filter((id) => found.includes(id));
  return own.length === 0 ? 'none' : own.map(linkTo).join(', ');
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

function linkTo(id: string): string {
  return `[${id}](../findings/${id}.md)`;
}
