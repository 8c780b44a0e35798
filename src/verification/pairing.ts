/** Which functions of a file are hand-written derivatives of which: by directive, by use, by name, in classes, by return. */
import type { Definition, Program } from '../languages/program';
import type { Span } from '../languages/source';
import { pairsByName } from './byName';
import { derivativeWords, ordinalWords } from './conventions';
import { readName, wordsOf } from './names';
import { parametersOf } from './parameters';
import type { Usage } from './callers';
import { usageOf } from './callers';
import { chainedPairs } from './chains';
import { documentedBy, excuseOf } from './excused';
import { pairsOfComponents } from './components';
import { pairsOfContexts } from './contexts';
import { pairsByFlag, valueView } from './flags';
import { pairsOfLayers } from './layers';
import { pairsByOutParameter } from './outParameters';
import { pairsOfPasses } from './passes';
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
  readonly parts: { readonly primal: number | string | null; readonly derivative: number | string | null };
  /** The argument that holds what later layers pass back: the derivative is its product with the Jacobian. */
  readonly passedBack?: string;
  /** How the two are read, where that is another way than by what they return. */
  readonly views: { readonly primal: View | null; readonly derivative: View | null };
  /** A directive says that a difference is intended. */
  readonly intended: boolean;
  /** Why a difference is not told, if the two differ: in how they are written, something speaks against it. */
  readonly excuse?: string | null;
  /** What the derivative's documentation says that it is by. */
  readonly documentedBy?: string | null;
  /** What the callers of the derivative do with it; `null` where that says nothing. */
  readonly usage?: Usage | null;
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
  found.push(...(yield* pairsByName(scopes)));
  found.push(...scopes.definitions.flatMap(pairsByReturn));
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
  return best([...surest, ...chained])
    .map((pair) => inContext(ofValue(pair, scopes), program, scopes))
    .sort((p, q) => p.span.start - q.span.start);
}

/** The function as it gives its value, where an argument may ask it for a derivative instead. */
function ofValue(pair: Pair, scopes: Scopes): Pair {
  const primal = scopes.byName(pair.primal);
  if (!primal || pair.views.primal || pair.primal === pair.derivative) return pair;
  const value = valueView(primal);
  return value ? { ...pair, views: { ...pair.views, primal: value } } : pair;
}

/** What stands around it is looked for when somebody asks: with every key, of the pairs of one function only. */
function inContext(pair: Pair, program: Program, scopes: Scopes): Pair {
  let excuse: string | null | undefined;
  let usage: Usage | null | undefined;
  const written = scopes.byName(pair.derivative);
  return {
    ...pair,
    get documentedBy() {
      return written ? documentedBy(written) : null;
    },
    get excuse() {
      return excuse === undefined ? (excuse = excuseOf(program, scopes, pair)) : excuse;
    },
    get usage() {
      if (usage !== undefined) return usage;
      return (usage = written ? usageOf(program, written) : null);
    },
  };
}

function isIgnored(scopes: Scopes, pair: Pair): boolean {
  return [pair.primal, pair.derivative].some((name) => {
    const definition = scopes.byName(name);
    if (definition?.directive?.flags.includes('ignore')) return true;
    if (!definition || pair.evidence.kind === 'directive') return false;
    return isAbstract(definition) || isAccessor(definition);
  });
}

/** Only says that there are such functions: `raise NotImplementedError`, `return NotImplemented`. */
const isAbstract = ({ function: { body } }: Definition): boolean =>
  body.length > 0 &&
  body.every(
    (statement) =>
      statement.kind === 'raise' ||
      statement.kind === 'pass' ||
      (statement.kind === 'return' && statement.value?.kind === 'name' && statement.value.name === 'NotImplemented') ||
      (statement.kind === 'expression' && ['string', 'text', 'ellipsis'].includes(statement.value.kind)),
  );

/** `def dd(u): return u.hess` has the name of something that an object knows. */
const isAccessor = ({ className, function: { body, parameters } }: Definition): boolean => {
  const statement = body.at(-1);
  const value = statement?.kind === 'return' ? statement.value : null;
  return (
    className === null &&
    body.slice(0, -1).every((other) => other.kind === 'expression' && other.value.kind === 'string') &&
    value?.kind === 'attribute' &&
    value.object.kind === 'name' &&
    parameters[0]?.name === value.object.name &&
    value.name !== 'T'
  );
};

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
export const keyOfPair = ({
  primal,
  derivative,
  parts,
  views,
  evidence,
  order,
  wrt,
  intended,
  excuse,
  usage,
  documentedBy: said,
}: Pair): string =>
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
    excuse,
    usage,
    said,
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
    excuse: null,
    ...standing(derivative),
    ...rest,
  };
}

/** What a pair has from where the derivative is written. */
export const standing = ({ directive, function: { nameSpan } }: Definition): Pick<Pair, 'intended' | 'span'> => ({
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
