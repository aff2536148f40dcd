// Matches a request to one of the routes. Used by the server; the route tables are in routes/.
import type { Caller, Needs } from './auth.ts';
import type { Repository, State } from './state.ts';

export type Answer = {
  readonly status: number;
  readonly body: unknown;
  /** Total of a paginated list, for the `Link` header. */
  readonly link?: string;
};

export type RouteContext = {
  readonly state: State;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The repository of `{owner}/{repo}`. */
  readonly repository: Repository;
  /** Address of the request without its query. */
  readonly url: string;
};

export type Route = {
  /** Method and path template, as in GitHub's OpenAPI description. */
  readonly operation: string;
  /** `app`: only with an app's JWT. `nobody`: no authentication. Otherwise the permissions needed. */
  readonly needs: Needs | 'app' | 'nobody';
  /** Refuses with 422 what GitHub documents as too much, before the contract is asked. */
  readonly limits?: (body: unknown) => void;
  readonly handle: (context: RouteContext) => Answer;
};

export type Match = { readonly route: Route; readonly params: Readonly<Record<string, string>> };

/** These may hold slashes, also unencoded. */
const DEEP = new Set(['path', 'branch', 'basehead', 'ref']);
const patterns = new Map<string, RegExp>();

export function matchRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  for (const route of routes) {
    const [wanted, template = ''] = route.operation.split(' ');
    if (wanted !== method) continue;
    const found = patternOf(template).exec(path);
    if (found === null) continue;
    const params = Object.entries(found.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    return { route, params: Object.fromEntries(params) as Record<string, string> };
  }
  return undefined;
}

/** 200 with a body. */
export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** One page of a list, `per_page` 30 unless asked, at most 100. */
export function page(
  context: RouteContext,
  items: readonly unknown[],
  wrap?: (slice: readonly unknown[]) => unknown,
): Answer {
  const size = Math.min(Number(context.query['per_page'] ?? 30), 100);
  const at = Number(context.query['page'] ?? 1);
  const slice = items.slice((at - 1) * size, at * size);
  const last = Math.max(1, Math.ceil(items.length / size));
  const to = (number: number, rel: string): string => {
    const query = new URLSearchParams({ ...context.query, page: String(number) });
    return `<${context.url}?${query.toString()}>; rel="${rel}"`;
  };
  const link = at < last ? { link: `${to(at + 1, 'next')}, ${to(last, 'last')}` } : {};
  return { status: 200, body: wrap === undefined ? slice : wrap(slice), ...link };
}

function patternOf(template: string): RegExp {
  const source = template.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => `(?<${name}>${DEEP.has(name) ? '.+' : '[^/]+'})`,
  );
  const pattern = patterns.get(template) ?? new RegExp(`^${source}$`);
  patterns.set(template, pattern);
  return pattern;
}
