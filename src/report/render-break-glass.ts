// Broken glass, before everything else that a reader sees. Used by the card, the title and the terminal.
import type { Decision } from '../model/decision.ts';

type Broken = NonNullable<Decision['breakGlass']>;

/** Did it open anything? */
export function isOpened(decision: Decision): decision is Decision & { readonly breakGlass: Broken } {
  return (decision.breakGlass?.opens.length ?? 0) > 0;
}

/** One sentence, unescaped; null where nobody broke glass. */
export function breakGlassSentence({ breakGlass }: Decision): string | null {
  if (breakGlass === undefined) return null;
  const { by, reason, until, reviewBy, refused, opens } = breakGlass;
  if (refused !== null) return `${by} broke glass (${reason}), which opens nothing: ${refused}.`;
  const what = opens.length === 0 ? 'nothing that was missing' : opens.join(', ');
  return `GLASS IS BROKEN by ${by} until ${until ?? ''}: ${reason}. It opens ${what}. Somebody must review it until ${reviewBy ?? ''}.`;
}
