// fast-check with one seed for all: imported by every test of a property, so that two runs of the suite on one commit say the same.
// New inputs are drawn by `npm run fuzz:properties`.
import fc from 'fast-check';

/** Of `npm test`; properties-run.ts gives others. */
const SEED = 20_261_121;

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? SEED) });

export default fc;
