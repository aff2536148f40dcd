// Providers that a configuration requires, and what is new about them: called by rules/provider-source-changed.ts.
import type { ParsedChange, ResourceState } from '../../model/change.ts';
import type { Hit } from '../finding.ts';
import { childOf, treeOf } from '../state-tree.ts';
import { textOf, textsOf } from '../values.ts';
import { makerOf, parseProviderSource, showProvider } from './provider-source.ts';
import type { ProviderSource } from './provider-source.ts';

type Requirement = {
  /** Local name: `aws`. */
  readonly local: string;
  readonly source: ProviderSource | null;
  readonly version: string | null;
  /** 1-based. */
  readonly line: number;
  readonly versionLine: number;
};

/** Of the `terraform` block of a module. */
export function providerHits(change: ParsedChange): readonly Hit[] {
  if (change.type !== 'terraform') return [];
  const old = new Map(requirementsIn(change.before).map((one) => [one.local, one]));
  return requirementsIn(change.after).flatMap((now) => hitsOf(old.get(now.local), now));
}

function hitsOf(before: Requirement | undefined, after: Requirement): readonly Hit[] {
  const { line, local } = after;
  if (after.source === null) {
    return [
      { message: `The source of the provider \`${local}\` cannot be read as one.`, line, severity: 'high' },
    ];
  }
  const shown = showProvider(after.source);
  const old = before?.source ?? null;
  if (old !== null && showProvider(old) !== shown) {
    const message = `The provider \`${local}\` now comes from ${shown} instead of ${showProvider(old)}.`;
    return [{ message, line, severity: makerOf(after.source) === 'known' ? 'medium' : 'high' }];
  }
  if (old === null) return stranger(after, after.source);
  return isLooser(before?.version ?? null, after.version)
    ? [
        {
          message: `The provider \`${local}\` may now be any newer version: ${after.version ?? 'no version is named'}.`,
          line: after.versionLine,
          severity: 'low',
        },
      ]
    : [];
}

function stranger({ line, local }: Requirement, source: ProviderSource): readonly Hit[] {
  const shown = showProvider(source);
  switch (makerOf(source)) {
    case 'known':
      return [];
    case 'elsewhere':
      return [
        {
          message: `The new provider \`${local}\` comes from another registry: ${shown}.`,
          line,
          severity: 'high',
        },
      ];
    case 'stranger': {
      const message = `The new provider ${shown} is made neither by HashiCorp nor by a partner of the registry, and runs with the plan.`;
      return [{ message, line, severity: 'high' }];
    }
  }
}

/** Every module of a repository names its providers again: only an upper bound that goes is worth a word. */
function isLooser(before: string | null, after: string | null): boolean {
  return before !== null && isBounded(before) && (after === null || !isBounded(after));
}

function isBounded(version: string): boolean {
  return version.split(',').some((part) => /^\s*(?:~>|<|=|\d|v\d)/.test(part));
}

/** Blocks of one name, on either side of a merge, may stand several times. */
function requirementsIn(state: ResourceState | null): readonly Requirement[] {
  const blocks = childOf(treeOf(state), 'required_providers')?.children ?? [];
  return blocks
    .flatMap(({ children }) => children)
    .map((node) => {
      // Before Terraform 0.13 the value was the version alone.
      const bare = node.children.length === 0;
      const source = bare ? undefined : childOf(node, 'source');
      const version = bare ? node : childOf(node, 'version');
      const text = source === undefined ? node.name : (textOf(source) ?? '');
      return {
        local: node.name,
        source: parseProviderSource(text),
        version: textsOf(version).known[0] ?? null,
        line: (source ?? node).line,
        versionLine: (version ?? node).line,
      };
    });
}
