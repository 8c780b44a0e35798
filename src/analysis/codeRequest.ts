/** A derivative as a function of the source's language: what it is called, what it is passed, what it returns. */
import type { View } from '../calculus/view/term';
import type { FunctionRequest } from '../notation/code/function';
import type { NestedCode } from '../notation/code/language';
import { parameterOf } from '../tracing/parts';
import type { TracedInput } from '../tracing/traced';
import type { DerivativeKind } from './card';
import type { Differentiated } from './differentiated';

export function codeRequest(
  { traced, kind, shape, matrix }: Differentiated,
  made: View,
  language: string,
  functionName: string,
): FunctionRequest {
  return {
    language,
    name: codeName(kind, functionName),
    ...passedParts(traced.inputs),
    hasSelf: traced.inputs.some((input) => input.isAttribute),
    shape,
    entries: matrix.entries.map(({ row, column }, i) => ({ row, column, term: made.entries[i]! })),
    definitions: made.definitions,
  };
}

/** What the derivative's function is passed, as its function is: arguments whole, and the names that it takes them apart into. */
function passedParts(inputs: readonly TracedInput[]): Pick<FunctionRequest, 'parameters' | 'unpackings'> {
  const arguments_ = inputs.filter((input) => !input.isAttribute);
  const parameters = [...new Set(arguments_.map((input) => parameterOf(input).replace(/\..*/, '')))];
  const unpackings = parameters.flatMap((parameter) => {
    const parts = arguments_.flatMap(({ name, path }) =>
      path?.[0] === parameter && /^\w+$/.test(name) ? [{ name, steps: path.slice(1) }] : [],
    );
    return parts.length > 0 ? [{ parameter, names: namesAt(parts) }] : [];
  });
  return { parameters, unpackings };
}

interface Part {
  readonly name: string;
  readonly steps: readonly (string | number)[];
}

/** The names by their places: `[['W0', 'b0'], ['W1', 'b1']]`. */
function namesAt(parts: readonly Part[]): NestedCode {
  const [first] = parts;
  if (!first || first.steps.length === 0) return first?.name ?? '';
  const count = Math.max(...parts.map(({ steps }) => Number(steps[0]))) + 1;
  return Array.from({ length: count }, (_unused, i) =>
    namesAt(parts.filter(({ steps }) => steps[0] === i).map(({ name, steps }) => ({ name, steps: steps.slice(1) }))),
  );
}

function codeName(kind: DerivativeKind, functionName: string): string {
  const own = functionName.split('.').at(-1)?.replace(/#\d+$/, '') ?? 'f';
  return kind === 'derivative' ? `${own}_derivative` : `${kind}_${own}`;
}
