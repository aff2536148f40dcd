// One Cedar file to checked policies with places, or what is wrong with it. Called by `compileCedar` and `loosenedBy`.
import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';
import { LIMITS } from '../../config/limits.ts';
import type { PolicyProblem } from '../problem.ts';
import type { ProblemCode } from '../problem-codes.ts';
import type { RuleDocument } from '../schema/policy-schema.ts';
import { annotatedRule } from './annotations.ts';
import { askEngine } from './engine.ts';
import { CEDAR_LANGUAGE } from './language.ts';
import { shapeProblem } from './shape.ts';

export type CedarPolicy = {
  /** As written. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** What it asks for or says where it matches; without a `when`, which is Cedar's part. */
  readonly rule: RuleDocument;
};

export type CedarFile =
  | { readonly kind: 'ok'; readonly policies: readonly CedarPolicy[] }
  | { readonly kind: 'invalid'; readonly problems: readonly PolicyProblem[] };

/** Texts that were read, with what came of it: a policy is compiled several times for one decision. */
const known = new Map<string, CedarFile>();
const KNOWN = 200;

/** Total. Only `forbid` is a policy here: a `permit` would give what nothing in a file may give. */
export function readCedar(text: string): CedarFile {
  const found = known.get(text);
  if (found !== undefined) return found;
  const read = askEngine((cedar) => readWith(cedar, text));
  // What the engine fails over is not remembered: a new engine may have more room.
  if (read.kind === 'failed')
    return invalid([problemAt(text, 0, 'cedar-engine', 'Cedar could not work with this text')]);
  if (known.size >= KNOWN) known.clear();
  known.set(text, read.value);
  return read.value;
}

type Cedar = Parameters<Parameters<typeof askEngine>[0]>[0];

function readWith(cedar: Cedar, text: string): CedarFile {
  if (Buffer.byteLength(text) > LIMITS.cedarFileBytes)
    return invalid([
      problemAt(text, 0, 'too-large', `a Cedar file has at most ${LIMITS.cedarFileBytes} bytes`),
    ]);
  const shape = shapeProblem(text);
  if (shape !== null) return invalid([problemAt(text, shape.offset, 'cedar-too-complex', shape.message)]);
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure')
    return invalid(parts.errors.map((error) => fromEngine(text, 'cedar-syntax', error)));
  const [template] = parts.policy_templates;
  if (template !== undefined)
    return invalid([
      problemAt(text, text.indexOf(template), 'cedar-template', 'templates are not evaluated'),
    ]);
  if (parts.policies.length === 0) return invalid([problemAt(text, 0, 'empty', 'there is no policy in it')]);
  const checked = cedar.validate({ schema: CEDAR_LANGUAGE, policies: { staticPolicies: text } });
  if (checked.type === 'failure')
    return invalid(checked.errors.map((error) => fromEngine(text, 'cedar-syntax', error)));
  // A warning says that a policy can never match, or reads otherwise than it looks: neither may stand.
  const wrong = [...checked.validationErrors, ...checked.validationWarnings].map(({ error }) =>
    fromEngine(text, 'cedar', error),
  );
  const read = parts.policies.map((part) => policyOf(cedar, text, part));
  const problems = [...wrong, ...read.flatMap((each) => ('code' in each ? [each] : []))];
  if (problems.length > 0) return invalid(problems);
  const policies = read.flatMap((each) => ('code' in each ? [] : [each]));
  return { kind: 'ok', policies: policies.toSorted((a, b) => a.line - b.line || a.column - b.column) };
}

function policyOf(cedar: Cedar, text: string, part: string): CedarPolicy | PolicyProblem {
  const offset = text.indexOf(part);
  const json = cedar.policyToJson(part);
  if (json.type === 'failure')
    return problemAt(text, offset, 'cedar-syntax', 'this policy could not be read');
  if (json.json.effect === 'permit')
    return problemAt(
      text,
      offset,
      'cedar-permit',
      'a "permit" gives nothing here: what no "forbid" matches is left to the other rules. Write what is forbidden',
    );
  const annotated = annotatedRule(json.json.annotations ?? {});
  if (annotated.kind === 'wrong') return problemAt(text, offset, 'cedar-annotation', annotated.message);
  return { text: part, ...placeAt(text, offset), rule: annotated.rule };
}

function invalid(problems: readonly PolicyProblem[]): CedarFile {
  const distinct = new Map(problems.map((each) => [JSON.stringify(each), each]));
  return {
    kind: 'invalid',
    problems: [...distinct.values()].toSorted((a, b) => a.line - b.line || a.column - b.column),
  };
}

/** The engine counts bytes, and names a policy by its place in the file, which the place here says better. */
function fromEngine(text: string, code: ProblemCode, error: DetailedError): PolicyProblem {
  const bytes = Buffer.from(text, 'utf8').subarray(0, error.sourceLocations?.[0]?.start ?? 0);
  const message = error.message
    .replace(/^for policy `policy\d+`, /, '')
    .replace(/^failed to parse policies from string: /, '');
  const help = error.help === null ? '' : `; ${error.help}`;
  return problemAt(text, bytes.toString('utf8').length, code, `${message}${help}`);
}

function problemAt(text: string, offset: number, code: ProblemCode, message: string): PolicyProblem {
  return { code, severity: 'error', message, ...placeAt(text, offset), path: '' };
}

function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, Math.max(0, offset)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
