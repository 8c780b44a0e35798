/** Points at which a function and its hand-written derivative are compared. */
import type { NodeId } from '../calculus/graph';
import { symbolsOf } from '../calculus/dependencies';
import { bordersOf, samplePoints } from '../numerics/sampling';
import type { SampleRequest } from '../numerics/sampling';
import type { SourcePoint } from '../tracing/traced';
import type { Hypothesis } from './layout';
import type { Merged } from './merge';
import type { PairCheckRequest } from './pairRequest';

const POINTS = 64;

export class PairSampler {
  constructor(
    private readonly request: PairCheckRequest,
    private readonly merged: Merged,
    private readonly symbols: readonly NodeId[],
  ) {}

  /** @param discrete what has a few values only, as labels have: they may be where a condition asks for them */
  sample(
    all: readonly Hypothesis[],
    { discrete = [], ...more }: Partial<SampleRequest> & { readonly discrete?: readonly NodeId[] },
  ): ReturnType<typeof samplePoints> {
    const { merged, request } = this;
    const { graph } = merged;
    // The caller has made sure that there is one.
    const [any] = all;
    const first = all.find((hypothesis) => hypothesis.kind === 'plain') ?? any;
    if (!first) return { points: [], tried: 0, outside: 0 };
    const finite = [...merged.outputs, ...first.expected];
    const few = new Set(discrete);
    const borders = bordersOf(graph, [...merged.outputs, ...first.expected, ...first.found]).filter(
      (border) => few.size === 0 || symbolsOf(graph, [border]).some((symbol) => !few.has(symbol)),
    );
    const sampled = (nodes: readonly NodeId[]): ReturnType<typeof samplePoints> =>
      samplePoints({
        graph,
        symbols: this.symbols,
        conditions: merged.conditions,
        finite: nodes,
        borders,
        telling: first.expected.filter((id) => graph.valueOf(id) === undefined),
        count: POINTS,
        given: this.givenPoints([...(request.pointsOfFile ?? []), ...merged.points]),
        ...more,
      });
    // Where the hand-written side is defined as well, if there is any such place.
    const both = sampled([...finite, ...merged.found]);
    return both.points.length > 0 ? both : sampled(finite);
  }

  /** The file's points, by the function's names. */
  private givenPoints(points: readonly SourcePoint[]): Float64Array[] {
    return points.slice(0, 16).map(({ values }) => {
      const numbers = this.merged.inputs.flatMap((input) => {
        const value = values[input.primalName ?? input.name];
        const fits = value !== undefined && value.values.length === input.symbols.length;
        return fits ? [...value.values] : Array<number>(input.symbols.length).fill(NaN);
      });
      return Float64Array.from(numbers);
    });
  }
}
