/**
 * Derivatives of derivatives: where `f`, `f′` and `f″` are all written, f″ is checked against f′ as well. And functions
 * whose names only say their order: `calc_first_derivative`, `calc_second_derivative`.
 */
import type { Definition } from '../languages/program';
import { derivativeWords, emptyWords, motionWords, notDerivatives, ordinalWords, weakWords } from './conventions';
import { wordsOf } from './names';
import type { Evidence, Pair } from './pairing';
import { pairOf } from './pairing';
import { parametersOf, requiredBeside } from './parameters';
import { scopeOf } from './scopes';
import type { Scopes } from './scopes';

/** Second derivatives as first derivatives of the first, of all pairs known so far. */
export function chainedPairs(scopes: Scopes, pairs: readonly Pair[]): Pair[] {
  const isPlain = (pair: Pair): boolean =>
    pair.primal !== pair.derivative && !pair.product && pair.parts.derivative === null;
  return pairs.flatMap((second) => {
    if (second.order !== 2 || !isPlain(second)) return [];
    const first = pairs.filter(
      (pair) =>
        pair.order === 1 &&
        isPlain(pair) &&
        pair.primal === second.primal &&
        sameScope(scopes, pair, second) &&
        sameReading(pair, second) &&
        sameBy(pair, second),
    );
    const [only] = first;
    const [f, g] = [only && scopes.byName(only.derivative), scopes.byName(second.derivative)];
    if (!only || !f || !g || first.length > 1) return [];
    // What the first derivative is given beside the function's arguments, `c_dot`, depends on them.
    const base = scopes.byName(only.primal);
    if (base && requiredBeside(base, f) !== null) return [];
    const strong = only.evidence.strong && second.evidence.strong;
    const evidence: Evidence = { kind: 'chain', strong, text: `both are derivatives of ${only.primal}` };
    const views = { primal: only.views.derivative, derivative: second.views.derivative };
    return [pairOf(f, g, { order: 1, evidence, wrt: second.wrt ?? only.wrt, views })];
  });
}

/** Two functions as they are written, or one that is asked for its order: `calc_deriv(u, order=2)`. */
const sameReading = (p: Pair, q: Pair): boolean =>
  p.views.derivative === null || q.views.derivative === null
    ? p.views.derivative === q.views.derivative
    : p.derivative === q.derivative;

const sameBy = (p: Pair, q: Pair): boolean => p.wrt === null || q.wrt === null || p.wrt.join() === q.wrt.join();

function sameScope(scopes: Scopes, p: Pair, q: Pair): boolean {
  const [f, g] = [scopes.byName(p.derivative), scopes.byName(q.derivative)];
  return f !== undefined && g !== undefined && scopeOf(f) === scopeOf(g);
}

/** What a name says of an order by itself: `calc_second_derivative` is (calc, 2), `velocity` (motion, 1). */
interface Rank {
  readonly stem: string;
  readonly order: number;
  readonly isMotion: boolean;
}

function rankOf(name: string): Rank | null {
  const words = wordsOf(name);
  if (words.some((word) => notDerivatives.has(word))) return null;
  const ordinal = words.find((word) => ordinalWords[word] !== undefined);
  const noun = words.find((word) => (derivativeWords[word] ?? 0) === 1 && !weakWords.has(word));
  const rest = (...left: readonly (string | undefined)[]): string =>
    words.filter((word) => !left.includes(word) && !emptyWords.has(word)).join(' ');
  if (ordinal !== undefined && noun !== undefined)
    return { stem: rest(ordinal, noun), order: ordinalWords[ordinal] as number, isMotion: false };
  const motion = words.filter((word) => motionWords[word] !== undefined);
  const [only] = motion;
  if (only === undefined || motion.length > 1) return null;
  return { stem: rest(only), order: motionWords[only] as number, isMotion: true };
}

/** Functions that are only named after their order. */
export function pairsByOrder(siblings: readonly Definition[]): Pair[] {
  const ranked = siblings.flatMap((definition) => {
    const rank = rankOf(definition.function.name);
    return rank ? [{ definition, rank }] : [];
  });
  return ranked.flatMap(({ definition, rank }) => {
    const found: Pair[] = [];
    const one = (order: number): Definition | null => {
      const same = ranked.filter(
        (other) =>
          other.rank.order === order &&
          other.rank.stem === rank.stem &&
          (rank.isMotion === other.rank.isMotion || order === 0),
      );
      if (same.length === 1) return same[0]?.definition ?? null;
      return order === 0 && !rank.isMotion ? valueBeside(siblings, rank.stem) : null;
    };
    for (const step of [1, 2] as const) {
      if (rank.order < step) continue;
      const primal = one(rank.order - step);
      // Above the second order only the step from the one before is looked at.
      if (!primal || (step === 2 && rank.order > 2) || primal === definition) continue;
      const wrt = timeOf(primal, definition);
      // Position and velocity need not be of the same motion: both must be given the time.
      if (rank.isMotion && wrt === null) continue;
      const text = `${definition.function.name} is named after ${primal.function.name}`;
      const isChain = step === 1 && rank.order > 1;
      const evidence: Evidence = { kind: isChain ? 'chain' : 'name', strong: !rank.isMotion, text };
      found.push(pairOf(primal, definition, { order: step, evidence, wrt }));
    }
    return found;
  });
}

/** `calc_point`, `calc_position`, `evaluate`: the only function that says nothing but that it gives the value. */
function valueBeside(siblings: readonly Definition[], stem: string): Definition | null {
  const named = siblings.filter(({ function: { name } }) => {
    const words = wordsOf(name).filter((word) => !emptyWords.has(word));
    const said = words.filter((word) => !['point', 'position', 'value', 'f', 'y'].includes(word)).join(' ');
    const isValue = words.length > 0 || /^(eval|evaluate|value|fun|func|function|f)$/.test(name);
    return isValue && said === stem && rankOf(name)?.order !== 1;
  });
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** The argument that both are given to be evaluated at: the time, or the only one. */
function timeOf(primal: Definition, derivative: Definition): readonly string[] | null {
  const [own, other] = [parametersOf(primal), parametersOf(derivative)];
  const shared = own.filter((name) => other.includes(name));
  const time = shared.find((name) => /^(t|time|tau|times)$/i.test(name));
  if (time !== undefined) return [time];
  return shared.length === 1 && own.length === 1 ? shared : null;
}
