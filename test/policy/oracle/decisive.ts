// What decided a case: the key without which it would have come out otherwise. Counted, because a key that never decides is not tried.
import type { Case } from './document.ts';
import { OPENED } from './glass.ts';
import type { Judgement } from './judge.ts';

/** `+glass`: it passed by that; `-plan`: nothing but that is missing. */
export function decisiveKeys({ facts }: Case, { outcome, verdicts, opens }: Judgement): readonly string[] {
  const keys = new Set(verdicts.flatMap(({ key }) => key ?? []));
  const passing = outcome === 'pass' ? [...keys].map((key) => `+${key}`) : [];
  const open = verdicts.filter(({ satisfied }) => !satisfied);
  const [missing] = open;
  const held = missing?.key !== undefined && open.every(({ key }) => key === missing.key);
  const waits = open.length > 0 && open.every(({ code }) => OPENED.includes(code));
  const fromExtended = ({ rule }: { readonly rule: string }): boolean => rule.includes('//');
  return [
    ...passing,
    ...(outcome === 'pass' && verdicts.some(fromExtended) ? ['+extends'] : []),
    ...(open.length > 0 && open.every(fromExtended) ? ['-extends'] : []),
    ...(outcome === 'pass' && opens.length > 0 ? ['+glass'] : []),
    ...(waits && facts.break_glass !== undefined ? ['-glass'] : []),
    ...(held ? [`-${missing.key}`] : []),
  ];
}
