/** What the atoms of a normal form stand for. Equal things are one atom. */
import type { Laurent, Monomial } from './laurent';
import { keyOf, keyOfMonomial } from './laurent';

interface Atom {
  readonly key: string;
  /** Never negative where it is defined. */
  readonly positive: boolean;
  readonly indicator: boolean;
  /** The polynomial that it stands for: an atom for a sum under a root or in a denominator. */
  readonly polynomial: Laurent | null;
  /** Of exp(m): m. */
  readonly exponent: Monomial | null;
  /** Of log(p): p. */
  readonly logarithm: Laurent | null;
  /** Of sin(p): the atom of cos(p). */
  readonly cosine: number | null;
  readonly prime: bigint | null;
}

const plain: Omit<Atom, 'key'> = {
  positive: false,
  indicator: false,
  polynomial: null,
  exponent: null,
  logarithm: null,
  cosine: null,
  prime: null,
};

export class Atoms {
  private readonly places = new Map<string, number>();
  private readonly atoms: Atom[] = [];

  intern(key: string, facts: Partial<Omit<Atom, 'key'>> = {}): number {
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.atoms.push({ ...plain, ...facts, key }) - 1;
      this.places.set(key, place);
    }
    return place;
  }

  indicator(key: string): number {
    return this.intern(key, { positive: true, indicator: true });
  }

  /** A single atom stands for itself. */
  polynomial(p: Laurent): number {
    const [only] = p.values();
    const first = only?.monomial[0];
    const isAtom = p.size === 1 && only?.monomial.length === 1 && first?.[1].n === 1 && first[1].d === 1;
    if (isAtom && only.coefficient.numerator === 1n && only.coefficient.denominator === 1n) return first[0];
    return this.intern(`(${keyOf(p)})`, { polynomial: p });
  }

  /** A prime number, of which roots are taken. */
  root(prime: bigint): number {
    return this.intern(`prime ${prime}`, { positive: true, prime });
  }

  exponential(monomial: Monomial): number {
    return this.intern(`exp ${keyOfMonomial(monomial)}`, { positive: true, exponent: monomial });
  }

  logarithm(p: Laurent): number {
    return this.intern(`log ${keyOf(p)}`, { logarithm: p });
  }

  angle(kind: 'sin' | 'cos', p: Laurent): number {
    const cosine = this.intern(`cos ${keyOf(p)}`);
    return kind === 'cos' ? cosine : this.intern(`sin ${keyOf(p)}`, { cosine });
  }

  isIndicator(atom: number): boolean {
    return this.atoms[atom]?.indicator ?? false;
  }

  isPositive(atom: number): boolean {
    return this.atoms[atom]?.positive ?? false;
  }

  polynomialOf(atom: number): Laurent | null {
    return this.atoms[atom]?.polynomial ?? null;
  }

  exponentOf(atom: number): Monomial | undefined {
    return this.atoms[atom]?.exponent ?? undefined;
  }

  logarithmOf(atom: number): Laurent | undefined {
    return this.atoms[atom]?.logarithm ?? undefined;
  }

  primeOf(atom: number): bigint | null {
    return this.atoms[atom]?.prime ?? null;
  }

  /** For a sine the cosine of the same angle. */
  cosineOf(atom: number): number | null {
    return this.atoms[atom]?.cosine ?? null;
  }
}
