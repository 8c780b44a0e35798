/** Matrix notation as NumPy, where vectors have one axis: 2 * X.T @ (X @ w - y). */
import { functionRows } from '../../calculus/functions/table';
import { isNumber, whole } from '../../calculus/tensor/matrixTerm';
import type { MatrixTerm } from '../../calculus/tensor/matrixTerm';
import type { Size } from '../../calculus/tensor/tensors';
import { python } from '../code/python';
import { codeOf } from '../code/print';

/** What a piece may stand in without parentheses, loosest first; `@` and `*` bind alike. */
const Level = { Sum: 0, Product: 1, Unary: 2, Power: 3, Atom: 4 } as const;
type Level = (typeof Level)[keyof typeof Level];

interface Piece {
  readonly code: string;
  readonly level: Level;
}

/** No NumPy is known for it. */
class Unsayable extends Error {}

const rows = new Map(functionRows.map((row) => [row.name, row]));

/**
 * NumPy code; `null` where a function has none that takes arrays.
 *
 * @param sizes how the code says a named size: `X.shape[0]`.
 * @param vectors how it says a name that stands for a vector and is none: `np.ravel(y)`.
 */
export function matrixNumpy(
  term: MatrixTerm,
  sizes: ReadonlyMap<string, string>,
  vectors: ReadonlyMap<string, string>,
): string | null {
  try {
    return new Printer(sizes, vectors).piece(term).code;
  } catch (error) {
    if (error instanceof Unsayable) return null;
    throw error;
  }
}

const atLeast = ({ code, level }: Piece, wanted: Level): string => (level >= wanted ? code : `(${code})`);
const atom = (code: string): Piece => ({ code, level: Level.Atom });

class Printer {
  constructor(
    private readonly sizes: ReadonlyMap<string, string>,
    private readonly vectors: ReadonlyMap<string, string>,
  ) {}

  private size(size: Size): string {
    if (typeof size === 'number') return String(size);
    const code = this.sizes.get(size);
    if (code === undefined) throw new Unsayable(size);
    return code;
  }

  private text(term: MatrixTerm): string {
    return this.piece(term).code;
  }

  piece(term: MatrixTerm): Piece {
    switch (term.kind) {
      case 'name':
        return atom(this.vectors.get(term.name) ?? term.name);
      case 'number': {
        const code = codeOf(term.term, python);
        return { code, level: code.includes('/') ? Level.Product : Level.Atom };
      }
      case 'size':
        return atom(this.size(term.size));
      case 'ones':
        return atom(`np.ones(${this.size(term.size)})`);
      case 'unit':
        return atom(`np.eye(${this.size(term.size)})`);
      case 'sum':
        return this.sum(term.terms);
      case 'negative':
        return { code: `-${atLeast(this.piece(term.operand), Level.Product)}`, level: Level.Sum };
      case 'scaled':
        return this.scaled(term.factor, term.operand);
      case 'product':
        return this.product(term.factors);
      case 'elementwise': {
        const masked = this.masked(term);
        if (masked) return masked;
        return {
          code: term.factors.map((factor) => atLeast(this.piece(factor), Level.Unary)).join(' * '),
          level: Level.Product,
        };
      }
      case 'quotient':
        return (
          this.masked(term) ?? {
            code: `${atLeast(this.piece(term.numerator), Level.Product)} / ${atLeast(this.piece(term.denominator), Level.Unary)}`,
            level: Level.Product,
          }
        );
      case 'power':
        return {
          code: `${atLeast(this.piece(term.base), Level.Atom)}**${atLeast(this.piece(term.exponent), Level.Atom)}`,
          level: Level.Power,
        };
      case 'call':
        return this.call(term.name, term.arguments);
      case 'softmax':
        return atom(`scipy.special.softmax(${this.text(term.operand)}${term.rank === 2 ? ', axis=1' : ''})`);
      case 'indicator':
        return atom(`np.where(${this.condition(term)}, 1.0, 0.0)`);
      case 'transpose':
        if (term.operand.rank < 2) return this.piece(term.operand);
        return atom(`${atLeast(this.piece(term.operand), Level.Atom)}.T`);
      case 'inverse':
        return atom(`np.linalg.inv(${this.text(term.operand)})`);
      case 'determinant':
        return atom(`np.linalg.det(${this.text(term.operand)})`);
      case 'trace':
        return atom(`np.trace(${this.text(term.operand)})`);
      case 'diagonalMatrix':
      case 'diagonal':
        return atom(`np.diag(${this.text(term.operand)})`);
      case 'mean':
        return atom(`np.mean(${this.text(term.operand)})`);
      case 'norm':
        return atom(`np.linalg.norm(${this.text(term.operand)})`);
    }
  }

  private condition({ left, relation, right }: Indicator): string {
    return `${this.broadcast(left)} ${python.relations[relation]} ${this.broadcast(right)}`;
  }

  /** What stands beside indicators, taken only where they all hold: 0 times what has no number there would have none. */
  private masked(term: MatrixTerm): Piece | undefined {
    const { indicators, rest } = withoutIndicators(term);
    if (indicators.length === 0) return undefined;
    const conditions = indicators.map((one) => this.condition(one));
    const [only] = conditions;
    const all = conditions.length === 1 ? only : conditions.map((one) => `(${one})`).join(' & ');
    return atom(`np.where(${all}, ${rest ? this.text(rest) : '1.0'}, 0.0)`);
  }

  /** c·𝟙 beside arrays: c alone. */
  private broadcast(term: MatrixTerm): string {
    const inner = term.kind === 'negative' ? term.operand : term;
    const sign = term.kind === 'negative' ? '-' : '';
    if (isOnes(inner)) return `${sign}1`;
    if (inner.kind === 'scaled' && isOnes(inner.operand))
      return sign + atLeast(this.piece(inner.factor), Level.Product);
    return atLeast(this.piece(term), Level.Product);
  }

  private sum(terms: readonly MatrixTerm[]): Piece {
    const isBroadcast = terms.some((term) => !isConstant(term));
    const written = (term: MatrixTerm): string => {
      if (!isBroadcast) return atLeast(this.piece(term), Level.Product);
      const rowwise = this.repeated(term);
      return rowwise ?? this.broadcast(term);
    };
    const code = terms
      .map((term, i) => {
        if (term.kind === 'negative') return `${i === 0 ? '-' : ' - '}${written(term.operand)}`;
        return `${i === 0 ? '' : ' + '}${written(term)}`;
      })
      .join('');
    return { code, level: Level.Sum };
  }

  /** v𝟙ᵀ and 𝟙vᵀ beside matrices: v[:, None] and v. */
  private repeated(term: MatrixTerm): string | undefined {
    if (term.kind !== 'product' || term.factors.length !== 2 || isOnes(term)) return undefined;
    const [left, right] = term.factors as [MatrixTerm, MatrixTerm];
    if (left.kind === 'ones' && right.kind === 'transpose') return atLeast(this.piece(right.operand), Level.Product);
    if (right.kind === 'transpose' && right.operand.kind === 'ones' && left.rank === 1)
      return `${atLeast(this.piece(left), Level.Atom)}[:, None]`;
    return undefined;
  }

  private scaled(factor: MatrixTerm, operand: MatrixTerm): Piece {
    const rest = atLeast(this.piece(operand), Level.Product);
    if (factor.kind === 'quotient') {
      const above = isNumber(factor.numerator, 1)
        ? rest
        : `${atLeast(this.piece(factor.numerator), Level.Product)} * ${rest}`;
      return { code: `${above} / ${atLeast(this.piece(factor.denominator), Level.Unary)}`, level: Level.Product };
    }
    return { code: `${atLeast(this.piece(factor), Level.Product)} * ${rest}`, level: Level.Product };
  }

  private call(name: string, args: readonly MatrixTerm[]): Piece {
    const code = rows.get(name)?.code['python'];
    const isArray = args.some((arg) => arg.rank > 0);
    if (code === undefined || (isArray && /\bmath\.|\bif\b/.test(code))) throw new Unsayable(name);
    if (!code.includes('#'))
      return atom(`${code}(${args.map((arg) => (isConstant(arg) ? this.broadcast(arg) : this.text(arg))).join(', ')})`);
    const made = code.replace(/#(\d)/g, (place: string, number: string) => {
      const arg = args[Number(number) - 1];
      return arg ? atLeast(this.piece(arg), Level.Atom) : place;
    });
    return { code: made, level: Level.Sum };
  }

  /**
   * A product of matrices and vectors. A column times a row is an outer product; a diagonal matrix scales rows or
   * columns; 𝟙 sums.
   */
  private product(factors: readonly MatrixTerm[]): Piece {
    const split = factors.findIndex((factor, i) => i > 0 && isRow(factor) && isColumnBefore(factors, i));
    if (split > 0) {
      const [left, right] = [this.chain(factors.slice(0, split)), this.chain(factors.slice(split))];
      return atom(`np.outer(${left.code}, ${right.code})`);
    }
    return this.chain(factors);
  }

  private chain(factors: readonly MatrixTerm[]): Piece {
    const [first, ...rest] = factors as [MatrixTerm, ...MatrixTerm[]];
    if (rest.length === 0) return this.piece(first);
    const last = factors.at(-1) as MatrixTerm;
    const inner = factors.slice(0, -1);
    if (isOnesRow(first)) {
      const what = this.chain(rest);
      return atom(rankOf(rest) === 1 ? `np.sum(${what.code})` : `np.sum(${what.code}, axis=0)`);
    }
    if (last.kind === 'ones') return atom(`np.sum(${this.chain(inner).code}${isRow(first) ? '' : ', axis=1'})`);
    if (first.kind === 'diagonalMatrix') {
      const scale = atLeast(this.piece(first.operand), Level.Atom);
      const what = atLeast(this.chain(rest), Level.Unary);
      return { code: `${scale}${last.rank === 2 ? '[:, None]' : ''} * ${what}`, level: Level.Product };
    }
    if (last.kind === 'diagonalMatrix')
      return {
        code: `${atLeast(this.chain(inner), Level.Product)} * ${atLeast(this.piece(last.operand), Level.Unary)}`,
        level: Level.Product,
      };
    const middle = factors.findIndex((factor) => factor.kind === 'diagonalMatrix');
    if (middle > 0) {
      const [before, after] = [this.chain(factors.slice(0, middle + 1)), this.chain(factors.slice(middle + 1))];
      return { code: `(${before.code}) @ ${atLeast(after, Level.Unary)}`, level: Level.Product };
    }
    if (first.kind === 'inverse') return atom(`np.linalg.solve(${this.text(first.operand)}, ${this.chain(rest).code})`);
    if (first.kind === 'transpose' && first.operand.kind === 'inverse')
      return atom(
        `np.linalg.solve(${atLeast(this.piece(first.operand.operand), Level.Atom)}.T, ${this.chain(rest).code})`,
      );
    // From the right where a vector stands there: two products with a vector are cheaper than one of matrices.
    if (last.rank === 1 && !isRow(last))
      return {
        code: `${atLeast(this.piece(first), Level.Unary)} @ ${atLeast(this.chain(rest), rest.length > 1 ? Level.Atom : Level.Unary)}`,
        level: Level.Product,
      };
    return {
      code: factors.map((factor) => atLeast(this.piece(factor), Level.Unary)).join(' @ '),
      level: Level.Product,
    };
  }
}

type Indicator = Extract<MatrixTerm, { kind: 'indicator' }>;

/** The factors of an elementwise product that are indicators, and what is left without them; nothing where that is 1. */
function withoutIndicators(term: MatrixTerm): {
  readonly indicators: readonly Indicator[];
  readonly rest?: MatrixTerm;
} {
  switch (term.kind) {
    case 'indicator':
      return { indicators: [term] };
    case 'elementwise': {
      const parts = term.factors.map(withoutIndicators);
      const factors = parts.flatMap(({ rest }) => rest ?? []);
      const indicators = parts.flatMap((part) => part.indicators);
      if (factors.length === 0) return { indicators };
      return { indicators, rest: factors.length === 1 ? (factors[0] as MatrixTerm) : { ...term, factors } };
    }
    case 'quotient': {
      const { indicators, rest = whole(1) } = withoutIndicators(term.numerator);
      return { indicators, rest: { ...term, numerator: rest } };
    }
    case 'negative': {
      const { indicators, rest = whole(1) } = withoutIndicators(term.operand);
      return { indicators, rest: { ...term, operand: rest } };
    }
    case 'scaled': {
      const { indicators, rest } = withoutIndicators(term.operand);
      return { indicators, rest: rest ? { ...term, operand: rest } : term.factor };
    }
    default:
      return { indicators: [], rest: term };
  }
}

const isRow = (term: MatrixTerm): boolean => term.kind === 'transpose' && term.operand.rank === 1;
const isOnesRow = (term: MatrixTerm): boolean => term.kind === 'transpose' && term.operand.kind === 'ones';

/** Whether what stands before place i is a column: the factors from the last row on are a matrix or a column. */
function isColumnBefore(factors: readonly MatrixTerm[], i: number): boolean {
  const before = factors[i - 1] as MatrixTerm;
  return before.rank === 1 && !isRow(before);
}

/** The axes of a chain: a column at the end, or a row at the start, takes one. */
function rankOf(factors: readonly MatrixTerm[]): number {
  const last = factors.at(-1) as MatrixTerm;
  return last.rank === 1 && !isRow(last) ? 1 : 2;
}

/** 𝟙, 𝟙𝟙ᵀ: a number beside other arrays. */
const isOnes = (term: MatrixTerm): boolean =>
  term.kind === 'ones' ||
  (term.kind === 'product' && term.factors.every((factor) => factor.kind === 'ones' || isOnesRow(factor)));

const isConstant = (term: MatrixTerm): boolean =>
  term.kind === 'negative'
    ? isConstant(term.operand)
    : isOnes(term) || (term.kind === 'scaled' && isOnes(term.operand));
