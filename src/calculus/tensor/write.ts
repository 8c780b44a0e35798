/** Expressions of elements back in matrix notation, by walking the graph of factors and indices. */
import type { NodeId } from '../graph';
import type { Term, View } from '../view/term';
import { view } from '../view/view';
import { tidy } from './contract';
import { addends, factorsOf, productOf } from './factors';
import type { Factor } from './factors';
import { collected } from './collect';
import {
  diagonalMatrix,
  isNumber,
  keyOf,
  lengthOf,
  negative,
  product,
  repeatedNumber,
  scaled,
  timesEach,
  transpose,
  unsigned,
  Unwritable,
  whole,
} from './matrixTerm';
import type { MatrixTerm, Rank } from './matrixTerm';
import { sumInMatrices } from './chains';
import type { AtomId, Field, Size, Tensors } from './tensors';

/** Milliseconds for one scalar expression. */
const VIEW_BUDGET = 25;
/** Names for parts of it, which are written out again. */
const MOST_NAMES = 3;

/** The indices along rows and along columns; −1 where there is none. */
export interface Frame {
  readonly row: number;
  readonly column: number;
  readonly sizes: readonly Size[];
}

const bit = (index: number): number => (index < 0 ? 0 : 1 << index);

/** A field of up to two axes in matrix notation; throws `Unwritable`. */
export function writeField(tensors: Tensors, { axes, node }: Field): MatrixTerm {
  if (axes.length > 2) throw new Unwritable('more than two axes');
  const writer = new MatrixWriter(tensors);
  const frame = { row: axes.length > 0 ? 0 : -1, column: axes.length > 1 ? 1 : -1, sizes: axes };
  const made = tidy(tensors, { axes, node });
  const write = (part: NodeId): MatrixTerm =>
    writer.lifted(writer.write(part, frame), tensors.mask(part), frame, frame);
  // Terms may have forms of their own: diag(s) − ssᵀ, not diag(s)(I − 𝟙sᵀ).
  const terms = byIdentity(tensors, made);
  const rank = axes.length as Rank;
  const apart = terms.length > 1 || rank === 2 ? collected(terms.map(write), rank) : undefined;
  if (rank === 2 && apart) return apart;
  const whole_ = write(made);
  return apart && rank === 1 && lengthOf(apart) < lengthOf(whole_) ? apart : whole_;
}

function isIdentity(tensors: Tensors, { node, inverse }: Factor): boolean {
  const place = inverse ? undefined : tensors.placeOf(node);
  return place !== undefined && tensors.atom(place.atom).kind === 'identity';
}

/** The terms of a matrix; those with a δ are one. */
function byIdentity(tensors: Tensors, node: NodeId): NodeId[] {
  const others: NodeId[] = [];
  let diagonal = tensors.scalars.integer(0);
  let unit: Factor | undefined;
  for (const term of addends(tensors, node)) {
    const factors = factorsOf(tensors, term);
    const own = factors.find((factor) => isIdentity(tensors, factor));
    if (!own) {
      others.push(term);
      continue;
    }
    unit = own;
    diagonal = tensors.add(
      diagonal,
      productOf(
        tensors,
        factors.filter((factor) => factor !== own),
      ),
    );
  }
  return unit ? [tensors.multiply(unit.node, diagonal), ...others] : others;
}

interface Readable {
  readonly plain: View;
  /** With names for parts, where that may be shorter. */
  readonly named: View | undefined;
}

/** The derivatives by several arguments are made of the same expressions. */
const known = new WeakMap<Tensors, Map<NodeId, Readable>>();

function readable(tensors: Tensors, node: NodeId): Readable {
  const own = known.get(tensors) ?? new Map<NodeId, Readable>();
  known.set(tensors, own);
  const found = own.get(node);
  if (found) return found;
  const g = tensors.scalars;
  const plain = view(g, [node], { names: false, budgetMilliseconds: VIEW_BUDGET });
  const named = plain.entries.some(hasExponential)
    ? view(g, [node], { budgetMilliseconds: VIEW_BUDGET, maximumDefinitions: MOST_NAMES })
    : undefined;
  const made = { plain, named };
  own.set(node, made);
  return made;
}

export class MatrixWriter {
  private readonly atoms = new Map<AtomId, MatrixTerm>();
  /** What names in the expression that is being read stand for. */
  private readonly references = new Map<string, Term>();

  constructor(readonly tensors: Tensors) {}

  /** The expression with the rank that its own indices give it. */
  write(node: NodeId, frame: Frame): MatrixTerm {
    return this.apart(node, frame) ?? this.viewed(node, frame);
  }

  /** A product of factors that run along different axes, each read by itself; `undefined` for any other expression. */
  private apart(node: NodeId, frame: Frame): MatrixTerm | undefined {
    const factors = factorsOf(this.tensors, node);
    const masks = new Set(factors.map((factor) => this.tensors.mask(factor.node)));
    masks.delete(0);
    if (masks.size < 2 || factors.some((factor) => isIdentity(this.tensors, factor))) return undefined;
    const part = (mask: number): { sign: number; term: MatrixTerm } | undefined => {
      const own = factors.filter((factor) => this.tensors.mask(factor.node) === mask);
      return own.length === 0 ? undefined : unsigned(this.viewed(productOf(this.tensors, own), frame));
    };
    const [row, column] = [bit(frame.row), bit(frame.column)];
    const [scale, down, both, across] = [part(0), part(row), part(row | column), part(column)];
    const sign = [scale, down, both, across].reduce((all, one) => all * (one?.sign ?? 1), 1);
    const made = scaled(scale?.term ?? whole(1), combine(down?.term, both?.term, across?.term) ?? whole(1));
    return sign < 0 ? negative(made) : made;
  }

  private viewed(node: NodeId, frame: Frame): MatrixTerm {
    const { plain, named } = readable(this.tensors, node);
    const [entry] = plain.entries;
    if (!entry || plain.definitions.length > 0) throw new Unwritable('too large');
    const made = this.term(entry, frame);
    // With a name for the logistic function, σ(1 − σ) is found, and p − y; here it is written out again.
    const [other] = named?.entries ?? [];
    for (const { name, value } of named?.definitions ?? []) this.references.set(name, value);
    const shorter = other ? this.term(other, frame) : made;
    return lengthOf(shorter) < lengthOf(made) ? shorter : made;
  }

  /** The factors of a product with the same indices, each as a term with a sign. */
  factors(factors: readonly Factor[], frame: Frame): MatrixTerm {
    return this.write(productOf(this.tensors, factors), frame);
  }

  mask(term: Term): number {
    switch (term.kind) {
      case 'symbol':
        return this.tensors.mask(term.node);
      case 'reference': {
        const value = this.references.get(term.name);
        return value ? this.mask(value) : 0;
      }
      case 'number':
      case 'constant':
      case 'truth':
        return 0;
      default:
        return partsOf(term).reduce<number>((mask, part) => mask | this.mask(part), 0);
    }
  }

  private term(term: Term, frame: Frame): MatrixTerm {
    switch (term.kind) {
      case 'number':
      case 'constant':
        return { kind: 'number', term, rank: 0 };
      case 'symbol':
        return this.symbol(term.node, frame);
      case 'reference': {
        const value = this.references.get(term.name);
        if (!value) throw new Unwritable(term.name);
        return this.term(value, frame);
      }
      case 'negative':
        return negative(this.term(term.operand, frame));
      case 'sum':
        return this.sum(term.terms, frame);
      case 'product':
      case 'quotient':
        return this.product(term, frame);
      case 'power':
        return this.power(term, frame);
      case 'call':
        return this.call(term, frame);
      case 'cases':
        return this.cases(term, frame);
      default:
        throw new Unwritable(term.kind);
    }
  }

  private rank(mask: number): Rank {
    return mask === 0 ? 0 : (mask & (mask - 1)) === 0 ? 1 : 2;
  }

  /** An array with the indices `mask` as one with those of the frame, repeated along the others. */
  lifted(term: MatrixTerm, mask: number, to: Frame, { sizes }: Frame): MatrixTerm {
    const whole_ = bit(to.row) | bit(to.column);
    if (mask === whole_) return term;
    const ones = (index: number): MatrixTerm => ({ kind: 'ones', size: sizes[index] as Size, rank: 1 });
    if (this.rank(whole_) === 1) return scaled(term, ones(to.row >= 0 ? to.row : to.column));
    if (mask === bit(to.row)) return product([term, transpose(ones(to.column))], 2);
    if (mask === bit(to.column)) return product([ones(to.row), transpose(term)], 2);
    return scaled(term, product([ones(to.row), transpose(ones(to.column))], 2));
  }

  /** The frame of those indices only that the mask has. */
  private within(mask: number, frame: Frame): Frame {
    return {
      row: (mask & bit(frame.row)) !== 0 ? frame.row : -1,
      column: (mask & bit(frame.column)) !== 0 ? frame.column : -1,
      sizes: frame.sizes,
    };
  }

  private together(terms: readonly Term[], frame: Frame): { terms: MatrixTerm[]; rank: Rank } {
    const mask = terms.reduce((bits, term) => bits | this.mask(term), 0);
    const own = this.within(mask, frame);
    return {
      terms: terms.map((term) => this.lifted(this.term(term, frame), this.mask(term), own, frame)),
      rank: this.rank(mask),
    };
  }

  private sum(terms: readonly Term[], frame: Frame): MatrixTerm {
    const { terms: made, rank } = this.together(terms, frame);
    return collected(made, rank);
  }

  private power({ base, exponent }: Extract<Term, { kind: 'power' }>, frame: Frame): MatrixTerm {
    // Each is written once: a tower of powers would take twice as long with every level.
    if (this.mask(exponent) !== 0) {
      const { terms, rank } = this.together([base, exponent], frame);
      const [first, second] = terms as [MatrixTerm, MatrixTerm];
      return { kind: 'power', base: first, exponent: second, rank };
    }
    const [under, above] = [this.term(base, frame), this.term(exponent, frame)];
    const isSquare = under.kind === 'power' && under.base.kind === 'norm' && isNumber(under.exponent, 2);
    const doubled = isSquare ? doubledOf(above) : undefined;
    if (isSquare && doubled) return { kind: 'power', base: under.base, exponent: doubled, rank: 0 };
    return { kind: 'power', base: under, exponent: above, rank: this.rank(this.mask(base)) };
  }

  private call({ name, arguments: args }: Extract<Term, { kind: 'call' }>, frame: Frame): MatrixTerm {
    const { terms: lifted, rank } = this.together(args, frame);
    // max(0, A): a number is taken with each element.
    const terms = args.map((arg, i) => (this.mask(arg) === 0 ? this.term(arg, frame) : (lifted[i] as MatrixTerm)));
    const [first] = terms;
    if (name === 'sqrt' && first?.kind === 'power' && first.base.kind === 'norm' && isNumber(first.exponent, 2))
      return first.base;
    return { kind: 'call', name, arguments: terms, rank };
  }

  /** 1 where a condition holds times the value there: a factor that runs as the condition does. */
  private cases(term: Cases, frame: Frame): MatrixTerm {
    const [only] = term.cases;
    if (term.cases.length === 1 && only?.condition.kind === 'logic' && isZero(term.otherwise)) {
      const { operator, operands } = only.condition;
      if (operator !== 'and' || !operands.every(isComparison)) throw new Unwritable('cases');
      // Each condition is a factor.
      return this.cases(operands.reduceRight<Term>((value, one) => whereHolds(one, value), only.value) as Cases, frame);
    }
    if (term.cases.length !== 1 || only?.condition.kind !== 'comparison') throw new Unwritable('cases');
    const { condition, value } = only;
    const opposite = { '<': '≥', '≤': '>', '=': '≠', '≠': '=', '>': '≤', '≥': '<' } as const;
    const otherwise = whereHolds({ ...condition, relation: opposite[condition.relation] }, term.otherwise);
    if (isZero(value)) return this.cases(otherwise, frame);
    const here = whereHolds(condition, value);
    if (!isZero(term.otherwise)) return this.sum([here, otherwise], frame);
    if (value.kind === 'number' && value.value === 1) {
      const { terms, rank } = this.together([condition.left, condition.right], frame);
      const [left, right] = terms as [MatrixTerm, MatrixTerm];
      return comparison(condition.relation, left, right, rank);
    }
    const found: { term: Term; inverse: boolean }[] = [{ term: whereHolds(condition, ONE), inverse: false }];
    const sign = flatten(value, false, found);
    return this.productOf(found, sign, frame);
  }

  private product(term: Term, frame: Frame): MatrixTerm {
    const found: { term: Term; inverse: boolean }[] = [];
    return this.productOf(found, flatten(term, false, found), frame);
  }

  private productOf(found: readonly { term: Term; inverse: boolean }[], sign: number, frame: Frame): MatrixTerm {
    const [row, column] = [bit(frame.row), bit(frame.column)];
    const group = (mask: number): MatrixTerm | undefined => {
      const own = found.filter((factor) => this.mask(factor.term) === mask);
      return own.length === 0 ? undefined : this.quotient(own, frame);
    };
    const unit = found.find((factor) => !factor.inverse && this.isIdentity(factor.term));
    if (unit)
      return this.diagonal(
        found.filter((factor) => factor !== unit),
        sign,
        frame,
      );
    const scale = group(0) ?? whole(1);
    const down = row === 0 ? undefined : group(row);
    const across = column === 0 ? undefined : group(column);
    const both = row === 0 || column === 0 ? undefined : group(row | column);
    const made = scaled(scale, combine(down, both, across) ?? whole(1));
    return sign < 0 ? negative(made) : made;
  }

  isIdentity(term: Term): boolean {
    const place = term.kind === 'symbol' ? this.tensors.placeOf(term.node) : undefined;
    return place !== undefined && this.tensors.atom(place.atom).kind === 'identity';
  }

  /** δᵢⱼ·vᵢ = diag(v). */
  private diagonal(others: readonly { term: Term; inverse: boolean }[], sign: number, frame: Frame): MatrixTerm {
    const numbers_ = others.filter((factor) => this.mask(factor.term) === 0);
    const vectors = others.filter((factor) => this.mask(factor.term) !== 0);
    if (vectors.some((factor) => this.rank(this.mask(factor.term)) !== 1)) throw new Unwritable('δ beside a matrix');
    const size = frame.sizes[frame.row] as Size;
    const vector =
      vectors.length === 0 ? { kind: 'ones' as const, size, rank: 1 as const } : this.quotient(vectors, frame);
    const made = scaled(numbers_.length === 0 ? whole(1) : this.quotient(numbers_, frame), diagonalMatrix(vector));
    return sign < 0 ? negative(made) : made;
  }

  /** Factors with the same indices. */
  private quotient(factors: readonly { term: Term; inverse: boolean }[], frame: Frame): MatrixTerm {
    const side = (inverse: boolean): MatrixTerm[] =>
      factors.filter((factor) => factor.inverse === inverse).map((factor) => this.term(factor.term, frame));
    const [above, below] = withLogistic(side(false), side(true));
    const rank = [...above, ...below].reduce<Rank>((most, part) => (part.rank > most ? part.rank : most), 0);
    const numerator = above.length === 0 ? undefined : timesEach(above, rank);
    if (below.length === 0) return numerator as MatrixTerm;
    const denominator = timesEach(below, rank);
    const [a, b] = [unsigned(numerator ?? whole(1)), unsigned(denominator)];
    const made: MatrixTerm = { kind: 'quotient', numerator: a.term, denominator: b.term, rank };
    return a.sign * b.sign < 0 ? negative(made) : made;
  }

  private symbol(node: NodeId, frame: Frame): MatrixTerm {
    const size = this.tensors.sizeOf(node);
    if (size !== undefined) return { kind: 'size', size, rank: 0 };
    const place = this.tensors.placeOf(node);
    if (!place) throw new Unwritable('an unknown symbol');
    const made = this.atom(place.atom);
    const { at } = place;
    if (at.length < 2) return made;
    if (at.length > 2) throw new Unwritable('three axes');
    if (at[0] === at[1]) return { kind: 'diagonal', operand: made, rank: 1 };
    return at[0] === frame.column && at[1] === frame.row ? transpose(made) : made;
  }

  private atom(id: AtomId): MatrixTerm {
    let made = this.atoms.get(id);
    if (!made) {
      made = this.atomTerm(id);
      this.atoms.set(id, made);
    }
    return made;
  }

  private atomTerm(id: AtomId): MatrixTerm {
    const { tensors } = this;
    const atom = tensors.atom(id);
    const square = (of: NodeId, sizes: readonly Size[]): MatrixTerm => {
      const frame = { row: 0, column: 1, sizes };
      return this.lifted(this.write(of, frame), tensors.mask(of), frame, frame);
    };
    switch (atom.kind) {
      case 'variable': {
        const rank = atom.axes.length;
        if (rank > 2) throw new Unwritable('three axes');
        return { kind: 'name', name: atom.name, rank: rank as Rank };
      }
      case 'identity':
        return { kind: 'unit', size: atom.axes[0] as Size, rank: 2 };
      case 'inverse':
        return { kind: 'inverse', operand: square(atom.of, atom.axes), rank: 2 };
      case 'determinant':
        return { kind: 'determinant', operand: square(atom.of, [atom.size, atom.size]), rank: 0 };
      case 'softmax': {
        const [row, column] = atom.axes.length === 2 ? [0, 1] : [0, -1];
        const operand = this.write(atom.of, { row, column, sizes: atom.axes });
        return { kind: 'softmax', operand, rank: atom.axes.length as Rank };
      }
      case 'sum':
        return sumInMatrices(this, atom.axes.length, atom.sizes, factorsOf(tensors, atom.body));
      case 'maximum':
        throw new Unwritable('a maximum');
    }
  }
}

/** diag(u) A diag(v), or u vᵀ where there is no matrix. */
function combine(
  down: MatrixTerm | undefined,
  both: MatrixTerm | undefined,
  across: MatrixTerm | undefined,
): MatrixTerm | undefined {
  if (both)
    return product([...(down ? [diagonalMatrix(down)] : []), both, ...(across ? [diagonalMatrix(across)] : [])], 2);
  if (down && across) return product([down, transpose(across)], 2);
  return down ?? across;
}

/** The factors of products and quotients within each other; returns the sign. */
function flatten(term: Term, inverse: boolean, found: { term: Term; inverse: boolean }[]): number {
  switch (term.kind) {
    case 'product':
      return term.factors.reduce((sign, factor) => sign * flatten(factor, inverse, found), 1);
    case 'quotient':
      return flatten(term.numerator, inverse, found) * flatten(term.denominator, !inverse, found);
    case 'negative':
      return -flatten(term.operand, inverse, found);
    default:
      if (!(term.kind === 'number' && term.value === 1)) found.push({ term, inverse });
      return 1;
  }
}

/** The terms that a term is made of. */
function partsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case 'sum':
      return term.terms;
    case 'product':
      return term.factors;
    case 'quotient':
      return [term.numerator, term.denominator];
    case 'power':
      return [term.base, term.exponent];
    case 'negative':
    case 'not':
      return [term.operand];
    case 'call':
    case 'hole':
    case 'partial':
      return term.arguments;
    case 'comparison':
      return [term.left, term.right];
    case 'logic':
      return term.operands;
    case 'cases':
      return [...term.cases.flatMap(({ condition, value }) => [condition, value]), term.otherwise];
    default:
      return [];
  }
}

const TURNED = { '<': '>', '≤': '≥', '=': '=', '≠': '≠', '>': '<', '≥': '≤' } as const;

/** u < 1 for 1 − u > 0. */
function comparison(
  relation: keyof typeof TURNED,
  left: MatrixTerm,
  right: MatrixTerm,
  rank: Rank,
): Extract<MatrixTerm, { kind: 'indicator' }> {
  const zero = repeatedNumber(right);
  const terms = left.kind === 'sum' && zero && isNumber(zero, 0) ? left.terms : [];
  const constants = terms.filter((term) => repeatedNumber(term) !== undefined);
  const others = terms.filter((term) => repeatedNumber(term) === undefined);
  if (constants.length === 0 || others.length === 0) return { kind: 'indicator', relation, left, right, rank };
  const isTurned = others.every((term) => term.kind === 'negative');
  const [a, b] = isTurned ? [others.map(negative), constants] : [others, constants.map(negative)];
  return {
    kind: 'indicator',
    relation: isTurned ? TURNED[relation] : relation,
    left: collected(a, rank),
    right: collected(b, rank),
    rank,
  };
}

/** Twice a number of halves. */
function doubledOf(term: MatrixTerm): MatrixTerm | undefined {
  const valueOf = (part: MatrixTerm): number =>
    part.kind === 'number' && part.term.kind === 'number'
      ? part.term.value
      : part.kind === 'quotient'
        ? valueOf(part.numerator) / valueOf(part.denominator)
        : NaN;
  const doubled = 2 * valueOf(term);
  return Number.isInteger(doubled) && doubled > 0 ? whole(doubled) : undefined;
}

/** 1/(1 + eᵘ) = σ(−u), and eᵘ/(1 + eᵘ) = σ(u). */
function withLogistic(above: readonly MatrixTerm[], below: readonly MatrixTerm[]): [MatrixTerm[], MatrixTerm[]] {
  const [top, bottom]: [MatrixTerm[], MatrixTerm[]] = [[...above], []];
  for (const term of below) {
    const exponent = softplusOf(term);
    if (!exponent) {
      bottom.push(term);
      continue;
    }
    const key = keyOf(exponent);
    const same = top.findIndex(
      (one) => one.kind === 'call' && one.name === 'exp' && keyOf(one.arguments[0] as MatrixTerm) === key,
    );
    const argument = same >= 0 ? exponent : negated(exponent);
    if (same >= 0) top.splice(same, 1);
    top.push({ kind: 'call', name: 'logistic', arguments: [argument], rank: term.rank });
  }
  return [top, bottom];
}

/** The u of 1 + eᵘ. */
function softplusOf(term: MatrixTerm): MatrixTerm | undefined {
  if (term.kind !== 'sum' || term.terms.length !== 2) return undefined;
  const exponential = term.terms.find((one) => one.kind === 'call' && one.name === 'exp');
  const one = term.terms.find((other) => other !== exponential);
  const isOne = one && (isNumber(one, 1) || one.kind === 'ones' || isAllOnes(one));
  return isOne && exponential?.kind === 'call' ? exponential.arguments[0] : undefined;
}

const isAllOnes = (term: MatrixTerm): boolean =>
  term.kind === 'product' &&
  term.factors.every(
    (factor) => factor.kind === 'ones' || (factor.kind === 'transpose' && factor.operand.kind === 'ones'),
  );

/** −u, with the sign taken into sums. */
const negated = (term: MatrixTerm): MatrixTerm =>
  term.kind === 'sum' ? collected(term.terms.map(negative), term.rank) : negative(term);

const ZERO: Term = { kind: 'number', exact: { numerator: 0n, denominator: 1n }, value: 0, spelling: null };
const ONE: Term = { kind: 'number', exact: { numerator: 1n, denominator: 1n }, value: 1, spelling: null };

const isZero = (term: Term): boolean => term.kind === 'number' && term.value === 0;

type Cases = Extract<Term, { kind: 'cases' }>;
type Comparison = Extract<Term, { kind: 'comparison' }>;

const isComparison = (term: Term): term is Comparison => term.kind === 'comparison';

const whereHolds = (condition: Comparison, value: Term): Cases => ({
  kind: 'cases',
  cases: [{ condition, value }],
  otherwise: ZERO,
});

const hasExponential = (term: Term): boolean =>
  (term.kind === 'call' && (term.name === 'exp' || term.name === 'logistic' || term.name === 'log')) ||
  (term.kind === 'power' && term.base.kind === 'constant') ||
  partsOf(term).some(hasExponential);
