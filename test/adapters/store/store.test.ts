import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import { ENGINES, type Harness } from './harness.ts';
import { concurrencySuite } from './suites/concurrency.ts';
import { deliverySuite } from './suites/deliveries.ts';
import { deploySuite } from './suites/deploy.ts';
import { ledgerSuite } from './suites/ledger.ts';
import { pullSuite } from './suites/pulls.ts';
import { tamperSuite } from './suites/tamper.ts';
import { workSuite } from './suites/work.ts';

describe.each(ENGINES)('store on $name', ({ name, skipped, open }) => {
  if (skipped !== null) {
    it.skip(`all store tests on ${name}: skipped, because ${skipped}`, () => {});
    return;
  }

  let harness: Harness;
  const get = (): Harness => harness;
  beforeAll(async () => {
    harness = await open();
  });
  beforeEach(async () => {
    await harness.reset();
  });
  afterAll(async () => {
    await harness.close();
  });

  workSuite(get);
  deliverySuite(get);
  pullSuite(get);
  deploySuite(get);
  ledgerSuite(get);
  tamperSuite(get);
  concurrencySuite(get, name);
});
