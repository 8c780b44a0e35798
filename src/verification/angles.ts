/** Sines and cosines of normal forms. */
import * as exact from '../calculus/rational';
import type { Laurent, Monomial, Term } from './laurent';
import * as l from './laurent';
import { Undecided } from './laurent';
import type { NormalForms } from './normalForm';

/** sin(a + b + c + d) is expanded, longer sums are not. */
const MOST_TERMS = 4;
const LARGEST_MULTIPLE = 8;

export class Angles {
  /**
   * @param expand whether sin(a + b) is written by sines and cosines of a and b.
   * @param units for each monomial in an angle the denominators that it came with, so that sin x is written by sin x/2.
   */
  constructor(
    private readonly forms: NormalForms,
    private readonly expand: boolean,
    readonly units: Map<string, number>,
  ) {}

  of(p: Laurent, kind: 'sin' | 'cos'): Laurent {
    const { forms } = this;
    if (forms.hasIndicator(p)) return forms.byCases(p, (part) => this.of(part, kind));
    if (p.size === 0) return kind === 'sin' ? l.zero : l.one;
    for (const { monomial, coefficient } of p.values()) this.noteUnit(monomial, Number(coefficient.denominator));
    if (this.expand) return this.expanded([...p.values()], kind);
    const flipped = forms.isNegative(p);
    const value = l.power(forms.atoms.angle(kind, flipped ? l.negate(p) : p), { n: 1, d: 1 });
    return flipped && kind === 'sin' ? l.negate(value) : value;
  }

  private noteUnit(monomial: Monomial, denominator: number): void {
    const key = l.keyOfMonomial(monomial);
    const known = this.units.get(key) ?? 1;
    // The least common multiple: known / denominator in lowest terms is n / d, and known·d is it.
    this.units.set(key, known * l.exponent(known, denominator).d);
  }

  /** sin and cos of a sum by those of its terms, and of n·u by those of u. */
  private expanded(terms: readonly Term[], kind: 'sin' | 'cos'): Laurent {
    const { forms } = this;
    const [first, ...rest] = terms;
    if (!first) return kind === 'sin' ? l.zero : l.one;
    if (terms.length > MOST_TERMS) throw new Undecided('an angle has too many terms');
    const unit = this.units.get(l.keyOfMonomial(first.monomial)) ?? 1;
    const times = Number(first.coefficient.numerator) * (unit / Number(first.coefficient.denominator));
    if (!Number.isSafeInteger(times) || Math.abs(times) > LARGEST_MULTIPLE)
      throw new Undecided('an angle is too large a multiple');
    const { sin, cos } = this.multiple(first.monomial, unit, times);
    if (rest.length === 0) return kind === 'sin' ? sin : cos;
    const [sinRest, cosRest] = [this.expanded(rest, 'sin'), this.expanded(rest, 'cos')];
    return kind === 'sin'
      ? forms.add(forms.multiply(sin, cosRest), forms.multiply(cos, sinRest))
      : forms.subtract(forms.multiply(cos, cosRest), forms.multiply(sin, sinRest));
  }

  private multiple(monomial: Monomial, unit: number, times: number): { sin: Laurent; cos: Laurent } {
    const { forms } = this;
    const base = l.termPolynomial({ monomial, coefficient: exact.rational(1n, BigInt(unit)) });
    const s = l.power(forms.atoms.angle('sin', base), { n: 1, d: 1 });
    const c = l.power(forms.atoms.angle('cos', base), { n: 1, d: 1 });
    let [sin, cos] = [l.zero, l.one];
    for (let i = 0; i < Math.abs(times); i += 1)
      [sin, cos] = [
        forms.add(forms.multiply(sin, c), forms.multiply(cos, s)),
        forms.subtract(forms.multiply(cos, c), forms.multiply(sin, s)),
      ];
    return { sin: times < 0 ? l.negate(sin) : sin, cos };
  }
}
