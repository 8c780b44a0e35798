/** Families: entries of an array that one formula in one or several indices gives. */
import type { NodeId } from '../../graph';
import type { IndexExpression, Term } from '../term';

/** An entry of an array: its place (one number an axis, from 0), and what it is. */
export interface Cell {
  readonly key: readonly number[];
  readonly node: NodeId;
}

/** An array of expressions, of which only the entries that are not structurally zero are given. */
export interface Block {
  readonly sizes: readonly number[];
  readonly cells: readonly Cell[];
  /** Whether only the upper half of a symmetric matrix is given. */
  readonly isSymmetric: boolean;
}

/** Which places beside the ranges an index may have: j < i, j ≠ i. */
export type PlaceRelation = '<' | '≤' | '≠' | '>' | '≥';

/** Entries that have one formula; an entry by itself has no ranges. */
export interface Family {
  /** The places, in the indices. */
  readonly key: readonly IndexExpression[];
  /** Whole numbers from–to, both included, that each index takes. */
  readonly ranges: readonly { readonly index: string; readonly spans: readonly (readonly [number, number])[] }[];
  /** Between the indices one by one: `≠` is pairwise. */
  readonly relation: PlaceRelation | null;
  readonly term: Term;
  /** How many entries it stands for. */
  readonly count: number;
}

export interface BlockFamilies {
  readonly families: readonly Family[];
  /** Whether entries that no family has are there, all zero. */
  readonly hasZeros: boolean;
}

export interface FamilyView {
  /** One a block. */
  readonly blocks: readonly BlockFamilies[];
  /** As a view's. */
  readonly definitions: readonly { readonly name: string; readonly value: Term }[];
}

/** A family that was found, before it has its final formula. */
export interface Candidate {
  readonly key: readonly IndexExpression[];
  readonly ranges: Family['ranges'];
  readonly relation: PlaceRelation | null;
  /** Every entry with the values of the indices, in the order of `ranges`. */
  readonly members: readonly Member[];
  /** The members of which the formula was made. */
  readonly samples: readonly Member[];
  /** The formula without names for its parts. */
  readonly term: Term;
}

export interface Member {
  readonly at: readonly number[];
  readonly node: NodeId;
}
