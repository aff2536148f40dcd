import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENVIRONMENT_VARIABLES, readEnvironment } from '../../src/config/env.ts';

describe('readEnvironment', () => {
  it('has a default for everything that can have one', () => {
    expect(readEnvironment({})).toEqual({
      environment: {
        WEBHOOK_PATH: '/api/github/webhooks',
        HOST: 'localhost',
        PORT: 3000,
        LOG_LEVEL: 'info',
        GITHUB_API_URL: 'https://api.github.com',
        AIGOV_DATA_DIR: './data',
        AIGOV_ORG_POLICY: '<owner>/.github//aigov.yml',
        AIGOV_ROLE: 'all',
        AIGOV_OIDC_ISSUERS: ['https://token.actions.githubusercontent.com'],
      },
      warnings: [],
    });
  });

  it.each([
    ['WEBHOOK_SECRET', 'development', /WEBHOOK_SECRET: needs at least 32 characters/],
    ['WEBHOOK_SECRET', 'x'.repeat(31), /WEBHOOK_SECRET: needs at least 32 characters/],
    ['PORT', 'eighty', /PORT: /],
    ['DATABASE_URL', 'mysql://localhost/x', /DATABASE_URL: must start with postgres/],
    ['AIGOV_ROLE', 'both', /AIGOV_ROLE: /],
    ['AIGOV_PUBLIC_URL', 'ftp://example.com', /AIGOV_PUBLIC_URL: /],
    ['AIGOV_OIDC_ISSUERS', 'not a url', /AIGOV_OIDC_ISSUERS/],
    ['AIGOV_ORG_POLICY', 'acme', /AIGOV_ORG_POLICY: must be owner\/repository\/\/path/],
  ])('refuses %s=%s and names it', (name, value, message) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringMatching(message) }),
    );
  });

  it('accepts a secret of 32 characters', () => {
    expect(readEnvironment({ WEBHOOK_SECRET: 'x'.repeat(32) }).environment.WEBHOOK_SECRET).toBe(
      'x'.repeat(32),
    );
  });

  it('an empty value is an absent one', () => {
    expect(readEnvironment({ PORT: '' }).environment.PORT).toBe(3000);
  });

  it('warns of an unknown name, never stops', () => {
    expect(
      readEnvironment({ AIGOV_ROLL: 'gate', AIGOV_SERVICE_HOST: '10.0.0.1', OTHER: 'x' }).warnings,
    ).toEqual([
      'AIGOV_ROLL is not a variable of aigov and has no effect; did you mean AIGOV_ROLE?',
      'AIGOV_SERVICE_HOST is not a variable of aigov and has no effect',
    ]);
  });

  it('splits issuers and drops a trailing slash', () => {
    expect(
      readEnvironment({ AIGOV_OIDC_ISSUERS: 'https://a.example/, https://b.example' }).environment
        .AIGOV_OIDC_ISSUERS,
    ).toEqual(['https://a.example', 'https://b.example']);
  });

  it('is the table of docs/environment.md', () => {
    const page = readFileSync(new URL('../../docs/environment.md', import.meta.url), 'utf8');
    for (const { name, meaning } of ENVIRONMENT_VARIABLES) {
      expect(meaning).not.toBe('');
      expect(page).toContain(`\`${name}\``);
    }
  });
});
