// An approver as one word: `@org/team`, `carol`, a word for owners, or `carol#5`, who is that account and no other. Used wherever the policy names people.

export type Person = {
  readonly login: string;
  /** Numeric id on GitHub; null: the policy names the login alone, which another account can take over. */
  readonly id: number | null;
};

/** No login and no name of a team holds `#`: the word that `{ login, id }` of the policy becomes when it is read. */
export function approverWord({ login, id }: { readonly login: string; readonly id: number }): string {
  return `${login.replace(/^@/, '')}#${id}`;
}

/** A team is `@org/slug`; anything else is a login, with or without `@`. */
export function isTeam(word: string): boolean {
  return word.startsWith('@') && word.includes('/');
}

/** Who is meant by a word that is no team. */
export function personOf(word: string): Person {
  const [login = '', id] = word.replace(/^@/, '').split('#');
  return { login, id: id === undefined ? null : Number(id) };
}

/** As people read it: `carol (id 5)`. */
export function nameOf(word: string): string {
  const { login, id } = personOf(word);
  return id === null ? word : `${login} (id ${id})`;
}

/** As a login alone. */
export function withoutId(word: string): string {
  return word.replace(/#\d+$/, '');
}

/** Each id that a list names, by login. */
export function idsOf(words: readonly string[]): { readonly [login: string]: number } {
  return Object.fromEntries(
    words
      .filter((word) => !isTeam(word))
      .map(personOf)
      .flatMap(({ login, id }) => (id === null ? [] : [[login, id] as const])),
  );
}
