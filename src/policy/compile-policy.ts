// Layers of policy texts to one compiled policy, or the reasons why there is none. Called by pipeline and CLI.
import type { PolicyLayers } from '../model/policy-source.ts';
import { checkReferences } from './check-references.ts';
import type { PolicyFailure, PolicyResult } from './compiled.ts';
import { mergeLayers } from './layers/merge-layers.ts';
import type { ReadLayer } from './layers/open-layer.ts';
import { openLayers } from './layers/open-layers.ts';
import { identityOf } from './layers/policy-identity.ts';

/** Total. */
export function compilePolicy(layers: PolicyLayers): PolicyResult {
  const opened = openLayers(layers);
  const read = opened.flatMap((each) => (each.kind === 'read' ? [each.layer] : []));
  const identity = identityOf(layers, read);
  const failures = opened.flatMap((each) => (each.kind === 'failed' ? each.failures : []));
  if (failures.length > 0) return { kind: 'invalid', identity, problems: failures };
  const broken = read.flatMap((layer) => referenceFailures(layer, read));
  if (broken.length > 0) return { kind: 'invalid', identity, problems: broken };
  return { kind: 'ok', policy: mergeLayers(read, identity) };
}

/** Only the repository itself must know the names of its environments: what many share cannot. */
function referenceFailures(own: ReadLayer, all: readonly ReadLayer[]): readonly PolicyFailure[] {
  const { layer, source, document, root } = own;
  const above = all.slice(0, all.indexOf(own));
  const environments =
    layer === 'repository' ? all.flatMap((each) => Object.keys(each.document.environments ?? {})) : null;
  return checkReferences({ document, root, environments, above }).map((problem) => ({
    code: 'POLICY_INVALID',
    layer,
    source,
    problem,
  }));
}
