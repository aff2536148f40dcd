// Switches for what goes wrong on the way: errors, delays, broken connections, stale and cut answers. Used by the server.

export type Fault = {
  /** Route, as `GET /repos/{owner}/{repo}/compare/{basehead}`. */
  readonly route?: string;
  /** Name of a GraphQL operation. */
  readonly operation?: string;
  /** Event whose delivery gets lost; it is logged as failed. */
  readonly webhook?: string;
  /** How many requests it hits; default 1. */
  readonly times?: number;
  /** How many matching requests pass before; default 0. */
  readonly after?: number;
  /** Answer this status instead, with `body` or `message` and `headers`; nothing takes effect. */
  readonly status?: number;
  readonly body?: unknown;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
  /** Break the connection: `before` the request takes effect, or `after`, when only the answer is lost. */
  readonly reset?: 'before' | 'after';
  /** Send half of the body, then break the connection. */
  readonly cutBody?: boolean;
  /** Give the previous answer to the same request, if there was one. */
  readonly staleOnce?: boolean;
  /** Leave out the second half of lists and texts, marked where GitHub marks it. */
  readonly truncate?: boolean;
};

export type Faults = {
  add(fault: Fault): void;
  /** The fault that hits this request, counted. */
  take(of: Pick<Fault, 'route' | 'operation' | 'webhook'>): Fault | undefined;
  clear(): void;
};

export function createFaults(): Faults {
  const armed: { readonly fault: Fault; skip: number; left: number }[] = [];
  return {
    add: (fault) => void armed.push({ fault, skip: fault.after ?? 0, left: fault.times ?? 1 }),
    clear: () => void armed.splice(0),
    take: (of) => {
      const found = armed.find(({ fault, left }) => left > 0 && matches(fault, of));
      if (found === undefined) return undefined;
      if (found.skip > 0) {
        found.skip -= 1;
        return undefined;
      }
      found.left -= 1;
      return found.fault;
    },
  };
}

/** Half of every list, with the marks that GitHub sets on trees and texts. */
export function truncateBody(body: unknown): unknown {
  if (Array.isArray(body)) return half(body);
  if (typeof body !== 'object' || body === null) return body;
  const entries = Object.entries(body).map(([key, value]) => [key, truncateValue(key, value)] as const);
  const marks = {
    ...('truncated' in body && { truncated: true }),
    ...('isTruncated' in body && { isTruncated: true }),
  };
  return { ...Object.fromEntries(entries), ...marks };
}

function truncateValue(key: string, value: unknown): unknown {
  if (key === 'text' && typeof value === 'string') return value.slice(0, value.length / 2);
  if (Array.isArray(value)) return half(value);
  return truncateBody(value);
}

function half(items: readonly unknown[]): readonly unknown[] {
  return items.slice(0, Math.floor(items.length / 2));
}

function matches(fault: Fault, of: Pick<Fault, 'route' | 'operation' | 'webhook'>): boolean {
  if (fault.webhook !== undefined || of.webhook !== undefined) return fault.webhook === of.webhook;
  if (fault.operation !== undefined) return fault.operation === of.operation;
  return fault.route !== undefined && fault.route === of.route;
}
