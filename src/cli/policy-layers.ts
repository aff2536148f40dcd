// The options `--policy`, `--floor` and `--layer` of the commands that try a policy on what is recorded.
import { policyFromDisk } from '../adapters/git/index.ts';
import { Fault } from '../model/failure.ts';
import type { PolicyFile, PolicyLayers } from '../model/policy-source.ts';
import { compilePolicy, namedFiles } from '../policy/index.ts';
import { optionalOption, type Options } from './arguments.ts';
import { givenLayers } from './layer-option.ts';

/** Throws Fault USAGE with the place of every mistake: each decision would only say that the policy is invalid. */
export async function layersInstead(options: Options): Promise<Partial<PolicyLayers>> {
  const policy = await fileOf(optionalOption(options, 'policy'));
  const floor = await fileOf(optionalOption(options, 'floor'));
  const extended = await givenLayers(options);
  const absent = { kind: 'absent' } as const;
  const result = compilePolicy({ repository: policy ?? absent, floor: floor ?? absent, ...extended });
  // What is extended may stand in the record.
  const problems = result.kind === 'ok' ? [] : result.problems.filter(({ missing }) => missing === undefined);
  if (problems.length > 0) {
    const lines = problems.map(
      ({ source, problem }) => `${source}:${problem.line}:${problem.column}: ${problem.message}`,
    );
    throw new Fault('USAGE', lines.join('\n'));
  }
  return {
    ...(policy === null ? {} : { repository: policy }),
    ...(floor === null ? {} : { floor }),
    ...extended,
  };
}

async function fileOf(path: string | null): Promise<PolicyFile | null> {
  if (path === null) return null;
  return await policyFromDisk(path, { option: null, namedFiles });
}
