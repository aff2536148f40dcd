// GET /metrics: counters and gauges in the Prometheus text format. Numbers only: no name, path or id of a customer.

type Labels = { readonly [label: string]: string };

const NAMES = {
  aigov_webhooks_total: 'Webhooks acknowledged, by event and whether they were new',
  aigov_evaluations_total: 'Evaluations of a pull request, by outcome',
  aigov_sessions_total: 'Sessions, by what became of the request',
  aigov_work_failures_total: 'Work rows that failed and will be tried again, by queue',
  aigov_http_errors_total: 'Requests that ended in a server error, by route',
} as const;

export type MetricName = keyof typeof NAMES;

export type Metrics = {
  readonly count: (name: MetricName, labels?: Labels) => void;
  /** The exposition text; `gauges` are read at the time of asking. */
  readonly render: (gauges: { readonly [name: string]: number }) => string;
};

export function createMetrics(): Metrics {
  const counters = new Map<string, number>();
  return {
    count: (name, labels = {}) => {
      const series = `${name}${renderLabels(labels)}`;
      counters.set(series, (counters.get(series) ?? 0) + 1);
    },
    render: (gauges) => [...counterLines(counters), ...gaugeLines(gauges), ''].join('\n'),
  };
}

function counterLines(counters: ReadonlyMap<string, number>): readonly string[] {
  return Object.entries(NAMES).flatMap(([name, help]) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} counter`,
    ...[...counters]
      .filter(([series]) => series === name || series.startsWith(`${name}{`))
      .map(([series, value]) => `${series} ${value}`),
  ]);
}

function gaugeLines(gauges: { readonly [name: string]: number }): readonly string[] {
  return Object.entries(gauges).flatMap(([name, value]) => [`# TYPE ${name} gauge`, `${name} ${value}`]);
}

function renderLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([label, value]) => `${label}="${value.replaceAll(/[\\"\n]/g, '_')}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
