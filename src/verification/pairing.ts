/** Which functions of a file are hand-written derivatives of which: by directive, by use, by name, in classes, by return. */
import type { Definition, Program } from '../languages/program';
import type { Span } from '../languages/source';
import { Candidates } from './candidates';
import {
  derivativeWords,
  namedPairs,
  ordinalWords,
  plainDerivativeNames,
  plainFunctionNames,
  vagueFunctionNames,
} from './conventions';
import { coreWords, readName, wordsOf } from './names';
import { parametersOf } from './parameters';
import { chainedPairs, pairsByOrder } from './chains';
import { pairsOfComponents } from './components';
import { pairsOfContexts } from './contexts';
import { orderViews, pairsByFlag } from './flags';
import { pairsOfLayers } from './layers';
import { numbered } from './numbered';
import { pairsByOutParameter } from './outParameters';
import { pairsOfPasses } from './passes';
import { remembering } from './remembering';
import { pairsByReturn } from './returns';
import type { View } from './views';
import { Scopes } from './scopes';
import { pairsByUse } from './uses';

/** How we know that two functions belong together. */
export interface Evidence {
  readonly kind: 'directive' | 'use' | 'name' | 'class' | 'return' | 'flag' | 'out' | 'component' | 'chain';
  /** Whether it alone makes sure that a derivative is meant. If not, a difference is told only if it can be explained. */
  readonly strong: boolean;
  /** For a person: "jacobian_f names it", "passed to minimize as jac". */
  readonly text: string;
  /** Nothing is said against it: where the entries go stands elsewhere. */
  readonly confirmsOnly?: boolean;
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
  readonly parts: { readonly primal: number | null; readonly derivative: number | string | null };
  /** The argument that holds what later layers pass back: the derivative is its product with the Jacobian. */
  readonly passedBack?: string;
  /** How the two are read, where that is another way than by what they return. */
  readonly views: { readonly primal: View | null; readonly derivative: View | null };
  /** A directive says that a difference is intended. */
  readonly intended: boolean;
  /** Where the derivative's name stands. */
  readonly span: Span;
}

const strength: Readonly<Record<Evidence['kind'], number>> = {
  directive: 4,
  use: 3,
  out: 2,
  component: 2,
  flag: 2,
  return: 2,
  class: 1,
  name: 1,
  chain: 0,
};

/** All pairs, in the order of the derivatives in the file; each derivative with one function, the surest. */
export function findPairs(program: Program): Pair[] {
  const steps = findPairsInSteps(program);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps: a file may have thousands of functions. */
export function* findPairsInSteps(program: Program): Generator<void, Pair[], void> {
  const scopes = new Scopes(program);
  const found: Pair[] = [];
  for (const find of [byDirective, () => pairsByUse(program, scopes)]) {
    found.push(...find(scopes));
    yield;
  }
  found.push(...(yield* byName(scopes)));
  found.push(...pairsByReturn(scopes.definitions));
  yield;
  for (const definition of scopes.definitions) {
    found.push(...pairsByFlag(definition), ...pairsByOutParameter(definition));
    yield;
  }
  for (const find of [pairsOfComponents, pairsOfContexts, pairsOfLayers, pairsOfPasses]) {
    found.push(...find(scopes));
    yield;
  }
  const surest = best(found.filter((pair) => !isIgnored(scopes, pair)));
  const chained = chainedPairs(scopes, surest);
  return best([...surest, ...chained]).sort((p, q) => p.span.start - q.span.start);
}

function isIgnored(scopes: Scopes, pair: Pair): boolean {
  return [pair.primal, pair.derivative].some((name) => scopes.byName(name)?.directive?.flags.includes('ignore'));
}

/** A derivative that is said to belong to two functions belongs to the one of which that is surer. */
function best(pairs: readonly Pair[]): Pair[] {
  const chosen = new Map<string, Pair>();
  for (const pair of pairs) {
    const own = pair.primal === pair.derivative ? 'own' : pair.evidence.kind === 'chain' ? 'chain' : '';
    const key = [pair.derivative, pair.parts.derivative ?? '', pair.views.derivative?.label ?? '', own].join(' ');
    const known = chosen.get(key);
    const better = !known || rankOf(pair) > rankOf(known);
    if (better) chosen.set(key, known ? { ...pair, wrt: pair.wrt ?? sameFunction(pair, known) } : pair);
  }
  return [...chosen.values()];
}

const rankOf = (pair: Pair): number => strength[pair.evidence.kind] + (pair.evidence.strong ? 0.5 : 0);
const sameFunction = (pair: Pair, other: Pair): Pair['wrt'] => (pair.primal === other.primal ? other.wrt : null);

/** Tells a pair from all others of a file: which functions, read how, and which of what they give. */
export const keyOfPair = ({ primal, derivative, parts, views, evidence, order, wrt, intended }: Pair): string =>
  JSON.stringify([
    primal,
    derivative,
    parts,
    views.primal?.label,
    views.derivative?.label,
    evidence.kind === 'chain',
    order,
    wrt,
    intended,
  ]);

/** Whether two versions of a text speak of the same pair. */
export const isSamePair = (p: Pair, q: Pair): boolean =>
  p.primal === q.primal &&
  p.derivative === q.derivative &&
  p.views.derivative?.label === q.views.derivative?.label &&
  p.parts.derivative === q.parts.derivative &&
  (p.evidence.kind === 'chain') === (q.evidence.kind === 'chain');

/** A pair of two functions of a file. */
export function pairOf(
  primal: Definition,
  derivative: Definition,
  rest: Pick<Pair, 'order' | 'evidence'> & Partial<Pick<Pair, 'wrt' | 'product' | 'parts' | 'views' | 'passedBack'>>,
): Pair {
  return {
    primal: primal.name,
    derivative: derivative.name,
    wrt: null,
    product: false,
    parts: { primal: null, derivative: null },
    views: { primal: null, derivative: null },
    ...standing(derivative),
    ...rest,
  };
}

/** What a pair has from where the derivative is written. */
const standing = ({ directive, function: { nameSpan } }: Definition): Pick<Pair, 'intended' | 'span'> => ({
  intended: directive?.flags.includes('intended') ?? false,
  span: nameSpan,
});

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

/** `g2` is another g: it takes a word to be of second order. */
const orderOfName = (name: string): 1 | 2 =>
  wordsOf(name).some((word) => derivativeWords[word] === 2 || ordinalWords[word] === 2 || /^d2|hess/.test(word))
    ? 2
    : 1;

/** By names, within one scope: a class, a function's body, or the file. */
function* byName(scopes: Scopes): Generator<void, Pair[], void> {
  const byScope = new Map<readonly Definition[], Named>();
  const [direct, ordered]: [Pair[], Pair[]] = [[], []];
  for (const derivative of scopes.definitions) {
    if (derivative.directive?.derivativeOf) continue;
    const siblings = scopes.siblings(derivative);
    let pairsOf = byScope.get(siblings);
    if (!pairsOf) {
      byScope.set(siblings, (pairsOf = namesOfScope(siblings)));
      ordered.push(...pairsByOrder(siblings));
    }
    direct.push(...(pairsOf(derivative) ?? plain(derivative, siblings) ?? []));
    yield;
  }
  return [...direct, ...ordered];
}

/** Pairs of a derivative that names and parameters alone make. */
type Named = (derivative: Definition) => Pair[] | null;

/** Scopes of which it is remembered what the names in them say. */
const MOST_SCOPES = 500;
/** By all names and parameters of a scope; within it, by the derivative. */
const remembered = remembering(() => new Map<string, Pair[] | null>(), MOST_SCOPES);

/** What the names of a scope say: read once, however often the bodies of its functions are edited. */
function namesOfScope(siblings: readonly Definition[]): Named {
  const known = remembered(
    JSON.stringify(siblings.map((one) => [one.name, one.className, one.function.name, parametersOf(one)])),
  );
  let candidates: Candidates | undefined;
  return (derivative) => {
    let pairs = known.get(derivative.name);
    if (pairs === undefined) {
      candidates ??= new Candidates(siblings);
      pairs =
        numbered(derivative, siblings) ??
        named(derivative, candidates.of(derivative)) ??
        conventional(derivative, siblings);
      known.set(derivative.name, pairs);
    }
    return pairs?.map((pair) => ({ ...pair, ...standing(derivative) })) ?? null;
  };
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
  const name = withoutEmptyWords(derivative.function.name);
  const order = Object.hasOwn(plainDerivativeNames, name) ? plainDerivativeNames[name] : undefined;
  if (order === undefined) return null;
  const called = (names: readonly string[], spelt: (name: string) => string): Definition[] =>
    names.flatMap((plainName) =>
      candidates.filter(
        (candidate) =>
          candidate !== derivative && [plainName, `_${plainName}`].includes(spelt(candidate.function.name)),
      ),
    );
  const asWritten = (written: string): string => written;
  const isMethod = derivative.className !== null;
  // A layer's `grads()` hands out what it has kept.
  if (isMethod && /^(grads|gradients)$/.test(name)) return null;
  const plainly = called(plainFunctionNames, asWritten);
  // `compute_cost` beside `compute_gradient`.
  const isWorded = derivative.function.name.replace(/^_+/, '') !== name;
  const ranked = plainly.length > 0 || !isWorded ? plainly : called(plainFunctionNames, withoutEmptyWords);
  const vague = isMethod && ranked.length === 0 ? called(vagueFunctionNames, asWritten) : [];
  // In a file, more than one candidate is a guess.
  const [primal] = isMethod ? [...ranked, ...vague] : ranked.length === 1 ? ranked : [];
  if (!primal) return null;
  const isBare = derivative.function.name.replace(/^_+/, '') === name;
  const strong = isMethod ? name !== 'prime' && vague.length === 0 : isBare || plainly.length === 0;
  const text = `${derivative.function.name} stands beside ${primal.function.name}`;
  const evidence: Evidence = { kind: isMethod ? 'class' : 'name', strong, text };
  const views = order === 1 ? orderViews(derivative) : [];
  if (views.length > 0)
    return views.map((each) =>
      pairOf(primal, derivative, {
        order: each.order,
        evidence,
        wrt: parametersOf(primal).length === 1 ? parametersOf(primal) : null,
        views: { primal: null, derivative: each.view },
      }),
    );
  return [pairOf(primal, derivative, { order, evidence })];
}

/** `calc_deriv` and `_compute_gradient` say no more than `deriv` and `gradient`. */
const withoutEmptyWords = remembering((name): string => {
  const bare = name.replace(/^_+/, '');
  if (Object.hasOwn(plainDerivativeNames, bare)) return bare;
  return coreWords(wordsOf(bare)).join('_');
});
