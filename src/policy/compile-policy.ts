// Layers of policy texts to one compiled policy, or the reasons why there is none. Called by pipeline and CLI.
import { sha256Hex } from '../model/canonical.ts';
import type { Decision } from '../model/decision.ts';
import type { PolicyFile, PolicyLayers } from '../model/policy-source.ts';
import { checkReferences } from './check-references.ts';
import type { Layer, PolicyFailure, PolicyResult } from './compiled.ts';
import { mergeLayers } from './merge-layers.ts';
import type { ReadLayer } from './merge-layers.ts';
import { parsePolicy } from './parse-policy.ts';
import type { PolicyProblem } from './problem.ts';

type Opened =
  | { readonly kind: 'none' }
  | { readonly kind: 'read'; readonly layer: ReadLayer }
  | { readonly kind: 'failed'; readonly failures: readonly PolicyFailure[] };

/** Total. A floor that cannot be read refuses, seen before or not: whether there is one cannot be known. */
export function compilePolicy(layers: PolicyLayers): PolicyResult {
  const identity = identityOf(layers);
  const opened = [open('floor', layers.floor), open('repository', layers.repository)];
  const failures = opened.flatMap((each) => (each.kind === 'failed' ? each.failures : []));
  if (failures.length > 0) return { kind: 'invalid', identity, problems: failures };
  const read = opened.flatMap((each) => (each.kind === 'read' ? [each.layer] : []));
  const broken = read.flatMap((layer) => referenceFailures(layer, read));
  if (broken.length > 0) return { kind: 'invalid', identity, problems: broken };
  return { kind: 'ok', policy: mergeLayers(read, identity) };
}

function open(layer: Layer, file: PolicyFile): Opened {
  switch (file.kind) {
    case 'absent':
      return { kind: 'none' };
    case 'file': {
      const parsed = parsePolicy(file.text);
      if (parsed.kind === 'ok') {
        const { document, root } = parsed;
        return { kind: 'read', layer: { layer, source: file.source, document, root } };
      }
      const code = 'POLICY_INVALID' as const;
      return {
        kind: 'failed',
        failures: parsed.problems.map((problem) => ({ code, layer, source: file.source, problem })),
      };
    }
    case 'not-regular': {
      const problem = wholeFile('not-regular', `the policy is not a regular file: ${file.why}`);
      return { kind: 'failed', failures: [{ code: 'POLICY_INVALID', layer, source: file.source, problem }] };
    }
    case 'unavailable': {
      const code = layer === 'floor' ? 'FLOOR_UNAVAILABLE' : 'FACTS_INCOMPLETE';
      const seen = file.seenBefore ? ' (it has been read before)' : '';
      const problem = wholeFile('unavailable', `the policy could not be read: ${file.why}${seen}`);
      return { kind: 'failed', failures: [{ code, layer, source: file.source, problem }] };
    }
  }
}

function referenceFailures(
  { layer, source, document, root }: ReadLayer,
  all: readonly ReadLayer[],
): readonly PolicyFailure[] {
  const environments =
    layer === 'floor' ? null : all.flatMap((each) => Object.keys(each.document.environments ?? {}));
  return checkReferences({ document, root, environments }).map((problem) => ({
    code: 'POLICY_INVALID',
    layer,
    source,
    problem,
  }));
}

function identityOf({ floor, repository }: PolicyLayers): Decision['policy'] {
  return {
    source: repository.kind === 'absent' ? null : repository.source,
    sha256: repository.kind === 'file' ? sha256Hex(repository.text) : null,
    floor: floor.kind === 'file' ? { source: floor.source, sha256: sha256Hex(floor.text) } : null,
  };
}

function wholeFile(code: string, message: string): PolicyProblem {
  return { code, severity: 'error', message, line: 1, column: 1, path: '' };
}
