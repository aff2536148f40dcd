// Short ways to write changes, diffs and landscapes in the tests of this stage.
import type {
  Diff,
  FileFact,
  Landscape,
  LandscapeEnvironment,
  ParsedChange,
  ResourceState,
} from '../../src/model/change.ts';
import type { RuleContext } from '../../src/classify/finding.ts';
import type { JsonValue } from '../../src/model/json.ts';
import type { Kind } from '../../src/model/words.ts';

type Values = Readonly<Record<string, JsonValue>>;

/** A state whose attributes stand on lines 2, 3 … in the order given. */
export function stateOf(values: Values): ResourceState {
  return Object.fromEntries(
    Object.entries(values).map(([path, value], index) => [
      path,
      { value, line: index + 2, sensitive: false },
    ]),
  );
}

export function changeOf(given: Partial<ParsedChange> = {}): ParsedChange {
  const type = given.type === undefined ? 'aws_instance' : given.type;
  return {
    format: 'terraform',
    file: 'main.tf',
    previousFile: null,
    startLine: 1,
    endLine: 9,
    address: `${type ?? 'file'}.example`,
    type,
    action: 'update',
    attributes: [],
    usedIn: [],
    opaque: false,
    before: null,
    after: null,
    ...given,
  };
}

/** A resource that becomes `after`; with `before` it is an update. */
export function resource(type: string, after: Values, before?: Values): ParsedChange {
  return changeOf({
    type,
    action: before === undefined ? 'create' : 'update',
    before: before === undefined ? null : stateOf(before),
    after: stateOf(after),
  });
}

export function diffOf(given: Partial<Diff> = {}): Diff {
  return { files: [], changes: [], unreadable: [], marks: [], aroundGap: null, ...given };
}

export function fileOf(given: Partial<FileFact> = {}): FileFact {
  return {
    path: 'app/main.py',
    previousPath: null,
    status: 'modified',
    format: null,
    blob: 'b1',
    previousBlob: 'b0',
    ...given,
  };
}

export function environmentOf(
  given: Partial<LandscapeEnvironment> & { readonly name: string },
): LandscapeEnvironment {
  const match = { paths: [`envs/${given.name}/**`], namespaces: [], workspaces: [], accounts: [] };
  return { tier: 'elevated', match, ...given };
}

export function landscapeOf(given: Partial<Landscape> = {}): Landscape {
  return { environments: [], ignore: [], inert: [], hasDeploy: false, deployRoles: [], guards: [], ...given };
}

/** What a rule is told beside the change. */
export function contextOf(kinds: readonly Kind[] = [], given: Partial<RuleContext> = {}): RuleContext {
  return { kinds, diff: diffOf(), deployRoles: [], guards: [], ...given };
}
