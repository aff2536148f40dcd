import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/web/metrics.ts';

describe('createMetrics', () => {
  it('renders counters with labels, and gauges', () => {
    const metrics = createMetrics();
    metrics.count('aigov_webhooks_total', { event: 'push', fresh: 'true' });
    metrics.count('aigov_webhooks_total', { event: 'push', fresh: 'true' });
    metrics.count('aigov_http_errors_total', { route: '/a"b' });
    const text = metrics.render({ aigov_work_pending: 3 });
    expect(text).toContain('aigov_webhooks_total{event="push",fresh="true"} 2\n');
    expect(text).toContain('aigov_http_errors_total{route="/a_b"} 1\n');
    expect(text).toContain('# TYPE aigov_work_pending gauge\naigov_work_pending 3\n');
  });
});
