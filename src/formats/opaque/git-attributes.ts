// What a `.gitattributes` hides from whoever reads a pull request, or runs where somebody checks it out. Asked by the opaque table.

/** Endings of texts that deploy or configure, and patterns for everything. */
const READ_BY_PEOPLE =
  /(?:^|\/)\*+$|\/$|\.(?:tf|tfvars|tofu|hcl|ya?ml|json|toml|sh|bash|ps1|py|rb|go|[cm]?[jt]sx?|java|cs|bicep|rego|cedar|tpl|conf|cfg|env|sql|md)$|(?:^|\/)[^.*/]+$/i;

/** Not shown in a diff, folded away, read in another encoding, put through a program, merged without being asked. */
const HIDES =
  /^(?:-diff|binary|linguist-(?:generated|vendored)(?:=(?:true|1))?|working-tree-encoding=.*|merge=(?:ours|union))$/;

/** Git LFS is a filter that everybody has. */
const FILTER = /^filter=(?!lfs$)./;

/** https://git-scm.com/docs/gitattributes, https://docs.github.com/repositories/working-with-files/managing-files/customizing-how-changed-files-appear-on-github */
export function hidesFiles(text: string): boolean {
  return text.split('\n').some((line) => {
    const [pattern = '', ...words] = line.trim().split(/\s+/);
    if (pattern === '' || pattern.startsWith('#')) return false;
    return words.some((word) => FILTER.test(word) || (HIDES.test(word) && READ_BY_PEOPLE.test(pattern)));
  });
}
