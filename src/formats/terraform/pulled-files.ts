// What a configuration reads from its repository while it is planned or applied: data files, programs and local modules. Called by `terraform`.
import { dirname, join, normalize } from 'node:path/posix';
import { functionNames } from './file-functions.ts';
import { sourceFolder } from './variable-homes.ts';

/** The first argument of a call that reads a file or lists a folder, as written. A comment may name one too: that costs a look. */
const CALL = new RegExp(
  `(?<![\\w.-])(${functionNames.join('|')})[ \\t]*\\([ \\t\\r\\n]*"((?:[^"\\\\\\n]|\\\\.){1,512})"`,
  'g',
);
/** A listing that names its folder in the pattern. */
const LISTING =
  /(?<![\w.-])fileset[ \t]*\([ \t\r\n]*path\.(module|root|cwd)[ \t\r\n]*,[ \t\r\n]*"((?:[^"\\\n]|\\.){1,512})"/g;
/** A path that ends like data, wherever it stands: in a local, behind `format` or `join`, behind a comment. */
const DATA =
  /"((?:\$\{\s*path\.(?:module|root|cwd)\s*\}|%s)?[\w./@-]{0,256}\.(?:json|ya?ml|tftpl|tpl|tmpl|sh|ps1|txt|csv|toml|policy|sql|py|cfg|conf|ini|xml|pem))"/g;
const ANY_CALL = new RegExp(`(?<![\\w.-])(?:${functionNames.join('|')})[ \\t]*\\(`);
/** A file beside the configuration, in the middle of a command too. */
const BESIDE = /(\$\{\s*path\.(?:module|root|cwd)\s*\}\/[\w./@-]{1,256})/g;
/** A folder that is packed, uploaded or built from: what is in it runs, or is served. */
const FOLDER_ARGUMENT =
  /(?<![\w-])"?(?:source_dir|source_path|source_directory|source_folder|src_dir|code_path|lambda_src|layer_path|base_dir|build_context|context|dir_path|directory)"?[ \t]*[=:][ \t]*"((?:[^"\\\n]|\\.){1,512})"/g;
const BESIDE_ALONE = /"(\$\{\s*path\.(?:module|root|cwd)\s*\}\/[\w./@-]{1,256})"/g;
/** What starts a program, and the files in its commands that look like one. */
const RUNS = /\b(?:provisioner|external|interpreter|shell_script|shell_sensitive_script)\b/;
const PROGRAM =
  /(?<![\w./@$-])([\w./@-]{1,256}\.(?:py|rb|[cm]?js|ts|pl|php|lua|go|jar|exe|bat|cmd|ps1|sh|bash))(?![\w-])/g;
/** A call whose path begins with something computed: a local, a variable, another function. */
const COMPUTED = new RegExp(
  `(?<![\\w.-])(?:${functionNames.join('|')})[ \\t]*\\([ \\t\\r\\n]*(?:[a-z_]|"\\$\\{(?!\\s*path\\.))(?!ath\\.)`,
);
/** What a computed path ends in, and folders that it may begin with. */
const ENDING =
  /\$\{(?!\s*path\.)[^{}"]{1,256}\}\/([\w./@-]{1,256}\.(?:json|ya?ml|tftpl|tpl|tmpl|txt|csv|toml))"/g;
const FOLDER = /"(\.{1,2}\/[\w./@-]{1,256})"/g;
/** What beside a configuration looks like its data. */
const BESIDE_IT = ['json', 'yaml', 'yml', 'toml', 'csv'];
/** A local module, in HCL or JSON. */
const SOURCE = /\bsource"?[ \t]*[=:][ \t]*"(\.\.|\.{1,2}\/[^"\n]{0,1024})"/g;
/** The folder of the file; `%s` is where `format` puts it. */
const OWN_FOLDER = /^(?:\$\{\s*path\.module\s*\}|%s)\/?/;
/** The folder in which Terraform is run: also of a path without anything before it. */
const ROOT_FOLDER = /^(?:\$\{\s*path\.(?:root|cwd)\s*\}|%s)\/?/;

/**
 * Paths inside the repository: files, and folders ending in `/` where a part of the name is computed or a folder is
 * listed; a `*` stands for a computed part of a name. After `AT_ROOT` a path counts from wherever Terraform is run. A path
 * that begins with something computed leads nowhere that could be known.
 */
export function pulledFiles(path: string, text: string): readonly string[] {
  const found = [...text.matchAll(CALL)].flatMap(([, name = '', written = '']) =>
    placesOf(path, written).flatMap((target) => targetsOf(target, name === 'fileset')),
  );
  const listed = [...text.matchAll(LISTING)].flatMap(([, root = '', pattern = '']) =>
    placesOf(path, `\${path.${root}}/${pattern}`).map(({ base, rest }) => listedIn(base, rest)),
  );
  const words =
    found.length === 0 && !ANY_CALL.test(text) && !path.endsWith('.tfvars') ? [] : [...text.matchAll(DATA)];
  const data = words.flatMap(([, written = '']) =>
    placesOf(path, written).map(({ base, rest }) => at(base, rest)),
  );
  const programs = [...text.matchAll(BESIDE), ...(RUNS.test(text) ? text.matchAll(PROGRAM) : [])];
  const run = programs.flatMap(([, written = '']) =>
    placesOf(path, written).map(({ base, rest }) => at(base, rest)),
  );
  const packed = [...text.matchAll(FOLDER_ARGUMENT)].flatMap(([, written = '']) =>
    placesOf(path, written).flatMap((target) => targetsOf(target, true)),
  );
  // A name without an ending may be a folder.
  const folders = [...text.matchAll(BESIDE_ALONE)].flatMap(([, written = '']) =>
    /\/[^/.]+\/?$/.test(written)
      ? placesOf(path, written).map(({ base, rest }) => asFolder(at(base, rest)))
      : [],
  );
  const modules = [...text.matchAll(SOURCE)].map(([, source = '']) =>
    asFolder(sourceFolder(dirname(path), source)),
  );
  const guessed = COMPUTED.test(text) ? guessedFrom(path, text) : [];
  const own = [...found, ...listed, ...data, ...run, ...packed, ...folders, ...guessed, ...modules];
  return [...new Set(own.filter((target) => !target.startsWith('..')))];
}

/** Where nobody knows which file is read: data beside the configuration, and what the text names in part. */
function guessedFrom(path: string, text: string): readonly string[] {
  const folder = dirname(path) === '.' ? '' : `${dirname(path)}/`;
  const endings = [...text.matchAll(ENDING)].flatMap(([, rest = '']) => [
    normalize(rest),
    `*/${normalize(rest)}`,
  ]);
  const folders = [...text.matchAll(FOLDER)].map(([, written = '']) => asFolder(at(dirname(path), written)));
  return [...BESIDE_IT.map((ending) => `${folder}*.${ending}`), ...endings, ...folders];
}

/** Before a path that counts from the folder in which Terraform is run. No path has this character. */
export const AT_ROOT = '\0/';

type Target = { readonly base: string; readonly rest: string };

/** A bare path counts from where Terraform is run, which is the folder of the file in a root module. */
function placesOf(path: string, written: string): readonly Target[] {
  if (/^[/~]/.test(written)) return [];
  if (/^\$\{\s*path\.module/.test(written))
    return [{ base: dirname(path), rest: written.replace(OWN_FOLDER, './') }];
  const rest = written.replace(ROOT_FOLDER, './');
  return [
    { base: dirname(path), rest },
    { base: AT_ROOT, rest },
  ];
}

function targetsOf({ base, rest }: Target, isListed: boolean): readonly string[] {
  const [fixed = '', ...computed] = rest.split('${');
  if (fixed === '') return [];
  if (computed.length === 0) return [isListed ? asFolder(at(base, fixed)) : at(base, fixed)];
  const folder = asFolder(at(base, fixed.endsWith('/') ? fixed : dirname(fixed)));
  const ending = /\}(\.[\w.-]{1,64})$/.exec(rest)?.[1];
  return ending === undefined ? [folder] : [folder, `${folder}*${ending}`];
}

/** The folder in front of whatever a pattern leaves open. */
function listedIn(base: string, pattern: string): string {
  const fixed = pattern.slice(0, pattern.search(/[*?[{$]|$/));
  return asFolder(at(base, fixed.slice(0, fixed.lastIndexOf('/') + 1) || './'));
}

/** What counts from a folder that is not known yet may lead out of it. */
function at(base: string, rest: string): string {
  return base === AT_ROOT ? `${base}${normalize(rest)}` : join(base, rest);
}

/** The repository's own root as a folder would be everything. */
function asFolder(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}
