// Builders for tests of Cedar policies: layers whose policy names one Cedar file.
import type { PolicyLayers, PolicyPart } from '../../../src/model/policy-source.ts';

export const SOURCE = 'acme/infra@base:.aigov.yml';

export function part(text: string, path = '.aigov/rules.cedar'): PolicyPart {
  return { kind: 'file', source: `acme/infra@base:${path}`, path, text };
}

/** A repository whose only rules are these Cedar texts. */
export function cedarLayers(
  parts: readonly PolicyPart[] | undefined,
  yaml = 'version: 1\nbaseline: none\npolicies: [".aigov/*.cedar"]\n',
): PolicyLayers {
  return {
    floor: { kind: 'absent' },
    repository: { kind: 'file', source: SOURCE, text: yaml, ...(parts === undefined ? {} : { parts }) },
  };
}
