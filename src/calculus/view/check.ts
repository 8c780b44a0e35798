/** Whether a view means what the graph means, at random points: what no simplification gets around. */
import type { Graph, NodeId } from '../graph';
import { Op } from '../operations';
import type { Approximate } from './approximate';
import type { Point } from './evaluate';
import { evaluateNodes, evaluateTerm } from './evaluate';
import type { Term } from './term';

/** Points at which a check must have found numbers, and points that it may try for them. */
const WANTED_POINTS = 6;
const MAXIMUM_POINTS = 48;

const LARGEST = 1e100;
/** The error bounds are of first order, and the functions' own errors are not known exactly. */
const SAFETY = 16;
const RELATIVE = 1e-12;
const CONCLUSIVE = 1e-6;

/** The same numbers every time (mulberry32): a result must not depend on luck. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Different kinds of points: all signs, positive, within (0, 1), large, so that most domains are met. */
const spreads: readonly ((random: () => number) => number)[] = [
  (random) => (random() < 0.5 ? -1 : 1) * (0.2 + 1.8 * random()),
  (random) => 0.2 + 2 * random(),
  (random) => 0.05 + 0.9 * random(),
  (random) => (random() < 0.5 ? -1 : 1) * (1 + 9 * random()),
  (random) => 1.1 + 4 * random(),
];

export function randomPoint(g: Graph, nodes: readonly NodeId[], number: number, random: () => number): Point {
  const spread = spreads[number % spreads.length]!;
  const symbols = new Map<NodeId, number>();
  for (const id of nodes) {
    if (g.op(id) !== Op.Symbol) continue;
    const { integer, positive, nonnegative } = g.symbolOf(id).facts;
    const value = spread(random);
    const signed = positive === true || nonnegative === true ? Math.abs(value) : value;
    symbols.set(id, integer === true ? Math.sign(signed) * Math.ceil(Math.abs(signed)) : signed);
  }
  return { symbols };
}

/** Whether the graph has a number at a point: elsewhere anything may be written. */
export const hasNumber = ({ value }: Approximate): boolean => Number.isFinite(value) && Math.abs(value) <= LARGEST;

/** Whether two values of one thing are the same within their errors; `open` where rounding has eaten the digits. */
export function compared(wanted: Approximate, found: Approximate): 'same' | 'other' | 'open' {
  if (!Number.isFinite(found.value)) return 'other';
  const error = SAFETY * (wanted.error + found.error);
  if (!(Math.abs(wanted.value - found.value) <= error + RELATIVE * Math.abs(wanted.value))) return 'other';
  return error <= CONCLUSIVE * (1 + Math.abs(wanted.value)) ? 'same' : 'open';
}

/**
 * Compares terms with the nodes that they stand for.
 *
 * @param nodes all that the roots are made of, in the order of their ids.
 * @returns true where every entry agrees wherever the graph has a number, at several points.
 */
export function agrees(
  g: Graph,
  nodes: readonly NodeId[],
  roots: readonly NodeId[],
  entries: readonly Term[],
  definitions: readonly { readonly name: string; readonly value: Term }[],
): boolean {
  const random = generator(20231);
  const seen = roots.map(() => 0);
  for (let i = 0; i < MAXIMUM_POINTS && seen.some((count) => count < WANTED_POINTS); i += 1) {
    const point = randomPoint(g, nodes, i, random);
    const expected = evaluateNodes(g, nodes, point);
    const memory = new Map<Term, Approximate>();
    const names = new Map<string, Approximate>();
    for (const { name, value } of definitions) names.set(name, evaluateTerm(value, point, names, memory));
    for (let k = 0; k < roots.length; k += 1) {
      const wanted = expected.get(roots[k]!)!;
      if (!hasNumber(wanted)) continue;
      const found = evaluateTerm(entries[k]!, point, names, memory);
      const verdict = compared(wanted, found);
      if (verdict === 'other') return false;
      if (verdict === 'same') seen[k] = (seen[k] ?? 0) + 1;
    }
  }
  return seen.every((count) => count > 0);
}
