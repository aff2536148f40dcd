// Override files merged over the others (https://developer.hashicorp.com/terraform/language/files/override); called by `modules`.
import { argumentOf } from './body.ts';
import type { Argument, Block, Body } from './body.ts';
import { UNKNOWN_SCOPE } from './scope.ts';

export type Merged = {
  readonly blocks: readonly Block[];
  /** Override blocks with nothing to override, which Terraform refuses. */
  readonly orphans: readonly Block[];
};

/** Both lists in the order of their files. Of several blocks with one name the first is overridden. */
export function mergeOverrides(blocks: readonly Block[], overrides: readonly Block[]): Merged {
  const merged = [...blocks];
  const orphans: Block[] = [];
  for (const override of overrides) {
    const at =
      override.type === 'terraform' ? settingsFor(merged, override) : merged.findIndex(sameAs(override));
    const base = merged[at];
    if (override.type === 'locals') overrideLocals(merged, override);
    else if (base === undefined) orphans.push(override);
    else merged[at] = mergeBlock(base, override);
  }
  return { blocks: merged, orphans };
}

function sameAs(override: Block): (block: Block) => boolean {
  const name = nameOf(override);
  return (block) => nameOf(block) === name;
}

/** Providers are told apart by their alias, everything else by its labels. What has no name cannot be overridden. */
function nameOf({ type, labels, body }: Block): string | null {
  if (labels.length === 0) return null;
  const alias = type === 'provider' ? argumentOf(body, 'alias')?.evaluate(UNKNOWN_SCOPE) : undefined;
  return JSON.stringify([type, ...labels, alias?.kind === 'known' ? alias.value : null]);
}

/** The settings are one whole in several blocks: the block that speaks of the same, else the first. */
function settingsFor(blocks: readonly Block[], { body }: Block): number {
  const names = [...body.arguments.map(({ name }) => name), ...body.blocks.map(typeInBody)];
  const shares = blocks.findIndex(
    (block) =>
      block.type === 'terraform' &&
      [...block.body.arguments.map(({ name }) => name), ...block.body.blocks.map(typeInBody)].some((name) =>
        names.includes(name),
      ),
  );
  return shares >= 0 ? shares : blocks.findIndex(({ type }) => type === 'terraform');
}

/** Value by value, whatever block they stand in. */
function overrideLocals(blocks: Block[], override: Block): void {
  for (const local of override.body.arguments) {
    const at = blocks.findIndex(
      ({ type, body }) => type === 'locals' && argumentOf(body, local.name) !== undefined,
    );
    const base = blocks[at];
    if (base === undefined) blocks.push({ ...override, body: { arguments: [local], blocks: [] } });
    else blocks[at] = { ...base, body: { ...base.body, arguments: replaced(base.body.arguments, [local]) } };
  }
}

function mergeBlock(base: Block, override: Block): Block {
  return {
    ...base,
    text: `${base.text}\n${override.text}`,
    body: mergeBody(base.body, override.body),
    // More than what is left of the first: then too much is compared, never too little.
    references: () => base.references().union(override.references()),
    overrides: [...base.overrides, override],
  };
}

/** Arguments one by one; nested blocks as a whole by type, but for a few that merge like their parents. */
function mergeBody(base: Body, override: Body): Body {
  const types = new Set(override.blocks.map(typeInBody));
  const kept = base.blocks.filter((block) => !types.has(typeInBody(block)) || MERGED.has(block.type));
  const blocks = [...kept];
  for (const block of override.blocks) {
    const at = MERGED.has(block.type) ? blocks.findIndex(({ type }) => type === block.type) : -1;
    const known = blocks[at];
    if (known === undefined) blocks.push(block);
    else blocks[at] = { ...known, body: mergeBody(known.body, block.body) };
  }
  return { arguments: replaced(base.arguments, override.arguments), blocks };
}

const MERGED: ReadonlySet<string> = new Set(['lifecycle', 'required_providers']);

function replaced(base: readonly Argument[], override: readonly Argument[]): readonly Argument[] {
  const names = new Set(override.map(({ name }) => name));
  return [...base.filter(({ name }) => !names.has(name)), ...override];
}

/** What a `dynamic` block makes counts as that; a cloud and a backend are two words for one thing. */
function typeInBody({ type, labels }: Block): string {
  if (type === 'dynamic') return labels[0] ?? type;
  return type === 'cloud' ? 'backend' : type;
}
