/** Layers of `torch.nn` that a constructor makes: their weights are inputs, named as the attributes that hold them. */
import { callValue } from '../calls';
import { sequenceOf } from '../coercion';
import { text } from '../values';
import type { Bound, Value } from '../values';
import { apply, givenKeywords } from './apply';
import { primitive } from './binding';
import type { Call, Primitive } from './binding';

const layer = (name: string, positional: readonly Value[], keywords: Bound['keywords'] = []): Bound => ({
  kind: 'bound',
  callee: { kind: 'builtin', primitive: `layer.${name}.call`, name: `torch.nn.${name}` },
  positional,
  keywords,
});

/** A layer that an attribute holds: its weights are called after the attribute. Any other value as it is. */
export function namedLayer(value: Value, label: string): Value {
  if (value.kind !== 'bound' || value.callee.kind !== 'builtin') return value;
  if (value.callee.primitive === 'layer.Linear.call')
    return { ...value, keywords: [...value.keywords, ['label', text(label)]] };
  if (value.callee.primitive !== 'layer.Sequential.call') return value;
  return { ...value, positional: value.positional.map((one, i) => namedLayer(one, `${label}[${i}]`)) };
}

/** A weight as an input of its own. */
function weight(call: Call, name: string, shape: readonly number[]): Value {
  const { inputs } = call.context;
  const label = `${call.text('label') ?? call.refuse('Which layer this is is not known.')}.${name}`;
  inputs.book.fix(label, shape, false);
  return inputs.symbolic(label, true);
}

function callLinear(call: Call): Value {
  const [sizeIn, sizeOut] = [call.count('in_features'), call.count('out_features')];
  const hasBias = call.flag('bias', true);
  return apply(
    call,
    'nn.linear',
    [call.value('input'), weight(call, 'weight', [sizeOut, sizeIn])],
    givenKeywords([['bias', hasBias ? weight(call, 'bias', [sizeOut]) : undefined]]),
  );
}

/** A layer without weights: a function of its argument, its options given before. */
const activation = (name: string): Primitive =>
  primitive('*options', (call) => ({
    kind: 'bound',
    callee: { kind: 'builtin', primitive: 'layer.activation.call', name: call.name },
    positional: [text(name), { kind: 'tuple', items: call.rest }],
    keywords: [...call.keywords].filter(([key]) => key !== 'inplace'),
  }));

const activations: Readonly<Record<string, string>> = {
  ReLU: 'relu',
  Sigmoid: 'logistic',
  Tanh: 'tanh',
  Softplus: 'softplus',
  Softmax: 'nn.softmax',
  LogSoftmax: 'nn.log_softmax',
  ELU: 'elu',
  SELU: 'selu',
  SiLU: 'silu',
  GELU: 'gelu',
  LeakyReLU: 'leaky_relu',
  Identity: 'identity',
};

export const layerPrimitives: Readonly<Record<string, Primitive>> = {
  'layer.Linear': primitive('in_features, out_features, bias?, dtype?', (call) =>
    layer(
      'Linear',
      [call.value('in_features'), call.value('out_features')],
      givenKeywords([['bias', call.optional('bias')]]),
    ),
  ),
  'layer.Linear.call': primitive('in_features, out_features, input, bias?, label?', callLinear),
  'layer.Sequential': primitive('*layers', (call) => layer('Sequential', call.rest)),
  'layer.Sequential.call': primitive('*layers', (call) => {
    const input = call.rest.at(-1) ?? call.refuse('A sequence of layers is called without an argument.');
    return call.rest.slice(0, -1).reduce<Value>((value, one) => callValue(call.context, one, [value], []), input);
  }),
  'layer.activation.call': primitive('name, options, input, *more', (call) =>
    apply(
      call,
      call.text('name') ?? '',
      [call.value('input'), ...sequenceOf(call.context, call.value('options'))],
      [...call.keywords],
    ),
  ),
  'layer.Dropout': primitive('*more', (call) =>
    call.refuse('Dropout is random while a model is trained: what it gives has no derivative.'),
  ),
  ...Object.fromEntries(
    Object.entries(activations).map(([name, primitiveName]) => [`layer.${name}`, activation(primitiveName)]),
  ),
};
