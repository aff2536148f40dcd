// Finding rule: what is deployed comes from another place, or can change there after review. Listed in registry.ts.
import type { ParsedChange } from '../../model/change.ts';
import type { ChangeRule, Hit } from '../finding.ts';
import { imagesIn } from '../kubernetes/images.ts';
import type { Image } from '../kubernetes/images.ts';
import { projectOpenings } from '../kubernetes/open-projects.ts';
import { PINS } from '../kubernetes/pins.ts';
import { objectName } from '../kubernetes/places.ts';
import { projectTurns } from '../kubernetes/project-turns.ts';
import { routeTurns } from '../kubernetes/route-turns.ts';
import { sourcesIn } from '../kubernetes/sources.ts';
import type { Source } from '../kubernetes/sources.ts';
import { gitOpsTurns } from '../kubernetes/gitops-turns.ts';
import { trafficTurns } from '../kubernetes/traffic-turns.ts';
import type { Turn } from '../kubernetes/traffic-turns.ts';
import { foldName, treeOf, walk } from '../state-tree.ts';
import { textOf } from '../values.ts';
import type { Node } from '../state-tree.ts';

export const k8sPointsElsewhere: ChangeRule = {
  on: 'change',
  id: 'k8s-points-elsewhere',
  title: 'Deploys from, or sends to, another place',
  severity: 'medium',
  confidence: 'high',
  why: 'A GitOps source, a remote base, a chart or an image names content that is not in this repository. Whoever owns that place decides what runs, and a branch, a range or a tag like latest lets it change after review. A service can send traffic away in the same way.',
  remedy:
    'Take it from a place that your organisation owns, and name a commit, a digest or one exact version.',
  check: (change) => {
    if (change.after === null) return [];
    return [
      ...newSources(change),
      ...newImages(change),
      ...newOpenings(change),
      ...newTurns(change),
      ...[...gitOpsTurns(change), ...routeTurns(change)].map((turn) => hitOfTurn(change, turn)),
      ...newGenerators(change),
      ...[...projectTurns(change), ...lostVerification(change)].map(({ what, ...at }) => ({
        message: `${objectName(change)} ${what}.`,
        ...at,
      })),
    ];
  },
};

function newSources(change: ParsedChange): readonly Hit[] {
  const type = change.type ?? '';
  const old = sourcesIn(treeOf(change.before), type);
  const now = sourcesIn(treeOf(change.after), type);
  const gone = old.filter(({ url }) => !now.some((source) => sameUrl(source.url, url)));
  return now.flatMap((source) => {
    const known = old.filter(({ url }) => sameUrl(url, source.url));
    return known.length === 0 ? newPlace(change, source, gone) : looserPin(change, source, known);
  });
}

function sameUrl(a: string | null, b: string | null): boolean {
  const plain = (url: string | null): string | null =>
    url?.toLowerCase().replace(/(?:\.git)?\/*$/, '') ?? null;
  return plain(a) === plain(b);
}

/** An object that pointed to one place and now points to another hands over what it deploys. */
function newPlace(change: ParsedChange, source: Source, gone: readonly Source[]): readonly Hit[] {
  const { url, pin, line } = source;
  const name = objectName(change);
  if (source.isPatch === true) return pin === 'moving' ? [newRevision(change, source)] : [];
  if (url === null)
    return [{ message: `Where ${name} deploys from is computed.`, line, severity: 'low', confidence: 'low' }];
  const from = `${url} (${said(source)})${pin === 'moving' ? ', which can change after review' : ''}`;
  const [before] = gone;
  if (before !== undefined && gone.length === 1) {
    const message = `${name} deployed from ${before.url ?? 'a computed place'} and now deploys from ${from}.`;
    return [{ message, line, severity: source.isObject === true ? 'medium' : 'high' }];
  }
  const severity = pin === 'moving' || change.before !== null ? 'medium' : 'low';
  return [
    {
      message: `${name} ${change.before === null ? 'deploys' : 'now also deploys'} from ${from}.`,
      line,
      severity,
    },
  ];
}

function looserPin(change: ParsedChange, source: Source, old: readonly Source[]): readonly Hit[] {
  const { revision, pin } = source;
  const loosest = old.reduce((most, one) => Math.max(most, PINS.indexOf(one.pin)), 0);
  const turned = pin === 'moving' && old.every((one) => one.revision !== revision);
  if (PINS.indexOf(pin) <= loosest && !turned) return [];
  return [newRevision(change, source)];
}

function newRevision(change: ParsedChange, source: Source): Hit {
  const { url, pin, line } = source;
  const message = `${objectName(change)} now takes ${said(source)} of ${url ?? 'a computed place'}${pin === 'moving' ? ', which can change after review' : ''}.`;
  return { message, line, severity: pin === 'moving' ? 'medium' : 'low' };
}

function said({ revision }: Source): string {
  return revision === '${computed}' ? 'a computed revision' : revision.replace('${computed}', '(computed)');
}

function newImages(change: ParsedChange): readonly Hit[] {
  const old = new Map(imagesIn(treeOf(change.before)).map((image) => [image.key, image]));
  const now = imagesIn(treeOf(change.after));
  const registries = new Set([...old.values()].flatMap(({ registry }) => registry ?? []));
  // Where others have moved there, this is told already.
  const moved = new Set(now.filter(({ key }) => old.has(key)).flatMap(({ registry }) => registry ?? []));
  return now.flatMap((image) => [
    ...imageHits(change, image, old.get(image.key)),
    ...(old.has(image.key) || moved.has(image.registry ?? '')
      ? []
      : anotherRegistry(change, image, registries)),
  ]);
}

/** A container that joins others comes from a place that none of them comes from. */
function anotherRegistry(
  change: ParsedChange,
  { reference, registry, line }: Image,
  known: ReadonlySet<string>,
): readonly Hit[] {
  if (registry === null || known.size === 0 || known.has(registry)) return [];
  const from = [...known].join(' and ');
  const message = `${objectName(change)} takes its images from ${from}, and now also ${reference}.`;
  return [{ message, line, severity: 'low' }];
}

function imageHits(change: ParsedChange, image: Image, before: Image | undefined): readonly Hit[] {
  if (before?.reference === image.reference) return [];
  const { reference, registry, line } = image;
  const name = objectName(change);
  const moved =
    before !== undefined && before.registry !== null && registry !== null && before.registry !== registry;
  return [
    ...(moved
      ? [{ message: `${name} took an image from ${before.registry} and now takes ${reference}.`, line }]
      : []),
    ...(image.pin === 'moving' && before?.pin !== 'moving'
      ? [
          {
            message: `${name} runs ${reference}, an image that can change after review.`,
            line,
            severity: 'low' as const,
          },
        ]
      : []),
    ...(image.pin === 'tag' && before?.pin === 'fixed'
      ? [
          {
            message: `${name} ran an image by its digest and now runs ${reference}, by a tag that can be moved.`,
            line,
            severity: 'low' as const,
          },
        ]
      : []),
  ];
}

function newOpenings(change: ParsedChange): readonly Hit[] {
  if (change.type !== 'AppProject') return [];
  return fresh(change, projectOpenings).map(({ what, line }) => ({
    message: `${objectName(change)} ${what}.`,
    line,
    severity: 'high',
  }));
}

const FLUX_SOURCE = /^(?:source|helm)\.toolkit\.fluxcd\.io\//;

/** https://fluxcd.io/flux/components/source/gitrepositories/#verification: of a source, and of the chart of a release. */
function lostVerification({ before, after }: ParsedChange): readonly {
  readonly what: string;
  readonly line: null;
  readonly severity: 'high';
}[] {
  if (before === null || after === null) return [];
  const verifies = (state: ParsedChange['after']): boolean =>
    walk(treeOf(state)).some(({ name, children }) => name === 'verify' && children.length > 0);
  const isFlux = walk(treeOf(after)).some(
    (node) => node.name === 'apiVersion' && FLUX_SOURCE.test(textOf(node) ?? ''),
  );
  return isFlux && verifies(before) && !verifies(after)
    ? [{ what: 'takes its source without a signature from now on (verify)', line: null, severity: 'high' }]
    : [];
}

function newTurns(change: ParsedChange): readonly Hit[] {
  return fresh(change, trafficTurns).map((turn) => hitOfTurn(change, turn));
}

function hitOfTurn(change: ParsedChange, { what, line, severity }: Turn): Hit {
  return { message: `${objectName(change)} ${what}.`, line, severity };
}

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Pull-Request/ */
const GENERATORS: ReadonlyMap<string, { readonly what: string; readonly severity: 'high' | 'medium' }> =
  new Map([
    [
      'pullrequest',
      { what: 'deploys what stands in pull requests, before anybody has merged it', severity: 'high' },
    ],
    ['scmprovider', { what: 'deploys from every repository that its search finds', severity: 'medium' }],
  ]);

function newGenerators(change: ParsedChange): readonly Hit[] {
  if (change.type !== 'ApplicationSet') return [];
  const found = (
    tree: Node,
  ): readonly { readonly what: string; readonly line: number; readonly severity: 'high' | 'medium' }[] =>
    walk(tree).flatMap(({ name, line }) => {
      const generator = GENERATORS.get(foldName(name));
      return generator === undefined ? [] : [{ ...generator, line }];
    });
  return fresh(change, found).map(({ what, line, severity }) => ({
    message: `${objectName(change)} ${what}.`,
    line,
    severity,
  }));
}

/** What the head has and the base had not. */
function fresh<T extends { readonly what: string }>(
  change: ParsedChange,
  find: (tree: Node) => readonly T[],
): readonly T[] {
  const old = new Set(find(treeOf(change.before)).map(({ what }) => what));
  return find(treeOf(change.after)).filter(({ what }) => !old.has(what));
}
