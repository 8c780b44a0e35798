/**
 * Checks of the questions that the page asks through its host. One line a kind: what it asks beyond the point. A kind
 * that is added to `Investigations` and forgotten here does not compile.
 */
import type { Point, PointValue, Question, QuestionKind, QuestionOf } from '../worker/protocol';
import {
  either,
  isBoolean,
  isIndex,
  isNumber,
  isString,
  listOf,
  mapOf,
  nullable,
  objectOf,
  oneOf,
  type Shape,
} from './shape';

const MOST_ARGUMENTS = 1000;
const MOST_ELEMENTS = 100_000;
const DEEPEST = 8;
/** Outputs, or axes, of one picture. */
const MOST_DRAWN = 6;

function isPointValue(value: unknown, depth = 0): value is PointValue {
  if (value === null || isNumber(value) || isBoolean(value) || isString(value)) return true;
  if (depth >= DEEPEST) return false;
  if (Array.isArray(value)) return value.length <= MOST_ELEMENTS && value.every((one) => isPointValue(one, depth + 1));
  return mapOf((one): one is PointValue => isPointValue(one, depth + 1), MOST_ARGUMENTS)(value);
}

/** Values of arguments by name. */
export const isPoint: Shape<Point> = mapOf((value): value is PointValue => isPointValue(value), MOST_ARGUMENTS);

/** Numbers entered by hand: a direction, uncertainties. */
export const isNumbers: Shape<readonly number[]> = listOf(isNumber, MOST_ELEMENTS);

type Axes = QuestionOf<'curve'>['axes'];
type Interval = NonNullable<QuestionOf<'curve'>['interval']>;
type PlaneWindow = NonNullable<QuestionOf<'field'>['window']>;

const isIndices: Shape<readonly number[]> = listOf(isIndex, MOST_DRAWN);
const isInterval: Shape<Interval> = objectOf<Interval>({ low: isNumber, high: isNumber });
const isWindow: Shape<PlaneWindow> = objectOf<PlaneWindow>({ across: isInterval, up: isInterval });
const isAxes: Shape<Axes> = either(
  objectOf<Extract<Axes, { kind: 'variables' }>>({ kind: oneOf('variables'), columns: isIndices }),
  objectOf<Extract<Axes, { kind: 'direction' }>>({ kind: oneOf('direction'), direction: nullable(isNumbers) }),
);

/** Named here: of the worker, the page knows the types alone. */
const METHODS = [
  'gradientDescent',
  'momentum',
  'nesterov',
  'adam',
  'newton',
  'hessianFree',
  'gaussNewton',
  'levenbergMarquardt',
  'root',
] as const satisfies readonly QuestionOf<'descent'>['method'][];

/** The formats of a report, and its parts. */
export const EXPORT_FORMATS = [
  'latex',
  'mathml',
  'text',
  'code',
  'json',
  'csv',
  'markdown',
] as const satisfies readonly QuestionOf<'report'>['format'][];
export const EXPORT_PARTS = [
  'derivative',
  'function',
  'numbers',
  'report',
] as const satisfies readonly QuestionOf<'report'>['part'][];

type Parts<K extends QuestionKind> = {
  readonly [F in Exclude<keyof QuestionOf<K>, 'kind' | 'point'>]-?: Shape<QuestionOf<K>[F]>;
};

const PARTS: { readonly [K in QuestionKind]: Parts<K> } = {
  curve: { axes: isAxes, outputs: isIndices, interval: nullable(isInterval), values: nullable(isInterval) },
  field: {
    columns: isIndices,
    output: isIndex,
    window: nullable(isWindow),
    spacing: nullable(oneOf('even', 'logarithmic')),
    detail: oneOf('coarse', 'fine'),
  },
  local: { axes: isAxes, outputs: isIndices, at: nullable(isNumbers) },
  mapping: { columns: isIndices, outputs: isIndices, window: nullable(isWindow) },
  here: { direction: nullable(isNumbers) },
  numbers: { order: oneOf(1, 2) },
  preset: { seed: isIndex },
  shapes: {},
  influence: { row: isIndex, column: isIndex, order: oneOf(1, 2) },
  influenced: { position: objectOf({ line: isIndex, character: isIndex }), order: oneOf(1, 2) },
  kinkCards: {},
  report: { part: oneOf(...EXPORT_PARTS), format: oneOf(...EXPORT_FORMATS) },
  steps: { row: isIndex, column: isIndex, order: oneOf(1, 2) },
  descent: {
    method: oneOf(...METHODS),
    steps: isIndex,
    stepSize: nullable(isNumber),
    momentum: isNumber,
    secondMoment: isNumber,
    clip: nullable(objectOf({ by: oneOf('norm', 'value'), limit: isNumber })),
    backtracking: isBoolean,
    tolerance: isNumber,
  },
  perturbation: {
    norm: oneOf('l2', 'linf'),
    size: isNumber,
    output: nullable(isIndex),
    direction: oneOf('increase', 'decrease'),
  },
  sensitivity: { output: isIndex, deviations: nullable(isNumbers), relative: isBoolean },
  products: { product: oneOf('Jv', 'vJ', 'Hv'), vector: isNumbers, output: isIndex },
  comparison: {},
};

/** Whether a value is a question of the contract. */
export const isQuestion: Shape<Question> = (value): value is Question => {
  const kind: unknown = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
  if (typeof kind !== 'string' || !Object.hasOwn(PARTS, kind)) return false;
  const known = kind as QuestionKind;
  const parts: Readonly<Record<string, Shape<unknown>>> = PARTS[known];
  return objectOf<object>({ kind: oneOf(known), point: nullable(isPoint), ...parts })(value);
};
