// A value as it is called in another module than the one it was made in; called where values go through calls.
import { joinPath } from '../state.ts';
import type { Value } from './value.ts';

/** Expressions of one module mean nothing in another: there they are the name by which they arrive. */
export function asSeen(value: Value, name: string): Value {
  switch (value.kind) {
    case 'unknown':
      return { ...value, source: name, detail: () => value.source };
    case 'list':
      return { ...value, items: value.items.map((item, index) => asSeen(item, `${name}[${index}]`)) };
    case 'object':
      return {
        ...value,
        members: value.members.map((member) => ({
          ...member,
          value: asSeen(member.value, joinPath(name, member.key)),
        })),
      };
    case 'known':
    case 'json':
      return value;
  }
}
