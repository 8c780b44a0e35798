/** How an entry of the derivative comes about, rule by rule, in formulas. */
import { derivationOf } from '../../calculus/derivation';
import { gradient } from '../../calculus/differentiate/jacobian';
import type { Graph, NodeId } from '../../calculus/graph';
import { bracketedNames } from '../../notation/notation';
import type { Formula } from '../card';
import { StepNames } from './stepNames';
import { StepWriter } from './stepWriter';
import { Unanswerable, type QuestionOf } from './questions';
import { differentiatedAt, type Investigation } from './subjects';

export interface StepsQuestion {
  /** The entry of the derivative as the card counts them: of a Hessian, both are variables. */
  readonly row: number;
  readonly column: number;
  readonly order: 1 | 2;
}

export type RuleName =
  | 'constant'
  | 'variable'
  | 'sum'
  | 'constantFactor'
  | 'product'
  | 'quotient'
  | 'reciprocal'
  | 'power'
  | 'exponential'
  | 'generalPower'
  /** A function of the variable itself, and one of an expression. */
  | 'function'
  | 'chain'
  | 'cases'
  | 'unknown';

export interface Step {
  readonly rule: RuleName;
  /** ∂/∂x of what. */
  readonly derivative: Formula;
  /** What the rule makes of it, with derivatives still to be taken; `null` where none are. */
  readonly expanded: Formula | null;
  /** `null` where it is too long to be read. */
  readonly result: Formula | null;
  /** What names in these formulas stand for that have not been told before. */
  readonly where: readonly { readonly name: Formula; readonly value: Formula }[];
  /** How the derivatives in `expanded` come about. */
  readonly parts: readonly Step[];
  /** Whether some of them are left out, for there are too many. */
  readonly shortened: boolean;
}

export interface StepsAnswer {
  readonly root: Step;
}

/** More steps than these nobody follows. */
const MOST_STEPS = 60;

export function* steps(
  question: QuestionOf<'steps'>,
  investigation: Investigation,
): Generator<void, StepsAnswer, void> {
  const { row, column, order } = question;
  const { traced, columns } = differentiatedAt(question, investigation);
  const { graph, outputs, inputs } = traced;
  const symbol = columns[column];
  const output = order === 1 ? outputs[row] : firstDerivative(graph, outputs, columns[row]);
  if (symbol === undefined || output === undefined) throw new Unanswerable('there is no such entry');
  const bracketed = bracketedNames(inputs.map(({ name, sizes }) => ({ name, isArray: sizes.length > 0 })));
  const derivation = derivationOf(graph, output, symbol, MOST_STEPS);
  const notation = { ...investigation.notation, bracketed };
  const writer = new StepWriter(graph, symbol, yield* StepNames.of(graph, derivation, notation), notation);
  return { root: yield* writer.step(derivation) };
}

const firstDerivative = (g: Graph, [output]: readonly NodeId[], symbol: NodeId | undefined): NodeId | undefined =>
  output === undefined || symbol === undefined ? undefined : gradient(g, output, [symbol])[0];
