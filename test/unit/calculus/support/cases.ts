/** How many random cases, and from which seed: few and always the same in CI, many and others in the nightly run. */
const fromEnvironment = (name: string): number | undefined => {
  const text = globalThis.process?.env[name];
  return text === undefined || text === '' ? undefined : Number(text);
};

/** `GRADLENS_RANDOM_CASES`, which `npm run nightly` sets. */
export const casesOr = (usual: number): number => fromEnvironment('GRADLENS_RANDOM_CASES') ?? usual;

export const CASES = casesOr(3000);

/** The settings of a property: `GRADLENS_RANDOM_SEED` shifts its own seed. */
export const random = (seed: number, numRuns = CASES): { seed: number; numRuns: number } => ({
  seed: seed + (fromEnvironment('GRADLENS_RANDOM_SEED') ?? 0) * 1000,
  numRuns: Math.max(1, Math.floor(numRuns)),
});
