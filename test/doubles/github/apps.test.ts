// App JWTs are verified, installation tokens open what they were given for, user tokens what the user may see.
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appJwt, createScene, REPO, type Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await createScene();
  scene.github.addRepository({ fullName: 'acme/other' });
});
afterAll(() => scene.github.close());

describe('app JWT', () => {
  const foreignKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

  it.each([
    { name: 'our key', jwt: {}, expected: [200, undefined] },
    {
      name: 'another key',
      jwt: { privateKey: foreignKey },
      expected: [401, 'A JSON web token could not be decoded'],
    },
    { name: 'an unknown app', jwt: { appId: 8 }, expected: [401, 'Integration not found'] },
    {
      name: 'more than ten minutes',
      jwt: { lifetime: 660 },
      expected: [401, "'Expiration time' claim ('exp') is too far in the future"],
    },
    {
      name: 'expired',
      jwt: { lifetime: -1 },
      expected: [
        401,
        "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
      ],
    },
  ])('$name', async ({ jwt, expected }) => {
    const { status, body } = await scene.ask('GET /app', {
      as: appJwt({ privateKey: scene.privateKey, ...jwt }),
    });
    expect([status, body['message']]).toEqual(expected);
  });
});

describe('installation token', () => {
  const answer = async (request: string, as: string): Promise<unknown> => {
    const { status, body } = await scene.ask(request, { as });
    return [status, body['message']];
  };

  it('reaches the repositories it was narrowed to', async () => {
    const as = await scene.token({ repositories: ['infra'] });
    expect(await answer(`GET /repos/${REPO}`, as)).toEqual([200, undefined]);
    expect(await answer('GET /repos/acme/other', as)).toEqual([404, 'Not Found']);
  });

  it('has the permissions it was narrowed to', async () => {
    const as = await scene.token({ permissions: { contents: 'read' } });
    expect(await answer(`GET /repos/${REPO}/contents/.aigov.yml`, as)).toEqual([200, undefined]);
    expect(await answer(`GET /repos/${REPO}/pulls`, as)).toEqual([
      403,
      'Resource not accessible by integration',
    ]);
  });

  it('refuses what nobody issued', async () => {
    expect(await answer(`GET /repos/${REPO}`, 'ghs_made_up')).toEqual([401, 'Bad credentials']);
  });
});

describe('user token', () => {
  it('reads the repositories of its user', async () => {
    const [alice, stranger] = [scene.github.tokenFor('alice'), scene.github.addUser({ login: 'eve' }).login];
    expect((await scene.ask(`GET /repos/${REPO}`, { as: alice })).status).toBe(200);
    expect((await scene.ask(`GET /repos/${REPO}`, { as: scene.github.tokenFor(stranger) })).status).toBe(404);
  });
});

describe('manifest code', () => {
  it('gives the app and its secrets once', async () => {
    const code = scene.github.manifestCode(7);
    const first = await scene.ask(`POST /app-manifests/${code}/conversions`);
    expect([first.status, first.body['id'], first.body['pem']]).toEqual([201, 7, scene.privateKey]);
    expect((await scene.ask(`POST /app-manifests/${code}/conversions`)).status).toBe(404);
  });
});
