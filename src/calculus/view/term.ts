/**
 * The view of an expression: what people read. An n-ary tree made on demand from nodes of the compute graph
 * (`view.ts`), printed by `notation/`. Subtrees that are used several times are given names instead of being repeated.
 */
import type { ConstantName } from '../operations';
import type { NodeId } from '../graph';
import type { Rational } from '../rational';

export type Relation = '<' | '≤' | '=' | '≠' | '>' | '≥';

/** offset + Σ factor · index: whole numbers, counted from 0 as in the graph. No index stands in it twice, none with factor 0. */
export interface IndexExpression {
  readonly offset: number;
  readonly steps: readonly { readonly index: string; readonly factor: number }[];
}

export type Term =
  /** A number ≥ 0 (signs are `negative`). `spelling` is the source's (`0.50`), `exact` is null for a double. */
  | {
      readonly kind: 'number';
      readonly exact: Rational | null;
      readonly value: number;
      readonly spelling: string | null;
    }
  | { readonly kind: 'constant'; readonly name: ConstantName }
  /** A variable, or an element of one: `x[0]` is `variable: 'x', index: [0]`. */
  | {
      readonly kind: 'symbol';
      readonly name: string;
      readonly variable: string;
      readonly index: readonly number[];
      readonly node: NodeId;
    }
  /** An element whose index depends on bound indices: xᵢ₊₁ is `variable: 'x', index: [i + 1]`. */
  | { readonly kind: 'element'; readonly variable: string; readonly index: readonly IndexExpression[] }
  /** The number that an index expression is: 2i + 1. */
  | { readonly kind: 'affine'; readonly value: IndexExpression }
  /** Σ or Π of a term over the whole numbers from `from` to `to` (both included), without `except`; empty where to < from. */
  | {
      readonly kind: 'series';
      readonly operator: 'sum' | 'product';
      readonly index: string;
      readonly from: IndexExpression;
      readonly to: IndexExpression;
      readonly except: IndexExpression | null;
      readonly term: Term;
    }
  /** A name of the view's `definitions`. */
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'sum'; readonly terms: readonly Term[] }
  | { readonly kind: 'negative'; readonly operand: Term }
  /** Two factors or more; a number only in front. */
  | { readonly kind: 'product'; readonly factors: readonly Term[] }
  | { readonly kind: 'quotient'; readonly numerator: Term; readonly denominator: Term }
  | { readonly kind: 'power'; readonly base: Term; readonly exponent: Term }
  /** A function of the table, by its name. */
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Term[] }
  /** Piecewise: the first case whose condition holds; `otherwise` elsewhere. */
  | {
      readonly kind: 'cases';
      readonly cases: readonly { readonly condition: Term; readonly value: Term }[];
      readonly otherwise: Term;
    }
  | { readonly kind: 'comparison'; readonly relation: Relation; readonly left: Term; readonly right: Term }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly operands: readonly Term[] }
  | { readonly kind: 'not'; readonly operand: Term }
  | { readonly kind: 'truth'; readonly value: boolean }
  /** An unknown function's value. */
  | {
      readonly kind: 'hole';
      readonly name: string;
      readonly output: string | null;
      readonly arguments: readonly Term[];
    }
  /** ∂(unknown function)/∂(its argument number `argument`, from 0). */
  | {
      readonly kind: 'partial';
      readonly name: string;
      readonly output: string | null;
      readonly argument: number;
      readonly arguments: readonly Term[];
    };

/** Entries of a matrix with a factor of them all in front: factor · entry is the entry itself. */
export interface Factored {
  readonly factor: Term;
  readonly entries: readonly Term[];
}

/** Several expressions made readable together. */
export interface View {
  /** One a node that was asked for, in order. */
  readonly entries: readonly Term[];
  /** The `where` list: each may refer to those before it. Names are the source's own where it has one. */
  readonly definitions: readonly { readonly name: string; readonly value: Term }[];
  /** The entries again, where a factor common to them all makes them shorter. */
  readonly factored?: Factored;
  /** False where the budget ended before the simplifications did: right, shared, but not yet pretty. */
  readonly complete: boolean;
}
