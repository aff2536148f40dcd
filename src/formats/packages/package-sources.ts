// Where packages are newly taken from or sent to, by the settings of package managers. Called by package-marks.ts.
import type { Mark } from '../../model/change.ts';
import { maskShapes } from '../sensitive.ts';
import type { Setting } from './read-settings.ts';

export type PackageMark = Omit<Mark, 'file' | 'rule'>;

type Row = {
  /** Its path, joined by dots, in small letters; a group is what it is only for. */
  readonly name: RegExp;
  readonly kind: 'all' | 'some' | 'more' | 'publish';
};

/** The names under which managers keep them: npm, Yarn, pnpm, Bun, pip, uv, Poetry, PDM, Pipenv, NuGet, Cargo. */
const ROWS: readonly Row[] = [
  { name: /^publishconfig\.registry$|(?:^|\.)npmpublishregistry$|^(?:[^.]+)\.repository$/, kind: 'publish' },
  { name: /^(?:registry|npmregistryserver|registries\.default|install\.registry(?:\.url)?)$/, kind: 'all' },
  { name: /^(@[^:]+):registry$/, kind: 'some' },
  { name: /^npmscopes\.(.+)\.npmregistryserver$/, kind: 'some' },
  { name: /^registries\.(@[^.]+)$/, kind: 'some' },
  { name: /^install\.scopes\.(.+?)(?:\.url)?$/, kind: 'some' },
  { name: /^(?:[\w-]+\.)?(?:index-url|tool\.uv\.index-url|tool\.uv\.pip\.index-url)$/, kind: 'all' },
  {
    name: /^(?:[\w-]+\.|tool\.uv\.(?:pip\.)?)?(?:extra-index-url|find-links)$/,
    kind: 'more',
  },
  { name: /^(?:tool\.(?:uv\.index|poetry\.source|pdm\.source)|index|source)\.url$/, kind: 'more' },
  { name: /^packagesources\..+$/, kind: 'more' },
  { name: /^source\.[\w-]+\.registry$|^registries\.[\w-]+\.index$/, kind: 'more' },
];

/** What everybody takes packages from, by the pages of these managers. Nobody else can put a package of another there. */
const PUBLIC =
  /^(?:registry\.(?:npmjs\.org|yarnpkg\.com)|npm\.pkg\.github\.com|npm\.jsr\.io|pypi\.org|pypi\.python\.org|(?:upload|test)\.pypi\.org|files\.pythonhosted\.org|download\.pytorch\.org|pypi\.nvidia\.com|(?:api|www)\.nuget\.org|nuget\.pkg\.github\.com|index\.crates\.io|static\.crates\.io)$/;
const CRATES =
  /^(?:sparse\+|git\+)?https:\/\/(?:github\.com\/rust-lang\/crates\.io-index|index\.crates\.io)\b/;

type Source = Row & { readonly setting: Setting; readonly path: string; readonly of: string | null };

export function newSources(before: readonly Setting[], after: readonly Setting[]): readonly PackageMark[] {
  const [old, now] = [sourcesIn(before), sourcesIn(after)];
  const formerly = new Map(
    [...Map.groupBy(old, ({ path }) => path)].map(([path, all]) => [path, former(all)]),
  );
  const known = new Set(old.map(({ path, setting }) => keyOf(path, setting)));
  const gained = now.flatMap((source) => {
    const { path, setting } = source;
    return known.has(keyOf(path, setting)) ? [] : gainedMark(source, formerly.get(path) ?? NOWHERE);
  });
  const kept = new Set(now.map(({ path }) => path));
  const lost = old.filter(({ path }) => !kept.has(path));
  return [...gained, ...lost.flatMap(lostMark)];
}

/** What a name stood for in the base. */
type Former = { readonly only: string | null; readonly wasOwn: boolean };

const NOWHERE: Former = { only: null, wasOwn: false };

function former(all: readonly Source[]): Former {
  const [first, second] = all;
  return {
    only: first === undefined || second !== undefined ? null : shownPlace(first.setting.value),
    wasOwn: all.some(({ setting }) => !isPublic(setting.value)),
  };
}

function gainedMark(source: Source, { only, wasOwn }: Former): readonly PackageMark[] {
  const { setting, kind } = source;
  const { line, value } = setting;
  const was = only === null ? '' : `, and no longer from ${only}`;
  const open = isPlain(value) ? ' without encryption' : '';
  const name = `\`${short(setting.path.join('.'))}\``;
  const place = shownPlace(value);
  if (isPublic(value) && open === '') {
    if (!wasOwn || kind === 'publish') return [];
    const message = `${packagesOf(source)} are taken from the public ${place}${was}: whoever has the name there decides what is in them (${name}).`;
    return [{ message, line, severity: 'medium', confidence: 'high' }];
  }
  if (isHere(value)) return [];
  if (kind === 'publish') {
    const message = `Packages are published to ${place}${open} (${name}).`;
    return [{ message, line, severity: 'medium', confidence: 'high' }];
  }
  const as = kind === 'more' ? 'may be taken' : 'are taken';
  const message = `${packagesOf(source)} ${as} from ${place}${open}${was} (${name}).`;
  const severity = kind === 'all' || open !== '' || isExtraIndex(source) ? 'high' : 'medium';
  return isComputed(value)
    ? [{ message, line, severity: 'medium', confidence: 'medium' }]
    : [{ message, line, severity, confidence: 'high' }];
}

/** Without it the public place is asked, where anybody may take the name. */
function lostMark(source: Source): readonly PackageMark[] {
  const { setting, kind } = source;
  if (kind === 'publish' || kind === 'more' || isPublic(setting.value) || isHere(setting.value)) return [];
  const message = `${packagesOf(source)} are no longer taken from ${shownPlace(setting.value)}, but from where the manager looks by itself (\`${short(setting.path.join('.'))}\` is gone).`;
  return [{ message, line: 1, severity: 'medium', confidence: 'high' }];
}

function packagesOf({ of }: Source): string {
  return of === null ? 'Packages' : `Packages of \`${short(of)}\``;
}

/** Of both places pip takes the higher version, wherever it is. */
function isExtraIndex({ setting }: Source): boolean {
  return /extra[-_]index[-_]url$/i.test(setting.path.at(-1) ?? '');
}

function sourcesIn(settings: readonly Setting[]): readonly Source[] {
  return settings.flatMap((setting): readonly Source[] => {
    const path = pathOf(setting);
    for (const row of ROWS) {
      const found = row.name.exec(path);
      if (found !== null && setting.value !== '') return [{ ...row, setting, path, of: found[1] ?? null }];
    }
    return [];
  });
}

/** Equal for what a manager takes for the same name and place. */
function keyOf(path: string, { value }: Setting): string {
  return JSON.stringify([path, placeOf(value)]);
}

/** `index_url` and `index-url` are one name. */
export function pathOf({ path }: Setting): string {
  return path.join('.').toLowerCase().replaceAll('_', '-');
}

/** Scheme and host and path, without a login or what is asked there. */
function placeOf(value: string): string {
  const [, scheme = '', host, rest = ''] =
    /^((?:[a-z]+\+)?[a-z]{1,10}:)?\/\/(?:[^/@]{0,500}@)?([^/?#]{1,300})([^?#]{0,500})/i.exec(value) ?? [];
  return host === undefined ? value : `${scheme}//${host}${rest.replace(/\/+$/, '')}`.toLowerCase();
}

function shownPlace(value: string): string {
  return isComputed(value) ? 'a place that is computed' : short(maskShapes(placeOf(value)));
}

function isPublic(value: string): boolean {
  const host = /\/\/([^/:]+)/.exec(placeOf(value))?.[1] ?? '';
  return PUBLIC.test(host) || CRATES.test(value);
}

function isPlain(value: string): boolean {
  return /^http:\/\//i.test(value) && !isHere(value);
}

/** On the machine itself, or a folder of the repository. */
function isHere(value: string): boolean {
  return (
    /^file:\/\/\//i.test(value) ||
    /^(?:https?:)?\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/i.test(value) ||
    /^(?![\w+.-]+:|\/\/|\\\\)\.{0,2}[\w./\\-]*$/.test(value)
  );
}

function isComputed(value: string): boolean {
  return /^[^/]*\/\/[^/]*[$%{]|^[$%{]/.test(value.replace(/\/\/[^/@]{0,500}@/, '//'));
}

const MOST_SHOWN = 120;

function short(text: string): string {
  const plain = text.replaceAll(/[\s`]+/g, ' ');
  return plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN - 1).toWellFormed()}…` : plain;
}
