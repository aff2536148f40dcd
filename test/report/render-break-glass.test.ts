// Broken glass as readers see it: in the terminal and on the card, before everything else.
import { expect, test } from 'vitest';
import { breakGlassSentence } from '../../src/report/render-break-glass.ts';
import { renderDecisionText } from '../../src/report/index.ts';
import { renderVerdict } from '../../src/report/render-verdict.ts';
import { aDecision, aPass } from './builders.ts';

const broken = {
  by: 'carol',
  reason: 'the **database** is down',
  at: '2026-11-21T12:00:00Z',
  until: '2026-11-21T12:30:00Z',
  reviewBy: '2026-11-24T12:00:00Z',
  refused: null,
  opens: ['baseline', 'two'],
};

test('says who, until when, why, what it opens and what must follow', () => {
  expect(breakGlassSentence(aPass({ breakGlass: broken }))).toBe(
    'GLASS IS BROKEN by carol until 2026-11-21T12:30:00Z: the **database** is down. It opens baseline, two. Somebody must review it until 2026-11-24T12:00:00Z.',
  );
  expect(breakGlassSentence(aPass())).toBeNull();
});

test('a use that is refused is shown with why', () => {
  const refused = { ...broken, until: null, reviewBy: null, refused: 'its time is over', opens: [] };
  expect(breakGlassSentence(aDecision({ breakGlass: refused }))).toBe(
    'carol broke glass (the **database** is down), which opens nothing: its time is over.',
  );
});

test('stands before the reasons, and its words are no markup', () => {
  const text = renderDecisionText(aPass({ breakGlass: broken }), { color: false });
  expect(text.indexOf('GLASS IS BROKEN')).toBeLessThan(text.indexOf('Reasons'));
  const [headline, notice] = renderVerdict(aPass({ breakGlass: broken }), { notices: [], rows: 5 });
  expect(headline).toContain('Pass');
  expect(notice).toContain('**Break-glass:** GLASS IS BROKEN by carol');
  expect(notice).toContain('`**database**`');
});
