// The face of privilege growth: does the head allow anything that the base does not? Called by the IAM finding rules.
export { compareDocuments } from './compare-documents.ts';
export { completedEscalations } from './escalations.ts';
export type { Escalation, Growth, GrowthVerdict, Witness } from './growth.ts';
