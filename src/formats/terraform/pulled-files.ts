// What a configuration reads from its repository while it is planned: data files and local modules. Called by `terraform`.
import { dirname, join } from 'node:path/posix';
import { functionNames } from './file-functions.ts';
import { sourceFolder } from './variable-homes.ts';

/** The first argument of a call that reads a file or lists a folder, as written. A comment may name one too: that costs a look. */
const CALL = new RegExp(
  `(?<![\\w.-])(${functionNames.join('|')})[ \\t]*\\([ \\t\\r\\n]*"((?:[^"\\\\\\n]|\\\\.){1,512})"`,
  'g',
);
/** A path that ends like data, wherever it stands: in a local, behind `format` or `join`, behind a comment. */
const DATA =
  /"((?:\$\{\s*path\.(?:module|root|cwd)\s*\}|%s)?[\w./@-]{0,256}\.(?:json|ya?ml|tftpl|tpl|tmpl|sh|ps1|txt|csv|toml|policy|sql|py|cfg|conf|ini|xml|pem))"/g;
const ANY_CALL = new RegExp(`(?<![\\w.-])(?:${functionNames.join('|')})[ \\t]*\\(`);
/** A local module, in HCL or JSON. */
const SOURCE = /\bsource"?[ \t]*[=:][ \t]*"(\.{1,2}\/[^"\n]{0,1024})"/g;
/** `${path.module}/` is the folder of the file; of `${path.root}/` and of a bare path only a root module's is. */
const OWN_FOLDER = /^(?:\$\{\s*path\.(?:module|root|cwd)\s*\}|%s)\/?/;

/**
 * Paths inside the repository: files, and folders ending in `/` where a part of the name is computed or a folder is
 * listed. A path that begins with something computed leads nowhere that could be known.
 */
export function pulledFiles(path: string, text: string): readonly string[] {
  const found = [...text.matchAll(CALL)].flatMap(([, name = '', written = '']) => {
    const target = written.replace(OWN_FOLDER, './');
    const fixed = target.split('${')[0] ?? '';
    if (fixed === '' || fixed.startsWith('/') || fixed.startsWith('~')) return [];
    const isFolder = name === 'fileset';
    const whole = fixed === target;
    const named = join(dirname(path), whole || fixed.endsWith('/') ? fixed : dirname(fixed));
    if (named.startsWith('..')) return [];
    return [whole && !isFolder ? named : asFolder(named)];
  });
  const words = found.length === 0 && !ANY_CALL.test(text) ? [] : [...text.matchAll(DATA)];
  const data = words.flatMap(([, written = '']) => {
    const named = join(dirname(path), written.replace(OWN_FOLDER, './'));
    return written.startsWith('/') || named.startsWith('..') ? [] : [named];
  });
  const modules = [...text.matchAll(SOURCE)].map(([, source = '']) =>
    asFolder(sourceFolder(dirname(path), source)),
  );
  return [...new Set([...found, ...data, ...modules.filter((folder) => !folder.startsWith('..'))])];
}

/** The repository's own root as a folder would be everything. */
function asFolder(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}
