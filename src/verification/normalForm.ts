/**
 * Expressions as Laurent polynomials over atoms: symbols, sines and cosines, exponentials, logarithms, roots,
 * reciprocals of sums, indicators of conditions, and every other function of a normal form. Two expressions that have
 * the same normal form are equal wherever both are defined; the converse is not promised.
 *
 * Each rule is an identity over the reals where its left side is defined:
 *   exp(a + b) = exp a · exp b, log and roots of positive factors, tanh and its kin by exponentials, tan = sin/cos,
 *   |u| = u·(2[u > 0] − 1), max(a, b) = b + (a − b)·[a > b], select(c, a, b) = [c]·a + (1 − [c])·b.
 */
import { functionRows } from '../calculus/functions/table';
import type { Graph, NodeId } from '../calculus/graph';
import { FIRST_FUNCTION, namedConstants, Op } from '../calculus/operations';
import * as exact from '../calculus/rational';
import type { Rational } from '../calculus/rational';
import { reachable } from '../calculus/reachable';
import { Angles } from './angles';
import { Atoms } from './atoms';
import { elementaryForms } from './elementaryForms';
import type { Exponent, Laurent, Monomial, Term, Effort } from './laurent';
import * as l from './laurent';
import { Undecided } from './laurent';
import { primeFactors } from './primes';

/** The largest integer power that is multiplied out. */
const LARGEST_POWER = 40;
const minusOne = exact.negate(exact.one);

export interface NormalFormOptions {
  readonly effort: Effort;
  /** Variables that vary continuously: that a = b for an expression in them happens almost nowhere. */
  readonly continuous: ReadonlySet<NodeId>;
  /** Whether sin(a + b) is written by sines and cosines of a and b. */
  readonly expandAngles: boolean;
}

export class NormalForms {
  readonly atoms = new Atoms();
  /** Set when a rule was used that fails on a border between pieces (x ≥ 0 taken as x > 0). */
  almostEverywhere = false;
  readonly angles: Angles;
  private readonly forms = new Map<NodeId, Laurent>();
  private readonly symbolAtoms = new Map<number, NodeId>();

  constructor(
    private readonly g: Graph,
    private readonly options: NormalFormOptions,
    angleUnits?: Map<string, number>,
  ) {
    this.angles = new Angles(this, options.expandAngles, angleUnits ?? new Map<string, number>());
  }

  /** The normal form. Throws Undecided when it grows too large. */
  of(root: NodeId): Laurent {
    for (const id of reachable(this.g, [root])) if (!this.forms.has(id)) this.forms.set(id, this.make(id));
    return this.form(root);
  }

  get effort(): Effort {
    return this.options.effort;
  }

  add(p: Laurent, q: Laurent): Laurent {
    return l.add(p, q, this.effort);
  }

  subtract(p: Laurent, q: Laurent): Laurent {
    return l.add(p, l.negate(q), this.effort);
  }

  multiply(p: Laurent, q: Laurent): Laurent {
    return l.multiply(p, q, this.effort, (atom) => this.atoms.isIndicator(atom));
  }

  integerPower(p: Laurent, n: number): Laurent {
    if (n < 0) return this.integerPower(this.reciprocal(p), -n);
    if (n > LARGEST_POWER && p.size > 1) throw new Undecided('a power is too high');
    const [only] = p.values();
    if (p.size === 1 && only && !this.hasIndicator(p)) return this.termPower(only, { n, d: 1 });
    let [result, base, left] = [l.one, p, n];
    while (left > 0) {
      if (left % 2 === 1) result = this.multiply(result, base);
      left = Math.floor(left / 2);
      if (left > 0) base = this.multiply(base, base);
    }
    return result;
  }

  private form(id: NodeId): Laurent {
    return this.forms.get(id) as Laurent;
  }

  private make(id: NodeId): Laurent {
    const { g } = this;
    const op = g.op(id);
    if (op >= FIRST_FUNCTION) return this.call(id);
    const [a, b] = [(): Laurent => this.form(g.a(id)), (): Laurent => this.form(g.b(id))];
    switch (op) {
      case Op.Number: {
        const { exact: value, value: double } = g.numberOf(id);
        return value ? l.constant(value) : this.atom(`number ${double}`);
      }
      case Op.Constant: {
        const name = namedConstants[g.a(id)]?.name;
        return name === 'e' ? this.exponential(l.one) : this.atom(`constant ${name}`, { positive: true });
      }
      case Op.Symbol: {
        const { positive = false, nonnegative = false } = g.symbolOf(id).facts;
        const atom = this.atoms.intern(`symbol ${id}`, { positive: positive || nonnegative });
        this.symbolAtoms.set(atom, id);
        return l.power(atom, { n: 1, d: 1 });
      }
      case Op.Add:
        return this.add(a(), b());
      case Op.Subtract:
        return this.subtract(a(), b());
      case Op.Multiply:
        return this.multiply(a(), b());
      case Op.Divide:
        return this.multiply(a(), this.reciprocal(b()));
      case Op.Negate:
        return l.negate(a());
      case Op.Power:
        return this.power(a(), b());
      case Op.Select: {
        const condition = a();
        const [then, otherwise] = [b(), this.form(g.c(id))];
        return this.add(otherwise, this.multiply(condition, this.subtract(then, otherwise)));
      }
      case Op.True:
        return l.one;
      case Op.False:
        return l.zero;
      case Op.Less:
        return this.positive(this.subtract(b(), a()), true);
      case Op.LessOrEqual:
        return this.positive(this.subtract(b(), a()), false);
      case Op.Equal:
        return this.isZeroIndicator(this.subtract(a(), b()));
      case Op.NotEqual:
        return this.complement(this.isZeroIndicator(this.subtract(a(), b())));
      case Op.And:
        return this.multiply(a(), b());
      case Op.Or:
        return this.subtract(this.add(a(), b()), this.multiply(a(), b()));
      case Op.Not:
        return this.complement(a());
      default:
        // Unknown functions: equal ones are one node.
        return this.atom(`node ${id}`);
    }
  }

  private call(id: NodeId): Laurent {
    const { g } = this;
    const row = functionRows[g.op(id) - FIRST_FUNCTION];
    if (!row) throw new Undecided('an unknown function');
    const args = [g.a(id), g.b(id), g.c(id)].slice(0, row.arity).map((argument) => this.form(argument));
    const [u = l.zero, v = l.zero] = args;
    const known = Object.hasOwn(elementaryForms, row.name) ? elementaryForms[row.name] : undefined;
    if (known) return known(this, u, v);
    // Signs are pulled out of odd and even functions of one argument.
    if (row.arity === 1 && row.parity && this.isNegative(u)) {
      const opposite = this.opaque(row.name, [l.negate(u)]);
      return row.parity === 'odd' ? l.negate(opposite) : opposite;
    }
    return this.opaque(row.name, args);
  }

  private opaque(name: string, args: readonly Laurent[]): Laurent {
    const positive = functionRows.find((row) => row.name === name)?.range !== undefined;
    return this.atom(`${name}(${args.map(l.keyOf).join('; ')})`, { positive });
  }

  /** 2[u > 0] − 1. */
  signOf(u: Laurent): Laurent {
    return this.subtract(l.scale(this.positive(u, true), exact.rational(2n)), l.one);
  }

  private complement(p: Laurent): Laurent {
    return this.subtract(l.one, p);
  }

  atom(key: string, facts: { readonly positive?: boolean } = {}): Laurent {
    return l.power(this.atoms.intern(key, facts), { n: 1, d: 1 });
  }

  /** [p > 0] (strict) or [p ≥ 0], as the indicator of q > 0 for the one of q = p and q = −p that leads with a plus. */
  positive(p: Laurent, strict: boolean): Laurent {
    if (this.hasIndicator(p)) return this.byCases(p, (part) => this.positive(part, strict));
    const value = l.constantValue(p);
    if (value) return value.numerator > 0n || (!strict && value.numerator === 0n) ? l.one : l.zero;
    const flipped = this.isNegative(p);
    const q = this.positiveContent(flipped ? l.negate(p) : p).primitive;
    const indicator = l.power(this.atoms.indicator(`[${l.keyOf(q)} > 0]`), { n: 1, d: 1 });
    // [−q > 0] = 1 − [q ≥ 0], [q ≥ 0] = 1 − [−q > 0]: up to the border itself.
    if (flipped === strict) this.almostEverywhere = true;
    return flipped ? this.complement(indicator) : indicator;
  }

  private isZeroIndicator(p: Laurent): Laurent {
    if (this.hasIndicator(p)) return this.byCases(p, (part) => this.isZeroIndicator(part));
    const value = l.constantValue(p);
    if (value) return value.numerator === 0n ? l.one : l.zero;
    const varies = [...l.atomsOf(p)].some((atom) => this.options.continuous.has(this.symbolAtoms.get(atom) ?? -1));
    if (varies) {
      this.almostEverywhere = true;
      return l.zero;
    }
    const q = this.positiveContent(this.isNegative(p) ? l.negate(p) : p).primitive;
    return l.power(this.atoms.indicator(`[${l.keyOf(q)} = 0]`), { n: 1, d: 1 });
  }

  isNegative(p: Laurent): boolean {
    return (l.leadingTerm(p)?.coefficient.numerator ?? 0n) < 0n;
  }

  hasIndicator(p: Laurent): boolean {
    for (const { monomial } of p.values()) for (const [atom] of monomial) if (this.atoms.isIndicator(atom)) return true;
    return false;
  }

  /** f(χ·a + (1 − χ)·b) = χ·f(a) + (1 − χ)·f(b), for each indicator χ in p. */
  byCases(p: Laurent, f: (part: Laurent) => Laurent): Laurent {
    this.effort.spend(10);
    const indicator = [...l.atomsOf(p)].find((atom) => this.atoms.isIndicator(atom));
    if (indicator === undefined) return f(p);
    const chi = l.power(indicator, { n: 1, d: 1 });
    const [holds, fails] = [
      this.substituteIndicator(p, indicator, true),
      this.substituteIndicator(p, indicator, false),
    ];
    const then = this.byCases(holds, f);
    const otherwise = this.byCases(fails, f);
    return this.add(otherwise, this.multiply(chi, this.subtract(then, otherwise)));
  }

  private substituteIndicator(p: Laurent, indicator: number, holds: boolean): Laurent {
    let result = l.zero;
    for (const { monomial, coefficient } of p.values()) {
      const has = monomial.some(([atom]) => atom === indicator);
      if (has && !holds) continue;
      result = this.add(
        result,
        l.termPolynomial({ monomial: has ? l.withoutAtom(monomial, indicator) : monomial, coefficient }),
      );
    }
    return result;
  }

  private power(base: Laurent, by: Laurent): Laurent {
    const value = l.constantValue(by);
    if (value) {
      const e = l.exponentOf(value);
      return e.d === 1 ? this.integerPower(base, e.n) : this.rationalPower(base, e);
    }
    // uᵛ = exp(v·log u), u > 0.
    return this.exponential(this.multiply(by, this.logarithm(base)));
  }

  reciprocal(p: Laurent): Laurent {
    if (this.hasIndicator(p)) return this.byCases(p, (part) => this.reciprocal(part));
    if (p.size === 0) throw new Undecided('a division by zero');
    const [only] = p.values();
    if (p.size === 1 && only) return this.termPower(only, { n: -1, d: 1 });
    // p = c·m·q with the monomial m that all terms share.
    const shared = sharedMonomial(p);
    const inverse = shared.map(([atom, e]) => [atom, { n: -e.n, d: e.d }] as const);
    const rest = this.multiply(p, l.termPolynomial({ monomial: inverse, coefficient: exact.one }));
    const { content, primitive } = this.positiveContent(rest);
    const q = l.power(this.atoms.polynomial(primitive), { n: -1, d: 1 });
    const factor = l.termPolynomial({ monomial: inverse, coefficient: exact.reciprocal(content) });
    return this.multiply(factor, q);
  }

  /** p = content·primitive with a positive number as content, the same for all positive multiples of p. */
  private positiveContent(p: Laurent): { readonly content: Rational; readonly primitive: Laurent } {
    const leading = l.leadingTerm(p)?.coefficient ?? exact.one;
    const content = leading.numerator < 0n ? exact.negate(leading) : leading;
    return { content, primitive: l.scale(p, exact.reciprocal(content)) };
  }

  /** A power with a fraction as exponent: of positive factors each by itself, of the rest as a whole. */
  rationalPower(p: Laurent, e: Exponent): Laurent {
    if (this.hasIndicator(p)) return this.byCases(p, (part) => this.rationalPower(part, e));
    if (p.size === 0) {
      if (e.n < 0) throw new Undecided('a division by zero');
      return l.zero;
    }
    const [only] = p.values();
    if (p.size === 1 && only) {
      const { positive, rest } = this.splitTerm(only, e.d % 2 === 1);
      const whole = l.constantValue(rest) ? l.one : l.power(this.atoms.polynomial(rest), e);
      return this.multiply(this.termPower(positive, e), whole);
    }
    const { content, primitive } = this.positiveContent(p);
    return this.multiply(this.numberPower(content, e), l.power(this.atoms.polynomial(primitive), e));
  }

  /**
   * A term as a part of which a root may be taken factor by factor, and the rest. Of factors whose sign is not known one
   * may be among the former: where all others are positive it has to be so itself. Odd roots may be taken of each.
   */
  private splitTerm(
    { monomial, coefficient }: Term,
    odd: boolean,
  ): { readonly positive: Term; readonly rest: Laurent } {
    const positive = coefficient.numerator > 0n;
    // An even root was taken of what has an even denominator: it is not negative.
    const signed = monomial.filter(([atom, { d }]) => !this.atoms.isPositive(atom) && d % 2 === 1);
    const isFree =
      odd || (positive && (signed.length === 0 || (signed.length === 1 && (signed[0]?.[1].n ?? 0) % 2 !== 0)));
    if (isFree && (positive || !odd)) return { positive: { monomial, coefficient }, rest: l.one };
    const kept = new Set(signed.map(([atom]) => atom));
    const free: Monomial = monomial.filter(([atom]) => !kept.has(atom));
    const size = positive ? coefficient : exact.negate(coefficient);
    const rest = l.termPolynomial({ monomial: signed, coefficient: positive ? exact.one : minusOne });
    return { positive: { monomial: free, coefficient: size }, rest };
  }

  /** (c·m)ᵉ = cᵉ·mᵉ. */
  private termPower({ monomial, coefficient }: Term, e: Exponent): Laurent {
    const raised: Monomial = monomial.map(([atom, own]) => [atom, l.multiplyExponents(own, e)]);
    const power = l.termPolynomial({ monomial: raised.filter(([, own]) => own.n !== 0), coefficient: exact.one });
    return this.multiply(this.numberPower(coefficient, e), power);
  }

  /** A number to a power; what is irrational is made of roots of primes. */
  private numberPower(value: Rational, e: Exponent): Laurent {
    if (e.d === 1) {
      const result = exact.power(value, BigInt(e.n));
      if (!result) throw new Undecided('a number is too long');
      return l.constant(result);
    }
    let result = l.constant(exact.one);
    for (const [prime, count] of primeFactors(value)) {
      const own = l.multiplyExponents({ n: count, d: 1 }, e);
      const whole = Math.floor(own.n / own.d);
      const rest = l.exponent(own.n - whole * own.d, own.d);
      const integer = exact.power(exact.rational(prime), BigInt(whole));
      if (!integer) throw new Undecided('a number is too long');
      const root = l.power(this.atoms.root(prime), rest);
      result = this.multiply(result, l.scale(root, integer));
    }
    return result;
  }

  exponential(p: Laurent): Laurent {
    if (this.hasIndicator(p)) return this.byCases(p, (part) => this.exponential(part));
    let result = l.one;
    for (const { monomial, coefficient } of p.values()) {
      const e = l.exponentOf(coefficient);
      const [only] = monomial;
      const logarithm =
        monomial.length === 1 && only && only[1].n === 1 && only[1].d === 1
          ? this.atoms.logarithmOf(only[0])
          : undefined;
      // exp(c·log u) = uᶜ.
      const factor = logarithm
        ? e.d === 1
          ? this.integerPower(logarithm, e.n)
          : this.rationalPower(logarithm, e)
        : l.power(this.atoms.exponential(monomial), e);
      result = this.multiply(result, factor);
    }
    return result;
  }

  logarithm(p: Laurent): Laurent {
    if (this.hasIndicator(p)) return this.byCases(p, (part) => this.logarithm(part));
    const [only] = p.values();
    if (p.size === 1 && only) {
      const { positive, rest } = this.splitTerm(only, false);
      let result = this.logarithmOfNumber(positive.coefficient);
      for (const [atom, e] of positive.monomial) {
        const inner = this.atoms.exponentOf(atom);
        const one = inner
          ? l.termPolynomial({ monomial: inner, coefficient: exact.one })
          : l.power(this.atoms.logarithm(l.power(atom, { n: 1, d: 1 })), { n: 1, d: 1 });
        result = this.add(result, l.scale(one, l.rationalOf(e)));
      }
      return l.constantValue(rest) ? result : this.add(result, l.power(this.atoms.logarithm(rest), { n: 1, d: 1 }));
    }
    if (p.size === 0) return this.atom('log(0)');
    const { content, primitive } = this.positiveContent(p);
    return this.add(this.logarithmOfNumber(content), l.power(this.atoms.logarithm(primitive), { n: 1, d: 1 }));
  }

  private logarithmOfNumber(value: Rational): Laurent {
    let result = l.zero;
    for (const [prime, count] of primeFactors(value)) {
      const log = this.atoms.logarithm(l.constant(exact.rational(prime)));
      result = this.add(result, l.scale(l.power(log, { n: 1, d: 1 }), exact.rational(BigInt(count))));
    }
    return result;
  }
}

/** For each atom the smallest exponent in all terms. */
function sharedMonomial(p: Laurent): Monomial {
  const [first, ...others] = [...p.values()];
  if (!first) return [];
  const smallest = new Map<number, Exponent>();
  const atoms = l.atomsOf(p);
  for (const atom of atoms) {
    let least = l.exponentIn(first.monomial, atom);
    for (const { monomial } of others) {
      const own = l.exponentIn(monomial, atom);
      if (own.n * least.d < least.n * own.d) least = own;
    }
    if (least.n !== 0) smallest.set(atom, least);
  }
  return [...smallest].sort(([a], [b]) => a - b);
}
