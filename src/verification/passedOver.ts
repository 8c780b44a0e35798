/** Whether what is assumed leaves one branch of several, so that agreement says nothing of the others. */
import { symbolsOf } from '../calculus/dependencies';
import type { NodeId } from '../calculus/graph';
import { compile } from '../numerics/compile';
import { bordersOf } from '../numerics/sampling';
import type { Assumption } from './assumptions';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';

/** More borders between branches are not looked at. */
const MOST_BORDERS = 400;
/** Bounds are in their order. */
const boundName =
  /^(a|b|l|u|lb|ub|lo|low|lower|hi|high|upper|left|right|start|stop|end|begin|min|max|v?min|v?max|[tx][01])$|_(min|max|lo|hi|low|high|lower|upper|bound)$|^(min|max|lower|upper)_/i;

interface Looked {
  readonly merged: Merged;
  readonly symbols: readonly NodeId[];
  readonly hypothesis: Hypothesis;
  /** Points that nothing is assumed of. */
  readonly anywhere: readonly Float64Array[];
  /** Points of which it is assumed. */
  readonly points: readonly Float64Array[];
  readonly assumption: Assumption;
}

/** How many points are on each side of a border. */
interface Sides {
  readonly above: number;
  readonly below: number;
}

const isOneSided = ({ above, below }: Sides): boolean => (above === 0) !== (below === 0);

/**
 * Whether all points are in one branch of what has two elsewhere: `max(0, 1 - y*p)` is `1 - y*p` wherever the elements of
 * y and of p add up to 1, and a derivative without the `max` is wrong. Guards of one element are no such branches.
 */
export function passesOver({ merged, symbols, hypothesis, anywhere, points, assumption }: Looked): boolean {
  if (assumption.isOfOneBranch) return false;
  const { graph, outputs, inputs } = merged;
  const nameOf = new Map(inputs.flatMap(({ name, symbols: own }) => own.map((symbol) => [symbol, name] as const)));
  const borders = bordersOf(graph, [...outputs, ...hypothesis.expected, ...hypothesis.found]).filter((border) => {
    const used = symbolsOf(graph, [border]);
    return used.length > 1 && !used.every((symbol) => boundName.test(nameOf.get(symbol) ?? ''));
  });
  if (borders.length === 0 || borders.length > MOST_BORDERS) return false;
  const f = compile(graph, borders, symbols);
  const sidesAt = (all: readonly Float64Array[]): Sides[] => {
    const values = all.map((point) => {
      const at = new Float64Array(borders.length);
      f(point, at);
      return at;
    });
    return borders.map((_border, k) => ({
      above: values.filter((at) => (at[k] as number) > 0).length,
      below: values.filter((at) => (at[k] as number) < 0).length,
    }));
  };
  const there = sidesAt(points);
  // A branch that no label reaches, however far out the rest is, is not meant.
  const beyond = assumption.ofFewValues ? sidesAt(stretched(hypothesis, symbols, points)) : [];
  return sidesAt(anywhere).some(({ above, below }, k) => {
    const [own, far] = [there[k], beyond[k]];
    return above > 1 && below > 1 && own !== undefined && isOneSided(own) && (!far || !isOneSided(far));
  });
}

/** The same points with what is differentiated by farther out, on both sides of 0. */
function stretched(
  { variables }: Hypothesis,
  symbols: readonly NodeId[],
  points: readonly Float64Array[],
): Float64Array[] {
  const places = new Set(variables.symbols.map((symbol) => symbols.indexOf(symbol)));
  return [-8, -3, 3, 8].flatMap((factor) =>
    points.map((point) => point.map((value, k) => (places.has(k) ? factor * value : value))),
  );
}
