/** Walks from the point to where the function is least, or zero, with the methods of the field: every step of the way. */
import type { Formula } from '../../notation/formula';
import { isFirstOrder, METHODS, type Clip, type Method, type Settings } from '../../numerics/optimise/problem';
import { curvatureStepSize, optimise, type Ending, type Iterate, type Trace } from '../../numerics/optimise/run';
import { norm } from '../../numerics/optimise/vectors';
import type { Numeric } from '../card';
import { toNumeric } from '../given';
import { kinkWatchOf, metKinks, passedKinks, type Sides } from './kinkWatch';
import { problemOf } from './objective';
import { Unanswerable, type QuestionOf } from './questions';
import type { Subject } from './subject';
import { subjectAt, type Investigation } from './subjects';

export { METHODS };
export type { Clip, Method };
export type DescentEnding = Ending;

export interface DescentQuestion extends Omit<Settings, 'stepSize'> {
  /** `null` for one that suits the method, and how the function bends at the point. */
  readonly stepSize: number | null;
}

/** What is to be said of a step. Kinks count in `kinks` of the answer; of many, the first are named. */
export type DescentNote =
  | { readonly kind: 'clipped'; readonly size: Numeric }
  | { readonly kind: 'damped'; readonly amount: Numeric }
  | { readonly kind: 'shortened'; readonly times: number }
  | { readonly kind: 'singular' }
  | { readonly kind: 'products'; readonly count: number }
  | { readonly kind: 'negativeCurvature' }
  /** `at`: the point lies on a kink or jump; else the step passed over one. */
  | { readonly kind: 'kink'; readonly at: boolean; readonly named: readonly number[]; readonly count: number };

export interface DescentStep {
  /** `null` where there are too many numbers for one answer; those of the last step are always there. */
  readonly variables: readonly Numeric[] | null;
  /** ‖x‖. */
  readonly size: Numeric;
  readonly value: Numeric;
  readonly gradientNorm: Numeric;
  /** ‖f‖ of a function with several outputs, and of a system. */
  readonly residualNorm: Numeric | null;
  /** How far it is from the point before. */
  readonly length: Numeric;
  readonly notes: readonly DescentNote[];
}

export interface DescentAnswer {
  /** What is made small: f, or ½‖f‖². */
  readonly objective: 'value' | 'halfSquares';
  /** The arguments that the variables are of, in their order. */
  readonly inputs: readonly { readonly name: string; readonly sizes: readonly number[] }[];
  /** The step size that was taken. */
  readonly stepSize: Numeric;
  /** The point and every step from it. */
  readonly steps: readonly DescentStep[];
  readonly ending: Ending;
  readonly growingSince: number | null;
  /** Where the kinks are that the notes name. */
  readonly kinks: readonly (Formula | null)[];
}

/** More steps nobody looks at. */
export const MOST_STEPS = 2000;
/** Milliseconds. */
const LONGEST = 8000;
/** Methods that solve linear systems take the cube of the number of variables. */
const LARGEST_SOLVED = 200;
const LARGEST_MATRIX = 400_000;
/** More numbers are not sent. */
const MOST_NUMBERS = 300_000;
/** More kinks at one step are counted. */
const NAMED_KINKS = 3;
/** Where nothing bends, and of Adam, whose steps do not depend on how large the gradient is. */
const USUAL_STEP_SIZE = 0.1;

export function* descent(
  question: QuestionOf<'descent'>,
  investigation: Investigation,
): Generator<void, DescentAnswer, void> {
  const { subject, values } = subjectAt(question, investigation);
  validate(question, subject);
  yield;
  const ofSquares = !subject.isScalar || question.method === 'root';
  const problem = problemOf(subject, values, ofSquares);
  const start = Float64Array.from(subject.variablesOf(values));
  const suited = (): number =>
    isFirstOrder(question.method)
      ? ((question.method === 'adam' ? null : curvatureStepSize(problem, start)) ?? USUAL_STEP_SIZE)
      : 1;
  const settings: Settings = { ...question, stepSize: question.stepSize ?? suited() };
  yield;
  const late = performance.now() + LONGEST;
  const trace = yield* optimise(problem, start, settings, () => performance.now() > late);
  yield;
  return answerOf(trace, settings.stepSize, { subject, values, investigation, ofSquares });
}

function validate({ method, steps, stepSize, ...question }: DescentQuestion, subject: Subject): void {
  const [outputs, variables] = [subject.traced.outputs.length, subject.variables.length];
  if (steps > MOST_STEPS) throw new Unanswerable(`at most ${MOST_STEPS} steps are taken`);
  if (stepSize !== null && !(stepSize > 0 && Number.isFinite(stepSize)))
    throw new Unanswerable('the step size is above zero');
  for (const share of [question.momentum, question.secondMoment])
    if (!(share >= 0 && share < 1)) throw new Unanswerable('momentum is at least 0, and below 1');
  if (question.clip && !(question.clip.limit > 0)) throw new Unanswerable('a gradient is clipped to a size above zero');
  if (!(question.tolerance >= 0)) throw new Unanswerable('the tolerance is not negative');
  if (method === 'root' && outputs !== variables)
    throw new Unanswerable(`a system has as many outputs as variables: this has ${outputs} and ${variables}`);
  if ((method === 'gaussNewton' || method === 'levenbergMarquardt') && subject.isScalar)
    throw new Unanswerable('least squares are of several outputs');
  const solves =
    method === 'newton' || method === 'gaussNewton' || method === 'levenbergMarquardt' || method === 'root';
  if (solves && (variables > LARGEST_SOLVED || outputs * variables > LARGEST_MATRIX))
    throw new Unanswerable(
      `there are too many variables for this method: ${variables}. Hessian-free Newton forms no matrix`,
    );
}

interface Walk {
  readonly subject: Subject;
  readonly values: Float64Array;
  readonly investigation: Investigation;
  readonly ofSquares: boolean;
}

function answerOf(trace: Trace, stepSize: number, walk: Walk): DescentAnswer {
  const { subject, investigation } = walk;
  const { iterates, ending, growingSince } = trace;
  const kinks = new NamedKinks();
  const sends = iterates.length * subject.variables.length <= MOST_NUMBERS;
  let before: Sides | null = null;
  const steps = iterates.map((iterate, k): DescentStep => {
    const sides = kinkWatchOf(subject).sidesAt(subject.withVariables(walk.values, iterate.x));
    const notes = [...iterate.notes.map(told), ...kinks.notes(before, sides)];
    before = sides;
    return {
      variables: sends || k === iterates.length - 1 ? Array.from(iterate.x, toNumeric) : null,
      size: toNumeric(norm(iterate.x)),
      value: toNumeric(iterate.value),
      gradientNorm: toNumeric(iterate.gradientNorm),
      residualNorm: walk.ofSquares ? toNumeric(Math.sqrt(2 * iterate.value)) : null,
      length: toNumeric(iterate.length),
      notes,
    };
  });
  return {
    objective: walk.ofSquares ? 'halfSquares' : 'value',
    inputs: subject.wrt.map(({ name, sizes }) => ({ name, sizes })),
    stepSize: toNumeric(stepSize),
    steps,
    ending,
    growingSince,
    kinks: kinks.numbers.map((kink) => kinkWatchOf(subject).formula(kink, investigation.notation)),
  };
}

function told(note: Iterate['notes'][number]): DescentNote {
  if (note.kind === 'clipped') return { kind: 'clipped', size: toNumeric(note.size) };
  return note.kind === 'damped' ? { kind: 'damped', amount: toNumeric(note.amount) } : note;
}

/** The kinks that are met on the way, in the order of their first mention. */
class NamedKinks {
  readonly numbers: number[] = [];

  notes(before: Sides | null, sides: Sides): readonly DescentNote[] {
    const met = metKinks(sides);
    if (met.length > 0) return [this.#note(true, met)];
    const passed = before ? passedKinks(before, sides) : [];
    return passed.length > 0 ? [this.#note(false, passed)] : [];
  }

  #note(at: boolean, kinks: readonly number[]): DescentNote {
    const named = kinks.slice(0, NAMED_KINKS).map((kink) => {
      if (!this.numbers.includes(kink)) this.numbers.push(kink);
      return this.numbers.indexOf(kink);
    });
    return { kind: 'kink', at, named, count: kinks.length };
  }
}
