// A fenced block of JSON inside Markdown. Called by the card and the document text.
import { longestBacktickRun, visibleJson } from './escape.ts';

/** ```` ```json ```` block whose fence is longer than any run of backticks inside: nothing in it can end it. */
export function fenceJson(json: string): string {
  const text = visibleJson(json);
  const fence = '`'.repeat(Math.max(3, longestBacktickRun(text) + 1));
  return `${fence}json\n${text}\n${fence}`;
}
