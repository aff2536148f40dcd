// Whether a configuration reads a file of data only for what it says, so that comments and layout of it mean nothing. Called by `withInputs`.
import { covers } from '../references.ts';
import { functionNames } from './file-functions.ts';
import { AT_ROOT, pulledFiles } from './pulled-files.ts';

const ARGUMENTS = String.raw`(?:[^()"]|"(?:[^"\\\n]|\\.){0,512}"){0,64}`;
const DECODED = new RegExp(
  String.raw`(?<![\w.-])(?:yaml|json)decode[ \t]*\([ \t\r\n]*file[ \t]*\(${ARGUMENTS}\)`,
  'g',
);
/** Which files there are, not what is in them. */
const LISTED = new RegExp(String.raw`(?<![\w.-])(?:fileset|fileexists)[ \t]*\(${ARGUMENTS}\)`, 'g');
/** The folder of a local module holds its data, and the module itself is asked how it reads them. */
const MODULE = /\bsource"?[ \t]*[=:][ \t]*"(?:\.\.|(?:\.{1,2}\/)+[\w/-]{0,512})"/g;
const READS = new RegExp(
  `(?<![\\w.-])(?:${functionNames.filter((name) => name !== 'fileset').join('|')})[ \\t]*\\(`,
);

/**
 * True where nothing of the file is named any more once each `yamldecode(file(…))` is taken out of the text. In doubt the text itself
 * may become a value: the script of a machine, the content of an object.
 */
export function isOnlyDecoded(path: string, text: string, target: string): boolean {
  const rest = text.replaceAll(DECODED, 'decoded').replaceAll(MODULE, 'module');
  const unlisted = rest.replaceAll(LISTED, 'listed');
  const mayRead = READS.test(unlisted) || /\bpath\.(?:module|root|cwd)\b/.test(unlisted);
  return !pulledFiles(path, mayRead ? rest : unlisted).some((one) =>
    one.startsWith(AT_ROOT) ? endsAlike(target, one.slice(AT_ROOT.length)) : covers(one, target),
  );
}

/** Where it counts from is not asked. */
function endsAlike(target: string, rest: string): boolean {
  const plain = rest.replace(/^(?:\.{1,2}\/)+/, '').replace(/\/$/, '');
  return plain === '' || plain.includes('*') || `/${target}/`.includes(`/${plain}/`);
}
