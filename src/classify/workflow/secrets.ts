// Which secrets an expression names; read by the rules about secrets and cloud keys.

/** Stands for a secret whose name is computed, and for all of them at once. */
export const ANY_SECRET = '*';

/** Names as written, upper-cased as GitHub keeps them. `secrets[x]` and `toJSON(secrets)` are any of them. */
export function secretsIn(expression: string): readonly string[] {
  const found = withoutTexts(expression).matchAll(
    /(?<![\w.-])secrets(?:\.([\w-]+)|\['([\w-]+)'\]|(\[)|(?![\w-]))/gi,
  );
  return [...found].map(([, member, quoted]) => (member ?? quoted ?? ANY_SECRET).toUpperCase());
}

/** An index in quotes is a name, any other text in quotes is none. */
function withoutTexts(expression: string): string {
  return expression.replaceAll(/\['[^']*'\]|'[^']*'/g, (quoted) => (quoted.startsWith('[') ? quoted : "''"));
}
