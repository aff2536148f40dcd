// Stacks in templates that are made from other templates of the repository; called by `worlds` and `readStacks`.
import type { SyntaxNode } from '../../syntax/index.ts';
import { member, textOf } from '../tree.ts';
import { beside } from './pulls-in.ts';
import { hasTemplate, nestedTemplate } from './remote.ts';
import { SIDES } from './stack.ts';
import type { Side, Sides, StackTemplate } from './stack.ts';

/** A stack in a template, made from another template of the repository. */
export type Call = {
  readonly caller: StackTemplate;
  readonly name: string;
  /** Path of the nested template, null where it is elsewhere, and the resource that names it, on each side. */
  readonly sides: Sides<{ readonly path: string | null; readonly resource: SyntaxNode } | null>;
};

export function callsIn(caller: StackTemplate): readonly Call[] {
  const found = SIDES.map((side) => ({ side, stacks: stacksIn(caller, side) }));
  const names = new Set(found.flatMap(({ stacks }) => [...stacks.keys()]));
  const [before, after] = found;
  return [...names].map((name) => ({
    caller,
    name,
    sides: { before: before?.stacks.get(name) ?? null, after: after?.stacks.get(name) ?? null },
  }));
}

function stacksIn(caller: StackTemplate, side: Side): ReadonlyMap<string, NonNullable<Call['sides'][Side]>> {
  const path = caller.path[side];
  const resources = member(caller.document[side] ?? undefined, 'Resources');
  const entries = path === null || resources?.kind !== 'map' ? [] : resources.entries;
  return new Map(
    entries.flatMap(({ key, value }) => {
      const type = textOf(member(value, 'Type'));
      const named = nestedTemplate(type, value);
      const target = named === null ? null : beside(path ?? '', named);
      return hasTemplate(type, value) ? [[key, { path: target, resource: value }] as const] : [];
    }),
  );
}

/** Where a stack turns to another template, neither of the two is all that it was made from. */
export function isMadeFrom({ sides }: Call, template: StackTemplate): boolean {
  const there = SIDES.filter((side) => sides[side] !== null);
  return there.length > 0 && there.every((side) => sides[side]?.path === template.path[side]);
}

/** A stack that turns from one template of the repository to another changes like one whose template does. */
export function turnedTemplates(templates: readonly StackTemplate[]): readonly StackTemplate[] {
  const pairs = templates.flatMap(callsIn).flatMap(({ sides }) => {
    const [old, now] = SIDES.map((side) =>
      templates.find(({ path }) => path[side] !== null && path[side] === sides[side]?.path),
    );
    return old === undefined || now === undefined || old === now ? [] : [{ old, now }];
  });
  return pairs.map(({ old, now }) => ({
    path: { before: old.path.before, after: now.path.after },
    document: { before: old.document.before, after: now.document.after },
    changed: true,
    input: { ...now.input, before: old.input.before },
  }));
}
