/** The double-exponential rule on an interval (Takahasi and Mori, 1974), made for integrands singular at the ends. */

/** Twice the nodes that an interval needs in double precision, and at what distance from the middle they begin. */
const [NODES, REACH] = [225, 3.5];
const STEP = (2 * REACH) / (NODES - 1);

/** Nodes of (0, 1), as the distance from 0, and their weights; made on first use. */
let rule: readonly (readonly [node: number, weight: number])[] | undefined;

function nodes(): readonly (readonly [node: number, weight: number])[] {
  return (rule ??= Array.from({ length: NODES }, (_, i) => {
    const t = (i - (NODES - 1) / 2) * STEP;
    const s = (Math.PI / 2) * Math.sinh(t);
    // 1/(1 + e^(−2s)) keeps its digits next to 0, where (1 + tanh s)/2 has none left.
    return [1 / (1 + Math.exp(-2 * s)), ((Math.PI / 4) * STEP * Math.cosh(t)) / Math.cosh(s) ** 2] as const;
  }));
}

/** ∫ f over [from, to]. The nodes next to `from` = 0 are as exact as any. */
export function integrate(f: (x: number) => number, from: number, to: number): number {
  const width = to - from;
  let sum = 0;
  for (const [node, weight] of nodes()) sum += weight * f(from + width * node);
  return sum * width;
}

/** The same in pieces, which end at those of the rising `marks` that lie between. */
export function integratePieces(f: (x: number) => number, from: number, to: number, marks: readonly number[]): number {
  let [sum, start] = [0, from];
  for (const mark of [...marks.filter((candidate) => candidate > from && candidate < to), to]) {
    sum += integrate(f, start, mark);
    start = mark;
  }
  return sum;
}
