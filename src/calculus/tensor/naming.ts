/** Repeated parts of matrix notation under the names that the source has for them: h = tanh(Wx + b). */
import { keyOf, lengthOf, mapParts, negative, settled, transpose } from './matrixTerm';
import type { MatrixTerm } from './matrixTerm';

export interface NamedTerm {
  readonly name: string;
  readonly value: MatrixTerm;
}

/** A term in which names stand for what `definitions` say, each of which refers only to those before it. */
export interface WithNames {
  readonly term: MatrixTerm;
  readonly definitions: readonly NamedTerm[];
}

/** What a line of the `where` list costs its reader beside what stands in it, in parts of a term. */
const LINE = 2;

/**
 * Names parts as long as that makes all together shorter.
 *
 * @param locals what the source names, in its order.
 */
export function withNames(term: MatrixTerm, locals: readonly NamedTerm[]): WithNames {
  let current: WithNames = { term, definitions: [] };
  let open = locals.filter(({ value }) => value.kind !== 'name' && value.kind !== 'number' && value.kind !== 'size');
  for (;;) {
    let best: { readonly made: WithNames; readonly local: NamedTerm } | undefined;
    for (const local of open) {
      const made = named(current, local, locals);
      if (made && total(made) < total(best?.made ?? current)) best = { made, local };
    }
    if (!best) return current;
    const { made, local } = best;
    current = made;
    open = open.filter((other) => other !== local && other.name !== local.name);
  }
}

const total = ({ term, definitions }: WithNames): number =>
  definitions.reduce((sum, { value }) => sum + LINE + lengthOf(value), lengthOf(term));

/** `undefined` where the part is not there. */
function named({ term, definitions }: WithNames, local: NamedTerm, order: readonly NamedTerm[]): WithNames | undefined {
  const place = ({ name }: NamedTerm): number => order.findIndex((one) => one.name === name);
  const replace = replacement(local);
  const made = replace(term);
  const later = definitions.map((one) => (place(one) > place(local) ? { ...one, value: replace(one.value) } : one));
  // What came before in the source may stand in it.
  const value = definitions
    .filter((one) => place(one) < place(local))
    .reduce((own, one) => replacement(one)(own), local.value);
  const isUsed =
    keyOf(made) !== keyOf(term) ||
    later.some((one, i) => keyOf(one.value) !== keyOf(definitions[i]?.value ?? one.value));
  if (!isUsed) return undefined;
  return { term: made, definitions: [...later, { ...local, value }].sort((a, b) => place(a) - place(b)) };
}

/** Puts the name wherever its value, its negative or its transpose stands, also as a part of a sum or a product. */
function replacement({ name, value }: NamedTerm): (term: MatrixTerm) => MatrixTerm {
  const symbol: MatrixTerm = { kind: 'name', name, rank: value.rank };
  const turned = value.rank === 0 ? symbol : transpose(symbol);
  const others = new Map<string, MatrixTerm>([
    [keyOf(negated(value)), negative(symbol)],
    [keyOf(transpose(negated(value))), negative(turned)],
    [keyOf(transpose(value)), turned],
    [keyOf(value), symbol],
  ]);
  const replace = (term: MatrixTerm): MatrixTerm => {
    const found = others.get(keyOf(term));
    if (found) return found;
    return withinSum(withinProduct(settled(mapParts(term, replace))));
  };
  const withinSum = (term: MatrixTerm): MatrixTerm => {
    if (term.kind !== 'sum' || value.kind !== 'sum') return term;
    for (const [parts, by] of [
      [value.terms, symbol],
      [value.terms.map(negative), negative(symbol)],
    ] as const) {
      const rest = without(term.terms, parts);
      if (rest)
        return rest.length === 0 ? by : { ...term, terms: by.kind === 'negative' ? [...rest, by] : [by, ...rest] };
    }
    return term;
  };
  const withinProduct = (term: MatrixTerm): MatrixTerm => {
    if (term.kind !== 'product') return term;
    for (const [one, by] of [
      [value, symbol],
      [transpose(value), turned],
    ] as const) {
      if (one.kind !== 'product' || one.factors.length >= term.factors.length) continue;
      const wanted = one.factors.map(keyOf);
      const start = term.factors.findIndex((_factor, i) =>
        wanted.every((key, k) => keyOf(term.factors[i + k] ?? symbol) === key),
      );
      if (start < 0) continue;
      const factors = [...term.factors];
      factors.splice(start, wanted.length, by);
      return withinProduct({ ...term, factors });
    }
    return term;
  };
  return replace;
}

const negated = (term: MatrixTerm): MatrixTerm =>
  term.kind === 'sum' ? { ...term, terms: inOrder(term.terms.map(negative)) } : negative(term);

/** Positive terms first, as sums are written. */
const inOrder = (terms: readonly MatrixTerm[]): MatrixTerm[] => [
  ...terms.filter(({ kind }) => kind !== 'negative'),
  ...terms.filter(({ kind }) => kind === 'negative'),
];

/** The terms without these, if all of them are there. */
function without(terms: readonly MatrixTerm[], parts: readonly MatrixTerm[]): readonly MatrixTerm[] | undefined {
  const left = [...terms];
  for (const part of parts) {
    const key = keyOf(part);
    const at = left.findIndex((term) => keyOf(term) === key);
    if (at < 0) return undefined;
    left.splice(at, 1);
  }
  return left;
}
