/** Pairs by names, within one scope: a class, a function's body, or the file. */
import type { Definition, FunctionDefinition } from '../languages/program';
import { Candidates } from './candidates';
import {
  derivativeWords,
  emptyWords,
  jointName,
  kinematicsNames,
  namedPairs,
  notDerivatives,
  plainDerivativeNames,
  plainFunctionNames,
  vagueFunctionNames,
  valueWords,
  weakWords,
} from './conventions';
import { coreWords, readName, wordsOf } from './names';
import { parametersOf } from './parameters';
import { pairsByOrder } from './chains';
import { orderViews } from './flags';
import { beforeInversion, ofInverse } from './inverses';
import { numbered, numberedName } from './numbered';
import type { Evidence, Pair } from './pairing';
import { pairOf, standing } from './pairing';
import { remembering } from './remembering';
import type { Scopes } from './scopes';
import { returnsOf } from './walk';

/** One derivative a step. */
export function* pairsByName(scopes: Scopes): Generator<void, Pair[], void> {
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
    const inverted = beforeInversion(derivative);
    const read = inverted?.named ?? derivative;
    const pairs = pairsOf(read) ?? plain(read, siblings) ?? [];
    direct.push(...(inverted ? pairs.map(ofInverse(derivative, inverted.view)) : pairs));
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

const signatures = new WeakMap<FunctionDefinition, string>();

/** Name and parameters, and what is said of one that is numbered. A function that has not changed is the same object in the next version of a file. */
function signatureOf(one: Definition): string {
  let own = signatures.get(one.function);
  if (own === undefined) {
    const { name, documentation } = one.function;
    own = JSON.stringify([name, parametersOf(one), ...(numberedName.test(name) ? [documentation] : [])]);
    signatures.set(one.function, own);
  }
  return `${one.name} ${one.className ?? ''} ${own}`;
}

/** What the names of a scope say: read once, however often the bodies of its functions are edited. */
function namesOfScope(siblings: readonly Definition[]): Named {
  const known = remembered(siblings.map(signatureOf).join('\n'));
  let candidates: Candidates | undefined;
  return (derivative) => {
    const key = `${derivative.name} ${derivative.function.name}`;
    let pairs = known.get(key);
    if (pairs === undefined) {
      candidates ??= new Candidates(siblings);
      pairs =
        numbered(derivative, siblings) ??
        named(derivative, candidates.of(derivative)) ??
        conventional(derivative, siblings) ??
        besideValue(derivative, siblings);
      known.set(key, pairs);
    }
    return pairs?.map((pair) => ({ ...pair, ...standing(derivative) })) ?? null;
  };
}

/** A name made of the function's name. */
function named(derivative: Definition, candidates: readonly Definition[]): Pair[] | null {
  const name = derivative.function.name;
  const readings = candidates.flatMap((primal) => {
    const reading = readName(name, primal.function.name, parametersOf(primal));
    return reading && !isOfOrder(derivative, primal) ? [{ primal, reading }] : [];
  });
  // `sigmoid_derivative` beside `sigmoid` and `derivative`: the longer name says more; of two of one name, the one before.
  const [first] = readings.sort(
    (p, q) =>
      Number(q.reading.strong) - Number(p.reading.strong) ||
      // `f_jacobian` is that of f, with an F beside it.
      Number(name.includes(q.primal.function.name)) - Number(name.includes(p.primal.function.name)) ||
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

/** `g_d(t, d)` beside `g(t)` is what the number d says. */
function isOfOrder(derivative: Definition, primal: Definition): boolean {
  const last = wordsOf(derivative.function.name).at(-1) ?? '';
  return parametersOf(derivative).includes(last) && !parametersOf(primal).includes(last);
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
          ? afterVariables(derivative, parameters, entry.wrtAfter + 1)
          : null;
    const text = `${entry.derivative} is what the derivative of ${entry.primal} is usually called`;
    const kind = derivative.className === null ? 'name' : 'class';
    return [pairOf(primal, derivative, { order: entry.order, evidence: { kind, strong: entry.strong, text }, wrt })];
  }
  return null;
}

/** What is left of a name without the words of one kind, if it has any of them; `null` where nothing is left. */
function restOf(name: string, isOfKind: (word: string) => boolean): string | null {
  const words = coreWords(wordsOf(name));
  const rest = words.filter((word) => !isOfKind(word));
  return rest.length === words.length || rest.length === 0 ? null : rest.join(' ');
}

const isDerivativeWord = (word: string): boolean => derivativeWords[word] !== undefined && !weakWords.has(word);

/** `regularized_gradient` beside `regularized_cost`, `gradientReg` beside `costFunctionReg`. */
function besideValue(derivative: Definition, siblings: readonly Definition[]): Pair[] | null {
  const { name } = derivative.function;
  const rest = restOf(name, isDerivativeWord);
  if (rest === null || wordsOf(name).some((word) => notDerivatives.has(word))) return null;
  const beside = siblings.filter(
    (one) => one !== derivative && restOf(one.function.name, (word) => valueWords.has(word)) === rest,
  );
  const [primal] = beside;
  if (!primal || beside.length > 1 || wordsOf(primal.function.name).some(isDerivativeWord)) return null;
  const order = wordsOf(name).some((word) => derivativeWords[word] === 2) ? 2 : 1;
  const text = `${name} stands beside ${primal.function.name}`;
  const kind = derivative.className === null ? 'name' : 'class';
  // `policy_gradient` is no derivative of a `policy_loss`; a cost is what gradients are taken of.
  const strong = /cost|objective/i.test(primal.function.name) && /grad|hess|jac/i.test(name);
  return [pairOf(primal, derivative, { order, evidence: { kind, strong, text } })];
}

/** More variables than these, as x, y and z, no model has before its parameters. */
const MOST_VARIABLES = 3;

/** The parameters behind the independent variables: of two or three of these, as many as there are derivatives. */
function afterVariables({ function: written }: Definition, parameters: readonly string[], first: number): string[] {
  const counts = returnsOf(written).map((value) =>
    value.kind === 'list' || value.kind === 'tuple' ? value.items.length : 0,
  );
  const [count = 0] = counts;
  const before = parameters.length - count;
  const isTold = count > 1 && before > first && before <= MOST_VARIABLES && counts.every((other) => other === count);
  return parameters.slice(isTold ? before : first);
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
  // A robot's file may have costs as well: the Jacobian is that of where its hand is.
  const kinematics = /^jac/.test(name) ? called(kinematicsNames, asWritten) : [];
  const plainly = kinematics.length > 0 ? kinematics : called(plainFunctionNames, asWritten);
  // `compute_cost` beside `compute_gradient`.
  const isWorded = derivative.function.name.replace(/^_+/, '') !== name;
  const ranked = plainly.length > 0 || !isWorded ? plainly : called(plainFunctionNames, withoutEmptyWords);
  const vague = isMethod && ranked.length === 0 ? called(vagueFunctionNames, asWritten) : [];
  // In a file, more than one candidate is a guess.
  const only = isMethod || ranked.length > 0 ? [] : besideAlone(derivative, candidates);
  const [primal] = isMethod ? [...ranked, ...vague] : ranked.length === 1 ? ranked : only;
  if (!primal || isOfOther(derivative, primal, candidates)) return null;
  // Beside the gradient of an objective, the Jacobian is that of constraints or residuals, wherever these are.
  const hasGradient = candidates.some((candidate) => /^_*(grad|gradient)$/.test(candidate.function.name));
  const isOfSeveral = /cons|res|err/.test(primal.function.name);
  if (isMethod && hasGradient && /^(jac|jacobian)$/.test(name) && !isOfSeveral) return null;
  const isBare = derivative.function.name.replace(/^_+/, '') === name;
  const isNamed = isMethod ? name !== 'prime' && vague.length === 0 : isBare || plainly.length === 0;
  const strong = isNamed && only.length === 0;
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
  return [pairOf(primal, derivative, { order, evidence, wrt: jointsOf(primal) })];
}

/** The only other function of a file, if it takes the same: `dynamics(t, x)` beside `jac(t, x)`. */
function besideAlone(derivative: Definition, candidates: readonly Definition[]): Definition[] {
  const own = parametersOf(derivative);
  if (derivative.name !== derivative.function.name) return [];
  // `van_der_pol` is no derivative.
  const isDerivative = (words: readonly string[]): boolean =>
    [words[0], words.at(-1)].some((word) => word !== undefined && derivativeWords[word] !== undefined);
  const others = candidates.filter((one) => one !== derivative && !isDerivative(wordsOf(one.function.name)));
  const isAlike = (one: Definition): boolean => own.length > 0 && parametersOf(one).join() === own.join();
  return others.length === 1 ? others.filter(isAlike) : [];
}

/** `calculate_hessian` beside `compute_loss` and `calculate_logistic_loss`: it belongs to the latter, if to any. */
function isOfOther(derivative: Definition, primal: Definition, siblings: readonly Definition[]): boolean {
  const verbOf = (one: Definition): string => {
    const [first = ''] = wordsOf(one.function.name);
    return emptyWords.has(first) ? first : '';
  };
  const own = verbOf(derivative);
  if (own === '' || own === verbOf(primal)) return false;
  return siblings.some(
    (one) =>
      one !== primal &&
      verbOf(one) === own &&
      restOf(one.function.name, (word) => valueWords.has(word)) !== null &&
      restOf(one.function.name, isDerivativeWord) === null,
  );
}

/** The joints of a robot, that a Jacobian beside its kinematics is by. */
function jointsOf(primal: Definition): string[] | null {
  if (!kinematicsNames.includes(primal.function.name)) return null;
  const joints = parametersOf(primal).filter((name) => jointName.test(name));
  return joints.length > 0 ? joints : null;
}

/** `calc_deriv` and `_compute_gradient` say no more than `deriv` and `gradient`. */
const withoutEmptyWords = remembering((name): string => {
  const bare = name.replace(/^_+/, '');
  if (Object.hasOwn(plainDerivativeNames, bare)) return bare;
  return coreWords(wordsOf(bare)).join('_');
});
