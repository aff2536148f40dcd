#!/usr/bin/env node
// Entry of the `aigov` command. Plain JavaScript without static imports, so that an old Node can still read it:
// below Node 24 it runs itself again with the Node that `npm ci` installed into node_modules/.bin.
const major = Number(process.versions.node.split('.')[0]);

if (major >= 24) {
  const { existsSync } = await import('node:fs');
  // A release holds dist/; a checkout runs the sources as they are.
  const built = new URL('../dist/cli.js', import.meta.url);
  const source = new URL('../src/cli.ts', import.meta.url);
  const { main } = await import((existsSync(source) ? source : built).href);
  process.exitCode = await main(process.argv.slice(2));
} else {
  const { existsSync } = await import('node:fs');
  const { spawnSync } = await import('node:child_process');
  const { fileURLToPath } = await import('node:url');
  const bundled = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
  // The mark stops a loop, should the bundled Node be old as well.
  if (existsSync(bundled) && process.env.AIGOV_NODE_GUARD === undefined) {
    const child = spawnSync(bundled, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...process.env, AIGOV_NODE_GUARD: '1' },
    });
    process.exitCode = child.status ?? 3;
  } else {
    console.error(
      `aigov needs Node 24 or newer; this is ${process.version}. Run "npm ci" in the project or install Node 24.`,
    );
    process.exitCode = 3;
  }
}
