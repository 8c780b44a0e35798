/**
 * Laws over random expressions of every function of the table, against differences of values that use no derivative rule
 * at all; and what is shown of them, or computed for them, has their values.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compact } from '../../../src/calculus/compact/compact';
import { gradient } from '../../../src/calculus/differentiate/jacobian';
import { conditionsOf } from '../../../src/calculus/domain';
import { evaluate } from '../../../src/calculus/evaluate';
import { Graph } from '../../../src/calculus/graph';
import type { NodeId } from '../../../src/calculus/graph';
import { view } from '../../../src/calculus/view/view';
import { compile } from '../../../src/numerics/compile';
import { expression, point } from './support/arbitrary';
import { CASES, random } from './support/cases';
import { build } from './support/expression';
import type { Expression } from './support/expression';
import { evaluateJet } from './support/jet';
import type { Jet } from './support/jet';
import { valueOfTerm } from './view/value';

/** The expression's value by plain evaluation, NaN on borders and where it hangs on rounding. */
function plainValue(e: Expression, at: readonly number[]): number {
  let fragile = false;
  const jet = evaluateJet(
    e,
    at.map((x): Jet => [x, 0, 0]),
    () => (fragile = true),
  );
  return fragile ? NaN : jet[0];
}

/**
 * The slope along the first variable by Richardson's extrapolation of central differences; NaN where it cannot be relied
 * on. The two smallest widths that seem to settle have to agree: over larger ones there may be several jumps or poles.
 */
function difference(e: Expression, at: readonly number[]): number {
  // The teeth of y mod x, x next to 0, are narrower than the steps.
  if (Math.abs(at[0] as number) < 1e-2 && /"name":"(mod|rem)"/.test(JSON.stringify(e))) return NaN;
  const value = (h: number): number => plainValue(e, [(at[0] as number) + h, ...at.slice(1)]);
  const settled: number[] = [];
  for (const start of [1e-5, 1e-4, 1e-3, 1e-2]) {
    const { slope, doubt } = extrapolated(value, start);
    if (doubt <= 1e-7 * (1 + Math.abs(slope))) settled.push(slope);
    if (settled.length === 2) break;
  }
  const [first = NaN, second = NaN] = settled;
  return Math.abs(first - second) <= 3e-7 * (1 + Math.abs(first)) ? second : NaN;
}

/** From differences over ±start, ±start/2, …, with how far it can be relied on: the last steps' change. */
function extrapolated(value: (h: number) => number, start: number): { slope: number; doubt: number } {
  let [row, best] = [[] as number[], { slope: NaN, doubt: Infinity }];
  for (let k = 0; k < 5; k += 1) {
    const h = start / 2 ** k;
    const [up, down] = [value(h), value(-h)];
    const next = [(up - down) / (2 * h)];
    row.forEach((old, j) => next.push((next[j] as number) + ((next[j] as number) - old) / (4 ** (j + 1) - 1)));
    const [last = NaN, before = NaN] = [next.at(-1), row.at(-1)];
    const rounding = (1e-15 * (Math.abs(up) + Math.abs(down))) / h;
    const doubt = k < 2 ? Infinity : Math.abs(last - before) + 10 * rounding;
    if (doubt < best.doubt) best = { slope: last, doubt };
    row = next;
  }
  return best;
}

interface Made {
  readonly g: Graph;
  readonly variables: readonly NodeId[];
  readonly node: NodeId;
  readonly values: ReadonlyMap<NodeId, number>;
}

function made(e: Expression, at: readonly number[]): Made {
  const g = new Graph();
  const variables = at.map((_, i) => g.symbol(`x[${i}]`, { variable: 'x', index: [i] }));
  return { g, variables, node: build(g, e, variables), values: new Map(variables.map((v, i) => [v, at[i] as number])) };
}

const isSame = (found: number, expected: number): boolean =>
  Math.abs(found - expected) <= 1e-6 * (1 + Math.abs(expected));

/** Compares values where those expected are moderate, and hardly change with rounding. */
function compareValues(
  { g, values }: Made,
  nodes: readonly NodeId[],
  found: (at: ReadonlyMap<NodeId, number>) => readonly number[],
): number {
  // Each by another factor: a quotient of two would not change.
  const nearby = new Map([...values].map(([id, x], i) => [id, x * (1 + (1 - 0.7 * i) * 1e-12)]));
  const [numbers, others] = [evaluate(g, nodes, values), evaluate(g, nodes, nearby)];
  const [shown, shownNearby] = [found(values), found(nearby)];
  let compared = 0;
  nodes.forEach((node, i) => {
    const [x, near] = [numbers[node] as number, others[node] as number];
    const size = 1 + Math.abs(x);
    if (!(Math.abs(x) < 1e6) || !(Math.abs(x - near) <= 1e-8 * size)) return;
    // What is written in another way may be less steady; where it has no number, that is no matter of rounding.
    const [y, other] = [shown[i] as number, shownNearby[i] as number];
    if (Number.isFinite(y) && Math.abs(y - other) > 1e-8 * size) return;
    compared += 1;
    expect(isSame(y, x), `${y} instead of ${x}`).toBe(true);
  });
  return compared;
}

describe('random expressions of every function', () => {
  it('have the slopes that differences of their values have', () => {
    let compared = 0;
    fc.assert(
      fc.property(expression, point, (e, at) => {
        const slope = difference(e, at);
        if (!(Math.abs(slope) <= 1e6)) return;
        const { g, variables, node, values } = made(e, at);
        const [first] = gradient(g, node, variables) as [NodeId];
        const found = evaluate(g, [first], values)[first] as number;
        // √u where u is 0 and stays so: the formula has no value there, and says so.
        const conditions = Number.isNaN(found) ? conditionsOf(g, [node, first]) : [];
        const truth = evaluate(g, conditions, values);
        if (conditions.some((id) => truth[id] !== 1)) return;
        compared += 1;
        const close = Math.abs(found - slope) <= 1e-5 * (1 + Math.abs(slope));
        expect(close, `${found} instead of ${slope}`).toBe(true);
      }),
      random(31),
    );
    expect(compared).toBeGreaterThan(CASES / 5);
  });

  it('keep the values of themselves and their gradients when they are written for people', () => {
    let compared = 0;
    fc.assert(
      fc.property(expression, point, (e, at) => {
        const all = made(e, at);
        if (Number.isNaN(plainValue(e, at))) return;
        const nodes = [all.node, ...gradient(all.g, all.node, all.variables)];
        const { entries, definitions } = view(all.g, nodes, { budgetMilliseconds: 20 });
        compared += compareValues(all, nodes, (values) => {
          const names = new Map<string, number>();
          for (const { name, value } of definitions) names.set(name, valueOfTerm(value, values, names));
          return entries.map((entry) => valueOfTerm(entry, values, names));
        });
      }),
      random(32, CASES / 10),
    );
    expect(compared).toBeGreaterThan(CASES / 20);
  });

  it('keep the values of themselves and their gradients when they are shortened and compiled', () => {
    let compared = 0;
    fc.assert(
      fc.property(expression, point, (e, at) => {
        const all = made(e, at);
        if (Number.isNaN(plainValue(e, at))) return;
        const nodes = [all.node, ...gradient(all.g, all.node, all.variables)];
        const run = compile(all.g, compact(all.g, nodes), all.variables, 'interpreted');
        compared += compareValues(all, nodes, (values) => {
          const out = new Float64Array(nodes.length);
          run(Float64Array.from(values.values()), out);
          return [...out];
        });
      }),
      random(33, CASES / 3),
    );
    expect(compared).toBeGreaterThan(CASES / 10);
  });
});
