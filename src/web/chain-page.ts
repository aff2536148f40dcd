// The page of one pull request's chain: every recorded step in order, no script, readable by machines below a <pre>.
import type { Entry } from '../model/entry.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1f2328;background:#fff}
ol{list-style:none;padding:0}li{border-left:3px solid #d0d7de;padding:.25rem 0 .75rem 1rem}
code{font-size:.875em;overflow-wrap:anywhere}.hash,time{color:#59636e}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem}`;

export function renderChainPage(page: {
  readonly title: string;
  readonly entries: readonly Entry[];
}): string {
  const title = `Chain of ${escapeHtml(page.title)}`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1>`,
    `<p>${page.entries.length} steps. Each names the hash of the one before it; <code>aigov ledger verify</code> checks them all.</p>`,
    `<ol>${page.entries.map(item).join('')}</ol></main></body></html>`,
  ].join('\n');
}

function item(entry: Entry): string {
  return [
    `<li id="e${entry.seq}"><strong>${escapeHtml(entry.type)}</strong> by ${escapeHtml(entry.actor)}`,
    ` <time datetime="${escapeHtml(entry.ts)}">${escapeHtml(entry.ts)}</time>`,
    `<br><span class="hash">#${entry.seq} <code>${escapeHtml(entry.hash)}</code></span>`,
    `<details><summary>data</summary><pre>${escapeHtml(JSON.stringify(entry.data, null, 1))}</pre></details></li>`,
  ].join('');
}

/** Everything on the page may come from a pull request; invisible and direction-changing characters are shown as escapes. */
function escapeHtml(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(
      /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16)}`,
    );
}
