// Why no scanner saw the text that a file gains, where nothing else says so; called by `readFile`.
import { LIMITS } from '../../config/limits.ts';
import type { Mark } from '../../model/change.ts';
import type { FileChange, FileSide } from '../../model/files.ts';

/** One mark for a file that was not looked over. Pictures and fonts under their own names are expected to be no text. */
export function unscannedMarks({ before, after }: FileChange): readonly Mark[] {
  if (after === null || after.blob === before?.blob) return [];
  const why = reasonOf(after);
  if (why === null) return [];
  const message = `This file was not searched for secrets and hidden text: ${why}.`;
  return [
    { rule: 'unscanned-file', file: after.path, line: 1, message, severity: 'low', confidence: 'high' },
  ];
}

function reasonOf({ path, content }: FileSide): string | null {
  switch (content.kind) {
    case 'text':
    case 'symlink':
    case 'submodule':
      return null;
    case 'binary':
      return MEDIA.test(path) ? null : 'it is no UTF-8 text';
    case 'too-large':
      return MEDIA.test(path) ? null : `it has ${content.size} bytes, at most ${LIMITS.fileBytes} are read`;
    case 'missing':
    case 'skipped':
      return content.why ?? null;
  }
}

const MEDIA =
  /\.(?:png|jpe?g|gif|ico|icns|webp|avif|bmp|tiff?|heic|mp[34]|m4[av]|wav|ogg|webm|mov|avi|woff2?|ttf|otf|eot|pdf)$/i;
