// What actions AWS has, what they do and which ARNs they act on. Read by the action classes; ../data/README.md names the sources.
import data from '../data/actions.json' with { type: 'json' };
import { orderOf, rankOf } from './sensitivity.ts';

/** Read, list, write, tagging, permissions management. */
export type AccessLevel = 'R' | 'L' | 'W' | 'T' | 'P';

export type ActionFact = {
  /** `s3:GetObject`, in AWS's own spelling. */
  readonly name: string;
  /** The name in lower case: action names are case-insensitive. */
  readonly key: string;
  /** ARN formats that the action can be limited to, `arn:${Partition}:s3:::${BucketName}`; null: AWS's tables do not say. */
  readonly formats: readonly string[] | null;
  /** Every request names one of them; otherwise the resource of a request may be `*`. */
  readonly needsResource: boolean;
  /** What it can do: 0 PassRole to 8 listing; see sensitivity.ts. */
  readonly rank: number;
  /** The lower, the sooner it is told. */
  readonly order: number;
  /** It exists or is named outright. What only a wildcard covers may come to exist. */
  readonly certain: boolean;
};

type Lines = { readonly [service: string]: string };
const ACTIONS: Lines = data.actions;
const FORMATS: Lines = data.formats;

// Lines are parsed at first use: most policies name few services.
const parsed = new Map<string, readonly ActionFact[]>();

export const SERVICES: readonly string[] = Object.keys(ACTIONS);

/** Every action of a service, the most telling first; empty for an unknown service. */
export function actionsOfService(service: string): readonly ActionFact[] {
  const known = parsed.get(service);
  if (known !== undefined) return known;
  const formats = formatsOf(service);
  const words = Object.hasOwn(ACTIONS, service) ? (ACTIONS[service] ?? '').split(' ') : [];
  const facts = words
    .map((word) => parseAction(service, word, formats))
    .toSorted((a, b) => a.order - b.order);
  parsed.set(service, facts);
  return facts;
}

function formatsOf(service: string): readonly string[] {
  const line = Object.hasOwn(FORMATS, service) ? (FORMATS[service] ?? '') : '';
  return line === '' ? [] : line.split('|');
}

/** `GetObject/R/0*,3`: name, level, indices of formats with a star where the resource is required. */
function parseAction(service: string, word: string, formats: readonly string[]): ActionFact {
  const [name = '', level = 'W', indices = ''] = word.split('/');
  const kinds = indices === '' ? [] : indices.split(',');
  const full = `${service}:${name}`;
  const rank = rankOf(full, level as AccessLevel);
  return {
    name: full,
    key: full.toLowerCase(),
    formats: kinds.flatMap((kind) => formats[Number.parseInt(kind, 10)] ?? []),
    needsResource: indices.includes('*'),
    rank,
    order: orderOf(full, rank),
    certain: true,
  };
}
