import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/model/entry.ts';
import { renderChainPage } from '../../src/web/chain-page.ts';

const entry: Entry = {
  v: 1,
  chain: 'repository:11',
  seq: 3,
  ts: '2026-11-21T12:00:00.000Z',
  type: 'decision.made',
  subject: { repository: 'acme/infra', repositoryId: 11, pull: 7, head: 'abc' },
  actor: 'aigov',
  data: { outcome: 'pass' },
  prev: '0'.repeat(64),
  hash: 'f'.repeat(64),
};

describe('renderChainPage', () => {
  it('shows each step with its position and hash', () => {
    const page = renderChainPage({ title: 'acme/infra#7', entries: [entry] });
    expect(page).toContain('<h1>Chain of acme/infra#7</h1>');
    expect(page).toContain(`#3 <code>${'f'.repeat(64)}</code>`);
    expect(page).toContain('<strong>decision.made</strong> by aigov');
  });

  it('lets no text of a pull request become markup, nor hide', () => {
    const hostile = '</pre><script>alert(1)</script>\u202e"\'&';
    const page = renderChainPage({
      title: hostile,
      entries: [{ ...entry, actor: hostile, data: { path: hostile } }],
    });
    expect(page).not.toContain('<script>');
    expect(page).not.toContain('\u202e');
    expect(page).toContain('\\u202e');
  });
});
