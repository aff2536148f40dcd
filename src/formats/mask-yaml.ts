// Secrets in a text that is YAML to whoever reads it: values of a chart, a manifest, cloud-init. Called by `maskValue`.

export type YamlMask = {
  /** What stands for a secret. */
  readonly mask: string;
  readonly isSecretName: (name: string) => boolean;
};

/** A member on a line of its own: indentation and dashes, the name, the colon, and what follows. */
const MEMBER = /^([ ]{0,200}(?:- {1,8}){0,8})(["']?)([\w./-]{1,200})\2([ ]{0,8}:)([ ]{1,80}\S.*)?$/;
const SECRET_OBJECT = /^[ ]{0,8}["']?kind["']?[ ]{0,8}:[ ]{1,8}["']?Secret["']?\s{0,8}$/m;
const SECRET_DATA = /^(?:data|stringData|binaryData)$/;
/** A flag, an absence or a plain reference is no secret. */
const HARMLESS =
  /^\s*(?:true|false|null|~|\{\}|\[\]|["']?\$\{[\w.[\]-]{1,200}\}["']?|["']?\{\{[^{}"']{1,200}\}\}["']?)?\s*$/;
const BLOCK_TEXT = /^\s*[|>][-+\d]{0,3}\s*$/;
/** JSON has its own way. */
const IS_JSON = /^\s*(?:<<[-~]?\w{1,80}\s*)?[[{]/;

/** Line by line, so that every line stays where it is. The same text comes back where nothing was masked. */
export function maskYaml(text: string, { mask, isSecretName }: YamlMask): string {
  if (!text.includes(':') || !text.includes('\n') || IS_JSON.test(text)) return text;
  const isSecretObject = SECRET_OBJECT.test(text);
  /** All that is deeper than this is secret: as a text as it stands, in an object its values. */
  let hidden: { readonly depth: number; readonly values: boolean } | null = null;
  return text
    .split('\n')
    .map((line) => {
      if (line.trim() === '') return line;
      const depth = line.length - line.trimStart().length;
      if (hidden !== null && depth <= hidden.depth) hidden = null;
      if (hidden?.values === false) return line.slice(0, depth) + mask;
      const [, lead = '', quote = '', name = '', colon = '', value = ''] = MEMBER.exec(line) ?? [];
      const at = lead.length;
      const isHidden = hidden !== null || isSecretName(name);
      if (name === '' || HARMLESS.test(value)) {
        if (isSecretObject && hidden === null && SECRET_DATA.test(name)) hidden = { depth: at, values: true };
        return line;
      }
      if (!isHidden) return line;
      if (BLOCK_TEXT.test(value)) {
        hidden = { depth: at, values: false };
        return line;
      }
      return `${lead}${quote}${name}${quote}${colon} ${mask}`;
    })
    .join('\n');
}
