// Which jobs and steps check something, by the words they are made of; read by workflow-required-job-removed.
import type { Node } from '../state-tree.ts';
import { memberText, stepsIn } from './parts.ts';
import type { Named } from './parts.ts';

const TOOLS =
  'codeql|trivy|grype|snyk|semgrep|checkov|tfsec|tflint|terrascan|kics|conftest|kubeconform|kubeval|gitleaks|trufflehog|zizmor|actionlint|sonar(?:qube|cloud)?|pytest|jest|vitest|mypy|clippy|shellcheck|hadolint|infracost';

/** What a name says. A checkout is no check. */
const NAMES = new RegExp(
  String.raw`(?:^|[^a-z])(${TOOLS}|tests?|specs?|lint(?:er|ing|s)?|checks?(?![- ]?out)|scan(?:s|ner)?|audit|verif(?:y|ication)|validat(?:e|ion)|plan|security|sast|dast|approv(?:e|al)|review|gate|compliance)(?![a-z])`,
  'i',
);
/** What comes before, after or beside a check. */
const ERRANDS =
  /^(?:upload|download|create|delete|set[- ]?up|install|cache|post|comment|notify|publish|configure|restore|save|get|fetch|import|prepare|clean)\b/i;
/** What a script runs, where its step has no name that tells. */
const COMMANDS = new RegExp(
  String.raw`(?:^|[^a-z])(?:(${TOOLS})(?![\w-])|(?:npm|pnpm|yarn|go|cargo|make|mvn|gradlew?|dotnet|tox|bazel|rake|just) (?:run )?(tests?|lint|check|vet|audit)(?![a-z])|(?:terraform|tofu|terragrunt|pulumi)[^\n|;&]{0,60} (plan|validate|preview)(?![a-z]))`,
  'i',
);

/** A word by which a name tells of a test, a scan, a plan or a review; null where none does. */
export function gateWord(name: string): string | null {
  return ERRANDS.test(name.trim()) ? null : (NAMES.exec(name)?.[1]?.toLowerCase() ?? null);
}

/** The same for a step: by its names, else by the action it uses, else by its script. */
export function gateWordOf({ name, node }: Named): string | null {
  const said = memberText(node, 'name');
  if (ERRANDS.test(said)) return null;
  const byName = gateWord(name) ?? gateWord(said) ?? gateWord(memberText(node, 'uses').split('@')[0] ?? '');
  const found = byName === null ? COMMANDS.exec(linesThatDo(memberText(node, 'run')).join('\n')) : null;
  return (
    byName ??
    found
      ?.slice(1)
      .find((word) => word !== undefined)
      ?.toLowerCase() ??
    null
  );
}

/** The same for a job by its own names, and for one that calls a workflow by that workflow's. */
export function gateWordOfJob({ name, node }: Named): string | null {
  const called = memberText(node, 'uses').split('@')[0] ?? '';
  return gateWord(name) ?? gateWord(memberText(node, 'name')) ?? gateWord(called);
}

/** Steps of a job that check something. */
export function gateSteps(job: Node): readonly Named[] {
  return stepsIn(job).filter((step) => gateWordOf(step) !== null);
}

/** Lines of a script but those that only print, or do nothing. */
function linesThatDo(script: string): readonly string[] {
  return script.split('\n').filter((line) => !IDLE.test(line.slice(0, MOST_OF_A_LINE)) || RUNS.test(line));
}

const MOST_OF_A_LINE = 2_000;
const IDLE = /^\s*(?:$|#|(?:echo|printf|true|:|set|exit 0)(?:\s|$))/;
/** What is printed may go to another program, or come from one. */
const RUNS = /[|;&`]|\$\(/;

/** How a step or a job is kept from failing; null where it is not. */
export function softenedBy(node: Node): string | null {
  if (/^(?:\$\{\{\s*)?true(?:\s*\}\})?$/.test(memberText(node, 'continue-on-error').trim()))
    return '`continue-on-error`';
  const condition = insideOf(memberText(node, 'if'));
  if (/^(?:false|0|'')$/i.test(condition)) return '`if: false`';
  if (neverHolds(condition)) return '`if` with a condition that never holds';
  const script = memberText(node, 'run');
  if (/\|\|\s*(?:true|:|exit 0)\s*(?:$|\n|;|#)/.test(script)) return '`|| true`';
  const lines = script.trimEnd().split('\n');
  if (lines.length > 1 && /^\s*exit 0$/.test(lines.at(-1) ?? '')) return '`exit 0` at its end';
  if (lines.some((line) => /^\s*set \+(?:e\b|o errexit)/.test(line)) && !/\bexit ["']?\$/.test(script))
    return '`set +e`';
  return script.trim() !== '' && linesThatDo(script).length === 0 ? 'its script does nothing' : null;
}

function insideOf(condition: string): string {
  const written = condition.trim();
  return written.startsWith('${{') && written.endsWith('}}') ? written.slice(3, -2).trim() : written;
}

const LITERAL = String.raw`(true|false|null|\d{1,9}|'[^']*')`;
const COMPARED = new RegExp(String.raw`^${LITERAL}\s*([=!]=)\s*${LITERAL}$`, 'i');

/** Names nothing that differs from run to run, and is not plainly true. */
function neverHolds(condition: string): boolean {
  if (condition === '' || /^(?:true|!\s*false|[1-9]\d*|'[^']+')$/i.test(condition)) return false;
  const [, left = '', operator, right = ''] = COMPARED.exec(condition) ?? [];
  if (operator !== undefined) return (left.toLowerCase() === right.toLowerCase()) !== (operator === '==');
  return /^(?:true|false|null|''|[\s\d.!=<>&|()-])*$/i.test(condition.replaceAll(/'[^']*'/g, "''"));
}
