// Ports of a firewall rule: read by openings.ts, weighed by the rules about what is open.

export type Range = readonly [from: number, to: number];

/** Null: cannot be told. */
export type Ports = readonly Range[] | null;

export const ALL_PORTS: readonly Range[] = [[0, 65_535]];

/** Ports that nobody opens to the internet on purpose: remote control, databases, cluster and container control. */
const SENSITIVE: ReadonlyMap<number, string> = new Map([
  [22, 'ssh'],
  [23, 'telnet'],
  [135, 'rpc'],
  [445, 'smb'],
  [1433, 'sql server'],
  [1521, 'oracle'],
  [2049, 'nfs'],
  [2375, 'docker'],
  [2376, 'docker'],
  [2379, 'etcd'],
  [3306, 'mysql'],
  [3389, 'rdp'],
  [5432, 'postgresql'],
  [5439, 'redshift'],
  [5900, 'vnc'],
  [5985, 'winrm'],
  [5986, 'winrm'],
  [6379, 'redis'],
  [6443, 'kubernetes'],
  [9042, 'cassandra'],
  [9092, 'kafka'],
  [9200, 'opensearch'],
  [10_250, 'kubelet'],
  [11_211, 'memcached'],
  [27_017, 'mongodb'],
]);

/** `22`, `80-90`, `*`. */
export function parsePorts(texts: readonly string[]): Ports {
  const ranges = texts.map(parseRange);
  return ranges.some((range) => range === null) ? null : ranges.filter((range) => range !== null);
}

export function isAll(ports: Ports): boolean {
  return ports !== null && ports.some(([from, to]) => from <= 1 && to >= 65_535);
}

/** Whether each of `inner` lies inside one of `outer`. Unknown ports lie inside nothing but everything. */
export function covers(outer: Ports, inner: Ports): boolean {
  if (inner === null || outer === null) return isAll(outer);
  return inner.every(([from, to]) => outer.some(([low, high]) => low <= from && to <= high));
}

/** First sensitive port inside, with its name; null where there is none. */
export function sensitivePort(ports: readonly Range[]): string | null {
  const found = [...SENSITIVE].find(([port]) => ports.some(([from, to]) => from <= port && port <= to));
  return found === undefined ? null : `${found[0]} (${found[1]})`;
}

export function describePorts(ports: Ports): string {
  if (ports === null) return 'ports that cannot be told';
  if (isAll(ports)) return 'all ports';
  return `port ${ports.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ')}`;
}

function parseRange(text: string): Range | null {
  if (/^(\*|any|all)$/i.test(text.trim())) return [0, 65_535];
  const match = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(text);
  if (match === null) return null;
  return [Number(match[1]), Number(match[2] ?? match[1])];
}
