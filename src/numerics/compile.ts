/** Expressions as fast functions of many inputs and outputs. */
import type { Graph, NodeId } from '../calculus/graph';
import { generate } from './generate';
import { interpreter } from './interpret';
import { scaledExponentials } from './scaledExponentials';
import { tapeOf } from './tape';
import type { Tape } from './tape';

/**
 * Evaluates all outputs in one pass: `out[k]` becomes the value of output k where input i is `values[i]`; conditions
 * are 1 or 0. What a branch is that is not taken (NaN, infinite) never reaches a result.
 */
export type CompiledFunction = (values: ArrayLike<number>, out: Float64Array) => void;

/** To generate code and run it for the first time takes about a millisecond: so many calls are interpreted before. */
const INTERPRETED_CALLS = 256;

/**
 * Compiles expressions, with sums of exponentials scaled so that none overflows: interpreted at first, from then on generated JavaScript where the surroundings allow it (a
 * content security policy may not).
 *
 * @param inputs symbols, in the order of `values`. Other symbols, and unknown functions, are NaN.
 * @param mode 'generated' throws an EvalError where code may not be generated.
 */
export function compile(
  g: Graph,
  outputs: readonly NodeId[],
  inputs: readonly NodeId[],
  mode: 'automatic' | 'generated' | 'interpreted' = 'automatic',
): CompiledFunction {
  const tape = tapeOf(g, scaledExponentials(g, outputs), inputs);
  if (mode === 'generated') return generated(tape);
  const interpreted = interpretedFunction(tape);
  if (mode === 'interpreted') return interpreted;
  let [current, calls] = [interpreted, 0];
  return (values, out) => {
    // Nothing is counted any more once the code is there.
    if (calls <= INTERPRETED_CALLS) {
      calls += 1;
      if (calls > INTERPRETED_CALLS) current = tryGenerated(tape) ?? interpreted;
    }
    current(values, out);
  };
}

function interpretedFunction(tape: Tape): CompiledFunction {
  const run = interpreter(tape);
  const slots = new Float64Array(tape.size);
  return (values, out) => {
    run(values, slots);
    tape.outputs.forEach((slot, k) => (out[k] = slots[slot] as number));
  };
}

function generated(tape: Tape): CompiledFunction {
  const { bodies, functions, keptSize } = generate(tape);
  const kept = new Float64Array(keptSize);
  // What a chunk needs beside its arguments is bound once: a call then costs what it computes.
  type Bind = (f: typeof functions, kept: Float64Array) => CompiledFunction;
  const chunks = bodies.map((body) => {
    const bind = new Function('functions', 'kept', `return (values, out) => {\n${body}\n};`) as Bind;
    return bind(functions, kept);
  });
  const [only] = chunks;
  if (chunks.length === 1 && only) return only;
  return (values, out) => {
    for (const chunk of chunks) chunk(values, out);
  };
}

/** `undefined` where code may not be generated, or is too deep for the engine's parser. */
function tryGenerated(tape: Tape): CompiledFunction | undefined {
  try {
    return generated(tape);
  } catch (error) {
    if (error instanceof EvalError || error instanceof RangeError) return undefined;
    throw error;
  }
}
