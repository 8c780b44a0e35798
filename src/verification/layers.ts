/** Layers: `forward(x)` keeps what `backward(dout)` reads, and `backward` leaves derivatives by the layer's parameters. */
import type { Definition, Expression, Parameter, Statement } from '../languages/program';
import type { Span } from '../languages/source';
import { allStatements, everyExpressionOf, expressionsIn, targetsOf, within } from '../languages/walk';
import { isNamedAsBias, isNamedAsParameter, isNamedAsTarget, isNamedAsWeights } from '../tracing/customs';
import { isNamedAsCotangent, layerMethods, plainFunctionNames, vagueFunctionNames } from './conventions';
import type { Evidence, Pair } from './pairing';
import { pairOf } from './pairing';
import { parametersOf } from './parameters';
import type { Scopes } from './scopes';
import type { View } from './views';
import { afterMethod, nameOf, returning } from './views';
import { returnsOf } from './walk';

export function pairsOfLayers(scopes: Scopes): Pair[] {
  return scopes.definitions.flatMap((backward) => {
    if (backward.className === null) return [];
    const names = layerMethods.filter(({ derivative }) => derivative === backward.function.name);
    if (names.length === 0) return [];
    const siblings = scopes.siblings(backward);
    const forward = siblings.find((sibling) => names.some(({ primal }) => primal === sibling.function.name));
    if (forward) return ofLayer(forward, backward);
    const loss = siblings.find((sibling) => lossMethods.has(sibling.function.name) && isLoss(sibling, backward));
    return loss ? [ofLoss(loss, backward)] : [];
  });
}

/** What classes of losses call the value, beside a `backward`. */
const lossMethods: ReadonlySet<string> = new Set([...plainFunctionNames, ...vagueFunctionNames]);

function ofLayer(forward: Definition, backward: Definition): Pair[] {
  const required = forward.function.parameters.filter((parameter) => parameter.default === null).slice(1);
  const passed = passedTo(backward, required);
  if (isLoss(forward, backward)) return [ofLoss(forward, backward)];
  // What takes the same as `forward` is the inverse of it, or anything.
  if (passed.length > 0 && !isNamedAsCotangent(passed[0] as string)) return [];
  const combined = afterMethod(backward.function, forward.function);
  const kept = attributesSet(forward);
  if (!combined || (passed.length === 0 && kept.size === 0)) return [];
  const evidence = evidenceOf(forward, backward, passed.length === 1);
  const pairs: Pair[] = [];
  const passedBack = passed.length === 1 ? { passedBack: passed[0] as string } : {};
  const view = (label: string, definition: View['function']): View => ({ label, function: definition, shapedLike: {} });
  const primal = keptResult(forward);
  if (returnsOf(backward.function).length > 0)
    pairs.push(
      pairOf(forward, backward, {
        order: 1,
        evidence,
        wrt: required.length === 1 ? required.map(({ name }) => name) : null,
        views: { primal, derivative: view('', combined) },
        ...passedBack,
      }),
    );
  const own = new Set(passed);
  const self = backward.function.parameters[0]?.name ?? 'self';
  const span = backward.function.nameSpan;
  for (const attribute of attributesSet(backward)) {
    const of = /^(?:d_?|grad_?|g_)(\w+)$/.exec(attribute)?.[1] ?? /^(\w+?)_?(?:grad|gradient)$/.exec(attribute)?.[1];
    if (of === undefined || own.has(attribute) || kept.has(attribute)) continue;
    const place = placeOf(backward, attribute) ?? span;
    const value = { kind: 'attribute', object: nameOf(self, place), name: attribute, span: place } as const;
    pairs.push(
      pairOf(forward, backward, {
        order: 1,
        evidence,
        wrt: [inputOf(forward, of, self)],
        views: { primal, derivative: view(`.${attribute}`, returning(combined, value)) },
        ...passedBack,
      }),
    );
  }
  return pairs;
}

/** Whether both take predictions and targets: `forward(y_pred, y_true)` and `backward(y_pred, y_true)`. */
function isLoss(forward: Definition, backward: Definition): boolean {
  const [own, given] = [parametersOf(forward), parametersOf(backward)];
  return (
    [own, given].every(({ length }) => length === 2) &&
    own.filter(isNamedAsTarget).length === 1 &&
    own.every((name) => given.includes(name))
  );
}

function ofLoss(forward: Definition, backward: Definition): Pair {
  const wrt = parametersOf(forward).filter((name) => !isNamedAsTarget(name));
  return pairOf(forward, backward, { order: 1, evidence: evidenceOf(forward, backward, true), wrt });
}

const evidenceOf = (forward: Definition, backward: Definition, strong: boolean): Evidence => ({
  kind: 'class',
  strong,
  text: `${backward.function.name} goes back through ${forward.function.name}`,
});

/** What a way back takes beside the layer's input and what sets a step: `backward(self, X, grad)`, `backward(self, grad, lr)`. */
function passedTo(backward: Definition, required: readonly Parameter[]): string[] {
  const own = parametersOf(backward);
  const isGiven = required.every(({ name }) => own.includes(name));
  const isOfStep = (name: string): boolean => isNamedAsParameter(name) || /^(opt|optimi[sz]er)$/.test(name);
  const passed = own.filter(
    (name, i) => !(isGiven && required.some((one) => one.name === name)) && !(i > 0 && isOfStep(name)),
  );
  return passed.length > 0 || !isGiven ? passed : own;
}

/** What a method that returns nothing leaves in its object last: `self.Z = …`. */
function keptResult({ function: written }: Definition): View | null {
  if (returnsOf(written).length > 0) return null;
  const self = written.parameters[0]?.name;
  const results = written.body.flatMap((statement) => {
    if (statement.kind !== 'assign') return [];
    // What was given is only kept.
    const { value } = statement;
    if (value.kind === 'name' && written.parameters.some(({ name }) => name === value.name)) return [];
    const [target] = statement.targets;
    return target?.kind === 'attribute' && isOwn(target, self) ? [target] : [];
  });
  const result = results.at(-1);
  return result ? { label: `.${result.name}`, function: returning(written, result), shapedLike: {} } : null;
}

/** The input of that name: an argument of the method, `self.W`, or `self.params['W']` where the method reads that. */
function inputOf({ function: { body, parameters } }: Definition, name: string, self: string): string {
  if (parameters.some((parameter) => parameter.name === name)) return name;
  for (const statement of allStatements(body))
    for (const expression of everyExpressionOf(statement))
      for (const part of within(expression)) {
        const [key] = part.kind === 'index' ? part.indices : [];
        if (part.kind !== 'index' || part.object.kind !== 'attribute' || key?.kind !== 'string') continue;
        if (key.value === name) return `${self}.${part.object.name}['${name}']`;
      }
  return `${self}.${attributeOf(body, name, self)}`;
}

/** The attribute that is meant: `self.w`, where that is the only one with weights, of `dW`. */
function attributeOf(body: readonly Statement[], name: string, self: string): string {
  const read = new Set(
    [...expressionsIn(body)].flatMap((part) => (part.kind === 'attribute' && isOwn(part, self) ? [part.name] : [])),
  );
  if (read.has(name)) return name;
  const isAlike = [isNamedAsWeights, isNamedAsBias].find((is) => is(name));
  const [only, ...others] = isAlike ? [...read].filter(isAlike) : [];
  return only !== undefined && others.length === 0 ? only : name;
}

/** Where a method says last what an attribute of its object is. */
function placeOf({ function: { body, parameters } }: Definition, attribute: string): Span | undefined {
  const self = parameters[0]?.name;
  const values = [...allStatements(body)].flatMap((statement) =>
    statement.kind === 'assign' &&
    statement.targets.some((one) => one.kind === 'attribute' && one.name === attribute && isOwn(one, self))
      ? [statement.value.span]
      : [],
  );
  return values.at(-1);
}

/** Whether it is an attribute of the method's own object. */
const isOwn = ({ object }: { readonly object: Expression }, self: string | undefined): boolean =>
  object.kind === 'name' && object.name === self;

/** Attributes of the object that a method assigns. */
function attributesSet({ function: { body, parameters } }: Definition): Set<string> {
  const self = parameters[0]?.name;
  const found = new Set<string>();
  for (const statement of allStatements(body))
    for (const target of targetsOf(statement))
      for (const one of target.kind === 'tuple' ? target.items : [target])
        if (one.kind === 'attribute' && isOwn(one, self)) found.add(one.name);
  return found;
}
