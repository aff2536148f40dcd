// Whole questions from one number: a pair of policies, and several pull requests that they are asked about.
import type { Case, Layer, Policies } from './document.ts';
import { compile, environmentDigestOf } from './disagreement.ts';
import { classifiedOf, factsOf } from './generate-case.ts';
import { deployedBefore, deploymentOf } from './generate-deployed.ts';
import { forbidsOf } from './generate-cedar.ts';
import { exchangeOf, scopesOf } from './generate-exchange.ts';
import { withExtended } from './generate-extended.ts';
import { runOf, withSigns } from './generate-identities.ts';
import { inEmergency } from './generate-glass.ts';
import { digestOf } from '../identified.ts';
import { mostlyRead, ofAPerson } from './generate-narrow.ts';
import { parsedChanges, plainFiles } from './generate-places.ts';
import { pointedPolicies, pointedQuestion } from './generate-pointed.ts';
import { policyOf } from './generate-policy.ts';
import { spoiledPolicies } from './generate-spoiled.ts';
import { chanceOf } from './random.ts';
import { HEAD } from './vocabulary.ts';

/** Reading a policy takes longer than asking it, so each is asked this often. */
const CASES_PER_POLICY = 20;

/** Every second pair of policies is about one thing, and every fourth about one key. */
const isNarrow = (seed: number): boolean => seed % 2 === 0;
const isPointed = (seed: number): boolean => seed % 4 === 1;

export function policiesOf(seed: number): Policies {
  const chance = chanceOf(seed);
  const narrow = isNarrow(seed);
  const isWrong = chance.once(6);
  if (isPointed(seed)) {
    const cedar = { floor: [], repository: [] };
    return { ...pointedPolicies(chance, seed), extended: {}, cedar, spoiled: {}, readings: {} };
  }
  const floor = chance.once(isWrong ? 2 : narrow ? 8 : 3) ? policyOf(chance, 'floor', narrow) : null;
  const repository = chance.once(12) ? null : policyOf(chance, 'repository', narrow);
  const drawn = { floor, repository, extended: {} };
  const whole = chance.once(3)
    ? withExtended(chance, drawn, () => policyOf(chance, 'extended', narrow))
    : drawn;
  const cedarOf = (layer: Layer) => (chance.once(narrow ? 4 : 12) ? forbidsOf(chance, layer) : []);
  const cedar = { floor: cedarOf('floor'), repository: cedarOf('repository') };
  const policies = { ...whole, cedar, spoiled: {}, readings: {} };
  return isWrong ? spoiledPolicies(chance, policies) : policies;
}

export function casesOf(policies: Policies, seed: number): readonly Case[] {
  const chance = chanceOf(~seed);
  const placeDigest = asksForDeployments(policies) ? environmentDigestOf(compile(policies)) : null;
  return Array.from({ length: CASES_PER_POLICY }, () => {
    const beside = {
      head: HEAD,
      deployedBefore: [],
      run: runOf(chance),
      exchange: exchangeOf(chance, policies),
      scopes: scopesOf(chance, policies),
      parsed: chance.once(6) ? parsedChanges(chance) : [],
      plain: { files: chance.once(6) ? plainFiles(chance) : [], agentInvolved: !chance.once(3) },
    };
    if (isPointed(seed)) {
      const pointed = pointedQuestion(chance, seed, policies);
      return { ...policies, ...beside, ...pointed, headDigest: digestOf(pointed.classified) };
    }
    const calm = chance.once(isNarrow(seed) ? 2 : 5);
    const whole = classifiedOf(chance, calm);
    const classified = isNarrow(seed) ? mostlyRead(chance, whole) : whole;
    const headDigest = digestOf(classified);
    const drawn = factsOf(chance, headDigest, calm);
    const told = isNarrow(seed) ? ofAPerson(chance, drawn) : drawn;
    const signed = chance.once(4) ? withSigns(chance, told) : told;
    const facts = chance.once(3) ? inEmergency(chance, signed) : signed;
    const question = { ...policies, ...beside, classified, headDigest, facts };
    if (placeDigest === null) return question;
    const before = deployedBefore(chance, classified, placeDigest);
    const deployments = before.map((each) => deploymentOf(chance, each, facts.now));
    return { ...question, deployedBefore: before, facts: { ...facts, deployments } };
  });
}

const asksForDeployments = ({ floor, repository }: Policies): boolean =>
  [floor, repository].some((policy) => policy?.deploy !== undefined);
