/** Other readings of a hypothesis, in which something stands for something else or has a sign that everybody takes it to have. */
import type { NodeId } from '../calculus/graph';
import { compile } from '../numerics/compile';
import { isNamedAsCotangent } from './conventions';
import { replaceAll } from './edits';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';
import { comparedLabels, withOneClassEach } from './oneHot';
import type { PairCheckRequest } from './pairRequest';
import { rootsIn } from './rootsOfSquares';

export interface Alternative {
  readonly hypothesis: Hypothesis;
  /** The hypothesis in that reading. */
  readonly read: Hypothesis;
  /** Where it is to agree. */
  readonly points: readonly Float64Array[];
  /** `where w is what time gives`. */
  readonly text: string;
}

/** `df(k, w)` of f(k, m) may be given what f gives: (k·w − 1)/(1 − k²). */
export function* inTermsOfValue(
  { graph, inputs, outputs }: Merged,
  plain: readonly Hypothesis[],
  points: readonly Float64Array[],
  primal: string,
): Generator<Alternative> {
  const [output, ...more] = outputs;
  if (output === undefined || more.length > 0) return;
  for (const { primalName, name, isAttribute, symbols } of inputs) {
    const [symbol, ...others] = symbols;
    if (symbol === undefined || others.length > 0 || isAttribute || primalName === name) continue;
    // What comes from the layer behind, and what a context keeps, is something of its own.
    if (isNamedAsCotangent(name) || !/^\w+$/.test(name)) continue;
    const value = new Map([[symbol, output]]);
    for (const hypothesis of plain) {
      if (hypothesis.variables.symbols.includes(symbol)) continue;
      const found = hypothesis.found.map((node) => replaceAll(graph, node, value));
      if (found.every((node, k) => node === hypothesis.found[k])) continue;
      yield { hypothesis, read: { ...hypothesis, found }, points, text: `where ${name} is what ${primal} gives` };
    }
  }
}

/** Where each row of the labels has one 1, `if y[n, j] == 1`: numbers drawn at random never have. */
export function* forOneClassEach(
  merged: Merged,
  acceptable: readonly Hypothesis[],
  points: readonly Float64Array[],
): Generator<Alternative> {
  const labels = comparedLabels(merged);
  if (!labels) return;
  for (const hypothesis of acceptable) {
    const read = withOneClassEach(merged, hypothesis, labels);
    if (read)
      yield {
        hypothesis,
        read,
        points,
        text: `where ${labels.sizes.length > 1 ? `each row of ${labels.name}` : labels.name} has one 1`,
      };
  }
}

/** Where what is squared below a root is positive, as everybody takes it to be: √α of α = (1 + κ(1 − √t))². */
export function* wherePositiveBelowRoots(
  { graph, inputs }: Merged,
  acceptable: readonly Hypothesis[],
  anywhere: readonly Float64Array[],
  { print, saysNothingOfSigns = false }: PairCheckRequest,
): Generator<Alternative> {
  const symbols = inputs.flatMap((input): NodeId[] => [...input.symbols]);
  for (const hypothesis of acceptable) {
    const { squared, hasRoots } = rootsIn(graph, [...hypothesis.found, ...hypothesis.expected]);
    if (squared.length === 0 && !(hasRoots && saysNothingOfSigns)) continue;
    const run = compile(graph, squared, symbols);
    const values = new Float64Array(squared.length);
    const there = anywhere.filter((point) => {
      run(point, values);
      return values.every((value) => value > 0);
    });
    const names = squared.map((node) => print(graph, node));
    const where = names.every((name) => name !== '') ? `\`${names.join('`, `')}\`` : 'what is squared below a root';
    if (squared.length > 0)
      yield {
        hypothesis,
        read: hypothesis,
        points: there,
        text: `where ${where} ${squared.length === 1 ? 'is' : 'are'} positive`,
      };
    yield {
      hypothesis,
      read: hypothesis,
      points: there.filter((point) => point.every((value) => value > 0)),
      text: `where ${squared.length > 0 ? `${where} and ` : ''}all arguments are positive`,
    };
  }
}
