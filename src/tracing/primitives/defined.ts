/** Functions that the calculus defines as formulas, on arrays; and those that give several values, or take an option. */
import * as make from '../../calculus/construct';
import { defaultOf, functionDefinitions, parametersOf } from '../../calculus/functions/definitions';
import type { FunctionDefinition } from '../../calculus/functions/definitions';
import { functionIndex, functionRows } from '../../calculus/functions/table';
import { isFalse, isTrue } from '../../calculus/conditions';
import { demandCount, elementwise, sequenceOf, toCondition } from '../coercion';
import { closedNumber } from '../constants';
import { asNumber, selectNode } from '../merge';
import { numberNode } from '../numbers';
import { scalar, tuple } from '../values';
import type { Value } from '../values';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

function fromDefinition(definition: FunctionDefinition): Primitive {
  const parameters = parametersOf(definition);
  const names = parameters.map(({ name, value }) => (value === null ? name : `${name}?`));
  return primitive([...names, 'dtype?', 'where?'].join(', '), (call) => {
    const { context } = call;
    const g = context.graph;
    const given = parameters.map(
      ({ name, value }) => call.optional(name) ?? (value === null ? call.value(name) : scalar(defaultOf(g, value))),
    );
    return elementwise(context, given, (...scalars) => {
      const nodes = scalars.slice(0, given.length).map((one) => numberNode(context, one));
      const result = definition.make(g, nodes);
      if (result !== undefined) return scalar(result);
      demandCount(context, nodes);
      return call.refuse(`\`${call.name}\` is written out for a whole number that is known and not too large.`);
    });
  });
}

/** A function of one argument with several values, given as a tuple. */
const several = (names: readonly string[]): Primitive =>
  primitive('x', (call) => tuple(names.map((name) => ofRow(call, name, [call.value('x')]))));

function ofRow(call: Call, name: string, values: readonly Value[]): Value {
  const { context } = call;
  return elementwise(context, values, (...scalars) =>
    scalar(make.call(context.graph, name, ...scalars.slice(0, values.length).map((one) => numberNode(context, one)))),
  );
}

/** A spherical Bessel function, or with `derivative=True` its slope. */
const sphericalBessel = (name: string): Primitive =>
  primitive('n, z, derivative?', (call) => {
    const { context } = call;
    const g = context.graph;
    const isSlope = call.flag('derivative', false);
    return elementwise(context, [call.value('n'), call.value('z')], (order, z) => {
      const [n, x] = [numberNode(context, order), numberNode(context, z)];
      const value = make.call(g, name, n, x);
      const slope = isSlope ? functionRows[functionIndex(name)]?.partials[1]?.(g, [n, x, -1], value) : undefined;
      return scalar(slope ?? value);
    });
  });

/** `np.select`: the first choice whose condition holds. */
function select(call: Call): Value {
  const { context } = call;
  const g = context.graph;
  const conditions = sequenceOf(context, call.value('condlist'));
  const choices = sequenceOf(context, call.value('choicelist'));
  if (conditions.length !== choices.length) return call.refuse('`select` needs as many conditions as choices.');
  return conditions.reduceRight<Value>(
    (otherwise, condition, i) =>
      elementwise(context, [condition, choices[i] as Value, otherwise], (c, x, y) => {
        const holds = toCondition(context, c);
        if (isTrue(g, holds)) return x;
        if (isFalse(g, holds)) return y;
        return scalar(selectNode(g, holds, asNumber(g, x.node), asNumber(g, y.node)));
      }),
    call.optional('default') ?? scalar(g.integer(0)),
  );
}

export const definedPrimitives: Readonly<Record<string, Primitive>> = {
  ...Object.fromEntries(functionDefinitions.map((definition) => [definition.name, fromDefinition(definition)])),
  airy: several(['airyAi', 'airyAiPrime', 'airyBi', 'airyBiPrime']),
  fresnel: several(['fresnelS', 'fresnelC']),
  sici: several(['sineIntegral', 'cosineIntegral']),
  shichi: several(['hyperbolicSineIntegral', 'hyperbolicCosineIntegral']),
  spherical_jn: sphericalBessel('sphericalBesselJ'),
  spherical_yn: sphericalBessel('sphericalBesselY'),
  spherical_in: sphericalBessel('sphericalBesselI'),
  spherical_kn: sphericalBessel('sphericalBesselK'),
  lambertw: primitive('z, k?, tol?', (call) => {
    const branch = call.optional('k');
    const k = branch && branch.kind === 'scalar' ? closedNumber(call.context.graph, branch.node) : 0;
    if (k !== 0) return call.refuse("Of Lambert's W the principal branch alone is known, k = 0.");
    return ofRow(call, 'lambertW', [call.value('z')]);
  }),
  zeta: primitive('x, q?', (call) => {
    const q = call.optional('q');
    return q ? ofRow(call, 'hurwitzZeta', [call.value('x'), q]) : ofRow(call, 'zeta', [call.value('x')]);
  }),
  select: primitive('condlist, choicelist, default?', select),
};
