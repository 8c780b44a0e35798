/** What is told with a derivative that is right: what it was seen with, and of what nothing has been said. */
import type { Expression } from '../../languages/program';
import { expressionsIn } from '../../languages/walk';
import { isConfirmed } from '../../verification/check';
import type { PairVerdict } from '../../verification/check';
import {
  asksForAxes,
  choicesTaken,
  hasReductions,
  isForMatrices,
  isForNumbers,
  isForVectors,
  placesAddedTo,
  unpackedIn,
} from '../../verification/defaults';
import { parametersOf } from '../../verification/parameters';
import { namesOfReturned } from '../../verification/returns';
import { isNamedAsLoss } from '../../verification/targets';
import { constructorBeside, tracedAsWritten, unjudged } from './traces';
import type { JudgeRequest } from './traces';

/** The verdict on a pair as it is written; a sentence where there is none. */
type Judge = (request: JudgeRequest) => PairVerdict | string;

/** What is right is told with all that it was seen with. */
export function confirmed(request: JudgeRequest, verdict: PairVerdict, judgeWritten: Judge): PairVerdict {
  const other = averaged.test(verdict.layout) ? notAveraged(request, judgeWritten) : null;
  return other === null
    ? withoutWhatIsPassed(request, ofOnePart(request, forDefaults(request, verdict)))
    : unjudged(`not judged: it is averaged over the samples, and that by ${other} is not`, verdict);
}

const averaged = /, averaged over \d+ samples$/;

/** Of what goes back through a layer, a parameter that has the sum of all samples where another one has the mean. */
function notAveraged(request: JudgeRequest, judgeWritten: Judge): string | null {
  const { pair, primal } = request;
  const [data] = parametersOf(primal);
  for (const other of request.beside?.() ?? []) {
    const [by, ...more] = other.wrt ?? [];
    // By the data each sample has one of its own.
    if (by === undefined || more.length > 0 || by === data || by === pair.wrt?.[0]) continue;
    const verdict = judgeWritten({ ...request, pair: other });
    if (typeof verdict !== 'string' && isConfirmed(verdict) && !averaged.test(verdict.layout)) return by;
  }
  return null;
}

/** Of several results beside the value and its derivative nothing has been said. */
function ofOnePart({ derivative, pair }: JudgeRequest, verdict: PairVerdict): PairVerdict {
  const part = pair.parts.derivative;
  const names = pair.evidence.kind === 'return' && pair.wrt === null ? namesOfReturned(derivative.function) : null;
  const name = typeof part === 'number' ? names?.[part] : undefined;
  return name && names && names.length > 2 ? { ...verdict, message: `${verdict.message}; of ${name} only` } : verdict;
}

/**
 * What goes back through a layer is multiplied by what comes from the layer behind it: where nothing reads that, it is
 * multiplied elsewhere or forgotten. A loss has no layer behind it.
 */
function withoutWhatIsPassed(request: JudgeRequest, verdict: PairVerdict): PairVerdict {
  const { primal, derivative, pair } = request;
  const name = pair.passedBack;
  if (name === undefined || [...expressionsIn(derivative.function.body)].some((one) => isNamed(one, name)))
    return verdict;
  if (isNamedAsLoss(`${primal.className ?? ''} ${primal.name}`))
    return { ...verdict, message: `${verdict.message}; without ${name}, which it does not use` };
  return unjudged(`not judged: it is the derivative without the factor ${name}, which it does not use`, verdict);
}

const isNamed = (expression: Expression, name: string): boolean =>
  expression.kind === 'name' && expression.name === name;

/** Arrays by their axes. */
const KINDS = ['numbers', 'vectors', 'matrices'];

/** What is right was seen with the defaults of what chooses between branches: with others it may not be. */
function forDefaults(request: JudgeRequest, verdict: PairVerdict): PairVerdict {
  const { pair, primal, derivative } = request;
  const functions = primal === derivative ? [primal] : [primal, derivative];
  const labels = [pair.views.primal, pair.views.derivative].map((view) => view?.label ?? '').join(' ');
  const traces = tracedAsWritten(request);
  const notes = traces.flatMap((traced) => traced.notes);
  const choices = choicesTaken(functions, constructorBeside(request), labels)
    .filter(({ name }) => !notes.includes(`shown for a given ${name}`))
    .map(({ text }) => text);
  // A text that the source has and no call gives is one of several.
  for (const note of notes)
    choices.push(...(/^shown for (\S+ = '.*'|the last of \d+ functions .*)$/.exec(note)?.slice(1) ?? []));
  const arrays = traces.flatMap(({ inputs }) => inputs.filter(({ numeric, sizes }) => numeric && sizes.length > 0));
  const areVectors =
    arrays.length > 0 && arrays.every(({ shape }) => shape.length === 1 && typeof shape[0] === 'string');
  const axes = new Set(arrays.map(({ sizes }) => sizes.length));
  if (areVectors && isForVectors(primal, derivative)) choices.unshift('vectors');
  else if (axes.size < 2 && functions.some(asksForAxes))
    choices.unshift(KINDS[[...axes][0] ?? 0] ?? 'more than two axes');
  const isByData = pair.wrt?.length === 1 && pair.wrt[0] === parametersOf(primal)[0];
  if (isByData && isForMatrices(primal, derivative)) choices.unshift('matrices');
  const unpacked = unpackedIn(primal);
  const areNumbers = arrays.every(({ name, sizes }) => sizes.length === 1 && unpacked.has(name));
  if (areNumbers && (isForNumbers(primal, derivative) || (arrays.length === 0 && hasReductions(primal))))
    choices.unshift('numbers');
  const places = placesAddedTo(derivative);
  for (const { counts } of traces)
    for (const name of counts?.keys() ?? []) if (places.has(name)) choices.push(`a single ${name}`);
  if (choices.length === 0) return verdict;
  return { ...verdict, message: `${verdict.message}; for ${[...new Set(choices)].join(', ')}` };
}
