/** Whether an expression is zero wherever it is defined: proved, or not decided. Never a wrong proof. */
import type { Graph, NodeId } from '../calculus/graph';
import * as exact from '../calculus/rational';
import type { Laurent } from './laurent';
import * as l from './laurent';
import { Effort, Undecided } from './laurent';
import { NormalForms } from './normalForm';

export interface ZeroOptions {
  /** Term operations to spend. */
  readonly operations?: number;
  readonly milliseconds?: number;
  /** Variables that vary continuously. */
  readonly continuous?: ReadonlySet<NodeId>;
}

export type ZeroVerdict =
  /** Zero wherever the expression is defined. */
  | 'zero'
  /** So, except perhaps on borders between its pieces (x = 0 for |x|). */
  | 'zero almost everywhere'
  | 'undecided';

/** Tries with angles as they are, then with angles of sums expanded. */
export function isZero(g: Graph, node: NodeId, options: ZeroOptions = {}): ZeroVerdict {
  if (g.valueOf(node) === 0) return 'zero';
  const { operations = 60_000, milliseconds = 200, continuous = new Set<NodeId>() } = options;
  const deadline = performance.now() + milliseconds;
  let units: Map<string, number> | undefined;
  for (const expandAngles of [false, true]) {
    // Without angles of their own, expansion finds nothing new.
    if (expandAngles && (units === undefined || units.size === 0)) break;
    const forms = new NormalForms(g, { effort: new Effort(operations, deadline), continuous, expandAngles }, units);
    try {
      if (vanishes(forms, forms.of(node))) return forms.almostEverywhere ? 'zero almost everywhere' : 'zero';
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
    }
    units = forms.angles.units;
  }
  return 'undecided';
}

/** Clears denominators, writes out what atoms stand for, and replaces sin² by 1 − cos². */
function vanishes(forms: NormalForms, form: Laurent): boolean {
  let p = form;
  const done = new Set<number>();
  for (;;) {
    if (p.size === 0) return true;
    // The atom made last may stand for a polynomial in those made before, never the other way.
    const open = [...l.atomsOf(p)].filter((atom) => !done.has(atom) && forms.atoms.polynomialOf(atom) !== null);
    if (open.length === 0) break;
    const atom = Math.max(...open);
    p = writtenOut(forms, p, atom, forms.atoms.polynomialOf(atom) as Laurent);
    done.add(atom);
  }
  for (const atom of l.atomsOf(p)) {
    const cosine = forms.atoms.cosineOf(atom);
    if (cosine === null) continue;
    const square = forms.subtract(l.one, l.power(cosine, { n: 2, d: 1 }));
    p = reduceSquares(forms, p, atom, square);
  }
  return rootsOfPrimesReduced(forms, p).size === 0;
}

/** Multiplies by a power of the atom, so that none is in a denominator, and puts its polynomial in for whole powers. */
function writtenOut(forms: NormalForms, p: Laurent, atom: number, polynomial: Laurent): Laurent {
  let lowest = 0;
  for (const { monomial } of p.values()) {
    const { n, d } = l.exponentIn(monomial, atom);
    lowest = Math.min(lowest, Math.floor(n / d));
  }
  let result = l.zero;
  for (const { monomial, coefficient } of p.values()) {
    const { n, d } = l.exponentIn(monomial, atom);
    const whole = Math.floor(n / d);
    const rest = l.power(atom, l.exponent(n - whole * d, d));
    const others = l.termPolynomial({ monomial: l.withoutAtom(monomial, atom), coefficient });
    const expanded = forms.integerPower(polynomial, whole - lowest);
    result = forms.add(result, forms.multiply(forms.multiply(others, rest), expanded));
  }
  return result;
}

/** s² replaced by `square`, after a multiplication by an even power of s that clears denominators. */
function reduceSquares(forms: NormalForms, p: Laurent, sine: number, square: Laurent): Laurent {
  let lowest = 0;
  for (const { monomial } of p.values()) {
    const { n, d } = l.exponentIn(monomial, sine);
    if (d !== 1) return p;
    lowest = Math.min(lowest, n);
  }
  let result = l.zero;
  for (const { monomial, coefficient } of p.values()) {
    const n = l.exponentIn(monomial, sine).n - lowest;
    const others = l.termPolynomial({ monomial: l.withoutAtom(monomial, sine), coefficient });
    const squares = forms.integerPower(square, Math.floor(n / 2));
    result = forms.add(result, forms.multiply(forms.multiply(others, squares), l.power(sine, { n: n % 2, d: 1 })));
  }
  return result;
}

/** Products of roots of primes have left whole powers: √2·√2 is 2. */
function rootsOfPrimesReduced(forms: NormalForms, p: Laurent): Laurent {
  let result = l.zero;
  for (const { monomial, coefficient } of p.values()) {
    let [value, rest] = [coefficient, [] as (readonly [number, l.Exponent])[]];
    for (const [atom, e] of monomial) {
      const prime = forms.atoms.primeOf(atom);
      const whole = prime === null ? 0 : Math.floor(e.n / e.d);
      const power = prime === null ? exact.one : exact.power(exact.rational(prime), BigInt(whole));
      if (!power) throw new Undecided('a number is too long');
      value = exact.multiply(value, power);
      const left = l.exponent(e.n - whole * e.d, e.d);
      if (left.n !== 0) rest = [...rest, [atom, left]];
    }
    result = forms.add(result, l.termPolynomial({ monomial: rest, coefficient: value }));
  }
  return result;
}
