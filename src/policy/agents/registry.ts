// The shipped registry of AI agents (github.com); read by `findAgentParts`. Data and its sources: `data/README.md`.
import { z } from 'zod';
import rows from '../data/agents.json' with { type: 'json' };

const texts = z.array(z.string().min(1)).readonly();
const rowSchema = z.strictObject({
  name: z.string(),
  host: z.literal('github.com'),
  ids: z.array(z.int()).readonly(),
  logins: texts,
  branches: texts,
  emails: texts,
  idents: texts,
  trailers: texts,
  bodies: texts,
  labels: texts,
  last_verified: z.string().regex(/^\d{4}-\d{2}$/),
  source: z.string(),
});

export type RegistryAgent = Readonly<z.infer<typeof rowSchema>>;

export const REGISTRY: readonly RegistryAgent[] = z.array(rowSchema).parse(rows);
