// Settings of package managers that start programs, let packages run some, or believe any host. Called by package-marks.ts.
import type { Severity } from '../../model/words.ts';
import { pathOf } from './package-sources.ts';
import type { PackageMark } from './package-sources.ts';
import type { Setting } from './read-settings.ts';

type Guard = {
  /** The end of its path in small letters, without `-` and `_`. */
  readonly name: RegExp;
  readonly value: RegExp;
  /** Behind "`name`". */
  readonly effect: string;
  readonly severity: Severity;
  /** Only where the base said something else: what it says holds without it too. */
  readonly onlyTurned?: true;
  /** It names packages, and each is told. */
  readonly names?: true;
};

const YES = /^(?:true|1|yes)$/i;
const NO = /^(?:false|0|no)$/i;
const ANY = /./s;

/**
 * https://docs.npmjs.com/cli/using-npm/config, https://yarnpkg.com/configuration/yarnrc, https://pnpm.io/settings,
 * https://bun.com/docs/runtime/bunfig, https://pip.pypa.io/en/stable/cli/pip_install/, https://learn.microsoft.com/en-us/nuget/reference/nuget-config-file
 */
const GUARDS: readonly Guard[] = [
  {
    name: /^(?:scriptshell|onloadscript|git|globalpnpmfile)$/,
    value: /[./\\]/,
    effect: 'names a program that runs when packages are installed',
    severity: 'high',
  },
  {
    name: /^nodeoptions$/,
    value: /(?:^|\s)(?:--?(?:require|import|loader|experimental-loader)\b|-r\b)/,
    effect: 'loads a program when packages are installed',
    severity: 'high',
  },
  {
    name: /^(?:preload|plugins\.path|pnpmfile)$/,
    value: ANY,
    effect: 'loads a program whenever the package manager runs',
    severity: 'medium',
    names: true,
  },
  {
    name: /^configdependencies\..+$/,
    value: ANY,
    effect: 'brings in code that runs before packages are installed',
    severity: 'medium',
  },
  {
    name: /^(?:pnpm\.)?dangerouslyallowallbuilds$/,
    value: YES,
    effect: 'lets every package run programs when it is installed',
    severity: 'high',
  },
  {
    name: /^ignorescripts$/,
    value: NO,
    effect: 'lets packages run programs when they are installed',
    severity: 'medium',
    onlyTurned: true,
  },
  {
    name: /^enablescripts$/,
    value: YES,
    effect: 'lets packages run programs when they are installed',
    severity: 'medium',
    onlyTurned: true,
  },
  {
    name: /^(?:(?:pnpm\.)?onlybuiltdependencies|trusteddependencies)$/,
    value: ANY,
    effect: 'may now run programs when it is installed',
    severity: 'low',
    names: true,
  },
  {
    name: /^(?:strictssl|enablestrictssl|verifystoreintegrity|http\.checkrevoke)$/,
    value: NO,
    effect: 'lets any host pass for the registry',
    severity: 'medium',
  },
  {
    name: /^allowinsecureconnections$/,
    value: YES,
    effect: 'lets any host pass for the registry',
    severity: 'medium',
  },
  {
    name: /^(?:(?:\w+\.)?trustedhost|unsafehttpwhitelist|tool\.uv\.allowinsecurehost|allowinsecurehost)$/,
    value: ANY,
    effect: 'is believed without encryption',
    severity: 'medium',
    names: true,
  },
  {
    name: /^checksumbehavior$/,
    value: /^(?:ignore|update)$/i,
    effect: 'no longer compares packages with what the lock file says',
    severity: 'medium',
  },
  {
    name: /^(?:global\.|http\.)?(?:proxy|httpproxy|httpsproxy)$/,
    value: /[.:$]/,
    effect: 'lets another host stand between here and the registry',
    severity: 'medium',
  },
  {
    name: /^packagemanager$/,
    value: /@https?:/i,
    effect: 'takes the package manager itself from an address',
    severity: 'high',
  },
  {
    name: /^yarnpath$/,
    value: /^(?!\.?\/?\.yarn\/releases\/yarn-[\w.-]+\.c?js$)/,
    effect: 'names the program that stands in for Yarn',
    severity: 'high',
  },
];

export function newGuards(before: readonly Setting[], after: readonly Setting[]): readonly PackageMark[] {
  const old = new Set(before.map(keyOf));
  const fresh = after.filter((setting) => !old.has(keyOf(setting)));
  const named = new Set(before.map(foldedPath));
  const told = fresh.flatMap((setting): readonly PackageMark[] => {
    const name = foldedPath(setting);
    const guard = GUARDS.find((one) => one.name.test(name) && one.value.test(setting.value));
    if (guard === undefined || (guard.onlyTurned === true && !named.has(name))) return [];
    const { effect, severity } = guard;
    const [place, value] = [`\`${setting.path.join('.')}\``, `\`${setting.value.slice(0, 100)}\``];
    const message = `${guard.names === true ? `${value} in ${place}` : place} ${effect}.`;
    return [{ message, line: setting.line, severity, confidence: 'high' }];
  });
  return [...told, ...scriptsAllowed(before, after)];
}

/** `ignore-scripts=true` that goes away. */
function scriptsAllowed(before: readonly Setting[], after: readonly Setting[]): readonly PackageMark[] {
  const guard = (settings: readonly Setting[]): Setting | undefined =>
    settings.find((one) =>
      foldedPath(one) === 'ignorescripts'
        ? YES.test(one.value)
        : foldedPath(one) === 'enablescripts' && NO.test(one.value),
    );
  const had = guard(before);
  const stillNamed = after.some((one) => had !== undefined && foldedPath(one) === foldedPath(had));
  if (had === undefined || stillNamed) return [];
  const message = `\`${had.path.join('.')}\` is gone, so packages may run programs when they are installed.`;
  return [{ message, line: 1, severity: 'medium', confidence: 'high' }];
}

function foldedPath(setting: Setting): string {
  return pathOf(setting).replaceAll('-', '');
}

function keyOf(setting: Setting): string {
  return `${foldedPath(setting)} ${setting.value}`;
}
