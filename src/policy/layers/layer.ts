// The layers of one decision, and how far the word of each goes. Used wherever rules of several layers meet.

/** The organisation floor and the repository's own file. */
export type MainLayer = 'floor' | 'repository';

/** A main layer, or a file that one of them extends, directly or through others: `floor:acme/policies//base.yml`. */
export type Layer = MainLayer | `${MainLayer}:${string}`;

export function isMain(layer: Layer): layer is MainLayer {
  return layer === 'floor' || layer === 'repository';
}

/** Whether it was the floor or the repository that brought a layer in. */
export function rankOf(layer: Layer): MainLayer {
  return layer.startsWith('floor') ? 'floor' : 'repository';
}

/**
 * Whether what a layer excepts, and whom it names as owners, holds for a rule. A repository never excuses from its
 * organisation's rules nor chooses who answers for them. An extended layer only adds: both hold for its own rules alone.
 */
export function reaches(from: Layer, rule: Layer): boolean {
  if (!isMain(from)) return from === rule;
  return from === 'floor' || rankOf(rule) === 'repository';
}

/** A rule as decisions name it: `identity`, `floor/identity`, `policies//base.yml/identity`. The owner goes without saying. */
export function nameIn(layer: Layer, id: string): string {
  const extended = isMain(layer) ? '' : layer.slice(layer.indexOf('/') + 1);
  return [rankOf(layer) === 'floor' ? 'floor' : '', extended, id].filter((part) => part !== '').join('/');
}

/** The same value for every rule of a layer, made when it is first asked for. */
export function perLayer<Value>(make: (layer: Layer) => Value): (layer: Layer) => Value {
  const made = new Map<Layer, Value>();
  return (layer) => {
    const known = made.get(layer) ?? make(layer);
    made.set(layer, known);
    return known;
  };
}
