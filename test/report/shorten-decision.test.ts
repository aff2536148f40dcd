import { describe, expect, test } from 'vitest';
import type { Decision } from '../../src/model/decision.ts';
import { renderDocument } from '../../src/report/shorten-decision.ts';
import { aChange, aDecision, aFinding } from './builders.ts';
import { fencedBlocks } from './hostile.ts';

function document(decision: Decision): Decision & { readonly truncated?: unknown } {
  return JSON.parse(fencedBlocks(renderDocument(decision, 'https://aigov.example/d'))[0] ?? '') as Decision;
}

const many = <T>(count: number, item: T): readonly T[] => Array.from({ length: count }, () => item);

describe('what gives way, in order', () => {
  test('nothing, where it fits', () => {
    expect(document(aDecision())).toEqual(aDecision());
  });

  test('attributes first', () => {
    const decision = aDecision({ changes: many(120, aChange()) });
    expect(document(decision)).toEqual({
      ...decision,
      changes: many(120, aChange({ attributes: [] })),
      truncated: { attributes: 120, document: 'https://aigov.example/d' },
    });
  });

  test('then findings, from the end', () => {
    const decision = aDecision({ findings: many(500, aFinding()) });
    const { findings, truncated } = document(decision);
    expect(findings.length).toBeGreaterThan(100);
    expect(truncated).toEqual({
      attributes: 1,
      findings: 500 - findings.length,
      document: 'https://aigov.example/d',
    });
  });

  test('then changes', () => {
    const decision = aDecision({ changes: many(1_000, aChange()), findings: many(500, aFinding()) });
    const { changes, findings, reasons, truncated } = document(decision);
    expect(findings).toEqual([]);
    expect(reasons).toEqual(decision.reasons);
    expect(truncated).toEqual({
      attributes: 1_000,
      findings: 500,
      changes: 1_000 - changes.length,
      document: 'https://aigov.example/d',
    });
  });
});
