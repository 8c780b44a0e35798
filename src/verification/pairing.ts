/** Which functions of a file are hand-written derivatives of which: by directive, by use, by name, in classes, by return. */
import type { Definition, Program } from '../languages/program';
import type { Span } from '../languages/source';
import { Candidates } from './candidates';
import { namedPairs, plainDerivativeNames, plainFunctionNames } from './conventions';
import { readName } from './names';
import { parametersOf } from './parameters';
import { pairsByReturn } from './returns';
import { Scopes } from './scopes';
import { pairsByUse } from './uses';

/** How we know that two functions belong together. */
export interface Evidence {
  readonly kind: 'directive' | 'use' | 'name' | 'class' | 'return';
  /** Whether it alone makes sure that a derivative is meant. If not, a difference is told only if it can be explained. */
  readonly strong: boolean;
  /** For a person: "jacobian_f names it", "passed to minimize as jac". */
  readonly text: string;
}

export interface Pair {
  /** Dotted names. The same for both where one function returns its value and its gradient. */
  readonly primal: string;
  readonly derivative: string;
  readonly order: 1 | 2;
  readonly evidence: Evidence;
  /** The arguments (of the primal function) that it is differentiated by, where that is said; else `null`. */
  readonly wrt: readonly string[] | null;
  /** A product of the Hessian with a vector (`hessp`), not the Hessian. */
  readonly product: boolean;
  /** Which of several returned values is the function, and which the derivative; `null` for all there is. */
  readonly parts: { readonly primal: number | null; readonly derivative: number | null };
  /** A directive says that a difference is intended. */
  readonly intended: boolean;
  /** Where the derivative's name stands. */
  readonly span: Span;
}

const strength: Readonly<Record<Evidence['kind'], number>> = { directive: 4, use: 3, return: 2, class: 1, name: 1 };

/** All pairs, in the order of the derivatives in the file; each derivative with one function, the surest. */
export function findPairs(program: Program): Pair[] {
  const scopes = new Scopes(program);
  const found = [
    ...byDirective(scopes),
    ...pairsByUse(program, scopes),
    ...byName(scopes),
    ...pairsByReturn(scopes.definitions),
  ].filter((pair) => !isIgnored(scopes, pair));
  return best(found).sort((p, q) => p.span.start - q.span.start);
}

function isIgnored(scopes: Scopes, pair: Pair): boolean {
  return [pair.primal, pair.derivative].some((name) => scopes.byName(name)?.directive?.flags.includes('ignore'));
}

/** A derivative that is said to belong to two functions belongs to the one of which that is surer. */
function best(pairs: readonly Pair[]): Pair[] {
  const chosen = new Map<string, Pair>();
  for (const pair of pairs) {
    const key = `${pair.derivative} ${pair.parts.derivative ?? ''} ${pair.primal === pair.derivative ? 'own' : ''}`;
    const known = chosen.get(key);
    const better = !known || rankOf(pair) > rankOf(known);
    if (better) chosen.set(key, known ? { ...pair, wrt: pair.wrt ?? sameFunction(pair, known) } : pair);
  }
  return [...chosen.values()];
}

const rankOf = (pair: Pair): number => strength[pair.evidence.kind] + (pair.evidence.strong ? 0.5 : 0);
const sameFunction = (pair: Pair, other: Pair): Pair['wrt'] => (pair.primal === other.primal ? other.wrt : null);

/** A pair of two functions of a file. */
export function pairOf(
  primal: Definition,
  derivative: Definition,
  rest: Pick<Pair, 'order' | 'evidence'> & Partial<Pick<Pair, 'wrt' | 'product' | 'parts'>>,
): Pair {
  const directive = derivative.directive;
  return {
    primal: primal.name,
    derivative: derivative.name,
    wrt: null,
    product: false,
    parts: { primal: null, derivative: null },
    intended: directive?.flags.includes('intended') ?? false,
    span: derivative.function.nameSpan,
    ...rest,
  };
}

/** `# gradlens: derivative of f`. */
function byDirective(scopes: Scopes): Pair[] {
  return scopes.definitions.flatMap((derivative) => {
    const target = derivative.directive?.derivativeOf;
    const primal = target ? scopes.resolve(target, derivative) : null;
    if (!primal || primal === derivative) return [];
    const evidence: Evidence = { kind: 'directive', strong: true, text: `a directive says: derivative of ${target}` };
    const reading = readName(derivative.function.name, primal.function.name, parametersOf(primal));
    const wrt = derivative.directive?.wrt ?? (reading?.wrt ? [reading.wrt] : null);
    const order = reading?.order ?? orderOfName(derivative.function.name);
    return [pairOf(primal, derivative, { order, evidence, wrt })];
  });
}

const orderOfName = (name: string): 1 | 2 => (/hess|2/i.test(name) ? 2 : 1);

/** By names, within one scope: a class, a function's body, or the file. */
function byName(scopes: Scopes): Pair[] {
  const byScope = new Map<readonly Definition[], Candidates>();
  return scopes.definitions.flatMap((derivative) => {
    if (derivative.directive?.derivativeOf) return [];
    const siblings = scopes.siblings(derivative);
    let candidates = byScope.get(siblings);
    if (!candidates) byScope.set(siblings, (candidates = new Candidates(siblings)));
    return (
      named(derivative, candidates.of(derivative)) ??
      conventional(derivative, siblings) ??
      plain(derivative, siblings) ??
      []
    );
  });
}

/** A name made of the function's name. */
function named(derivative: Definition, candidates: readonly Definition[]): Pair[] | null {
  const name = derivative.function.name;
  const readings = candidates.flatMap((primal) => {
    const reading = readName(name, primal.function.name, parametersOf(primal));
    return reading ? [{ primal, reading }] : [];
  });
  // `sigmoid_derivative` beside `sigmoid` and `derivative`: the longer name says more; of two of one name, the one before.
  const [first] = readings.sort(
    (p, q) =>
      Number(q.reading.strong) - Number(p.reading.strong) ||
      q.primal.function.name.length - p.primal.function.name.length ||
      distance(p.primal, derivative) - distance(q.primal, derivative),
  );
  if (!first) return null;
  const { primal, reading } = first;
  // A derivative of a derivative (`f_grad_grad`) is a second derivative of f as well, which f's own pair checks.
  const evidence: Evidence = {
    kind: derivative.className === null ? 'name' : 'class',
    strong: reading.strong,
    text: `the name ${name} says: derivative of ${primal.function.name}`,
  };
  return [
    pairOf(primal, derivative, { order: reading.order, evidence, wrt: reading.wrt === null ? null : [reading.wrt] }),
  ];
}

/** What comes after in the file counts as farther than everything before. */
function distance(primal: Definition, derivative: Definition): number {
  const between = derivative.function.span.start - primal.function.span.start;
  return between >= 0 ? between : 1e9 - between;
}

/** Names that belong together without having anything in common. */
function conventional(derivative: Definition, candidates: readonly Definition[]): Pair[] | null {
  for (const entry of namedPairs) {
    if (entry.derivative !== derivative.function.name || (entry.inClass && derivative.className === null)) continue;
    const primal = candidates.find((candidate) => candidate.function.name === entry.primal);
    if (!primal) continue;
    const parameters = parametersOf(primal);
    const wrt =
      entry.wrtPosition !== undefined
        ? parameters.slice(entry.wrtPosition, entry.wrtPosition + 1)
        : entry.wrtAfter !== undefined
          ? parameters.slice(entry.wrtAfter + 1)
          : null;
    const text = `${entry.derivative} is what the derivative of ${entry.primal} is usually called`;
    const kind = derivative.className === null ? 'name' : 'class';
    return [pairOf(primal, derivative, { order: entry.order, evidence: { kind, strong: entry.strong, text }, wrt })];
  }
  return null;
}

/** Just `grad` or `jacobian`: of the function of its class, or of the only function of its scope. */
function plain(derivative: Definition, candidates: readonly Definition[]): Pair[] | null {
  const name = derivative.function.name.replace(/^_+/, '');
  const order = Object.hasOwn(plainDerivativeNames, name) ? plainDerivativeNames[name] : undefined;
  if (order === undefined) return null;
  const ranked = plainFunctionNames.flatMap((plainName) =>
    candidates.filter(
      (candidate) => candidate.function.name === plainName || candidate.function.name === `_${plainName}`,
    ),
  );
  const isMethod = derivative.className !== null;
  // In a file, more than one candidate is a guess.
  const [primal] = isMethod || ranked.length === 1 ? ranked : [];
  if (!primal) return null;
  const strong = isMethod ? name !== 'prime' : true;
  const text = `${derivative.function.name} stands beside ${primal.function.name}`;
  return [pairOf(primal, derivative, { order, evidence: { kind: isMethod ? 'class' : 'name', strong, text } })];
}
