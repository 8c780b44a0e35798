/** Traces of a program's functions and their derivatives, each made once. */
import { reachable } from '../calculus/reachable';
import type { Language } from '../languages/language';
import type { Definition, Program } from '../languages/program';
import { trace } from '../tracing/trace';
import type { GivenValue, TraceRequest, TraceResult, Traced, TracedInput } from '../tracing/traced';
import type { Selection } from './card';
import { defaultArguments, differentiate } from './differentiated';
import type { Differentiated } from './differentiated';
import type { Modules } from './modules';
import type { Settings } from './settings';

/** A trace of this many steps or nodes is no longer read by anybody. */
const MAXIMUM_STEPS = 200_000;
const MAXIMUM_NODES = 200_000;

export interface Given {
  readonly wrt: readonly string[] | null;
  readonly values: Readonly<Record<string, GivenValue>>;
}

const nothingGiven: Given = { wrt: null, values: {} };

export class Studies {
  private readonly traces = new Map<string, TraceResult>();

  constructor(
    private readonly program: Program,
    private readonly language: Language,
    private readonly settings: Settings,
    private readonly modules: Modules,
  ) {}

  trace(definition: Definition, given: Given = nothingGiven): TraceResult {
    const key = `${definition.name} ${given === nothingGiven ? '' : JSON.stringify(given)}`;
    let result = this.traces.get(key);
    if (!result) {
      const request: TraceRequest = {
        wrt: given.wrt,
        given: given.values,
        modules: (module, from) => this.modules.find(module, from),
        budget: { milliseconds: this.settings.budget, steps: MAXIMUM_STEPS, nodes: MAXIMUM_NODES },
      };
      result = trace(this.program, definition, this.language, request);
      this.traces.set(key, result);
    }
    return result;
  }

  /** Throws NotDifferentiable with the reason. */
  differentiate(traced: Traced, selection: Selection): Differentiated {
    return differentiate(traced, selection, dependence(traced));
  }

  /** Whether a function has a derivative to show, without working it out. */
  isDifferentiable(definition: Definition): boolean {
    const result = this.trace(definition);
    if (!result.ok || result.traced.outputs.length === 0) return false;
    const { traced } = result;
    const wrt = definition.directive?.wrt;
    return wrt
      ? traced.inputs.some((input) => wrt.includes(input.name) && input.numeric)
      : defaultArguments(traced, dependence(traced)).length > 0;
  }
}

/** Tells whether the outputs depend on an input. */
function dependence({ graph, outputs }: Traced): (input: TracedInput) => boolean {
  const used = new Set(reachable(graph, outputs));
  return (input) => input.symbols.some((symbol) => used.has(symbol));
}
