/**
 * PyTorch's own way to write a derivative: a class with `forward(ctx, x, w)`, which keeps in `ctx` what
 * `backward(ctx, grad_output)` needs to return one gradient for each argument.
 */
import type { Definition, Expression, FunctionDefinition, Statement } from '../languages/program';
import type { Evidence, Pair } from './pairing';
import { pairOf } from './pairing';
import { parametersOf } from './parameters';
import type { Scopes } from './scopes';
import { literal, nameOf, rewritten } from './views';
import { returnsOf } from './walk';

const contextName = /^(ctx|context)$/;

export function pairsOfContexts(scopes: Scopes): Pair[] {
  return scopes.definitions.flatMap((backward) => {
    if (backward.className === null || backward.function.name !== 'backward') return [];
    const forward = scopes.siblings(backward).find((sibling) => sibling.function.name === 'forward');
    return forward ? ofContext(forward, backward) : [];
  });
}

function ofContext(forward: Definition, backward: Definition): Pair[] {
  const [context = '', ...names] = parametersOf(forward);
  const [own, passed, ...more] = parametersOf(backward);
  if (!contextName.test(context) || own !== context || passed === undefined || more.length > 0) return [];
  const given = forward.function.parameters.slice(1);
  if (names.includes(passed) || names.length !== given.length) return [];
  const evidence: Evidence = {
    kind: 'class',
    strong: true,
    text: `backward gives the gradient by each argument of forward`,
  };
  const kept = { ...forward.function, body: keeping(forward.function.body, context) };
  return given.flatMap(({ name, default: value }, place) => {
    const returned = gradientAt(backward.function, place, names.length);
    // What is left out has no gradient.
    if (value !== null || !returned) return [];
    const label = names.length === 1 ? '' : `[${name}]`;
    const combined = afterForward(returned, kept, context);
    return [
      pairOf(forward, backward, {
        order: 1,
        evidence,
        wrt: [name],
        passedBack: passed,
        views: { primal: null, derivative: { label, function: combined, shapedLike: {} } },
      }),
    ];
  });
}

/** `backward` returning one of its gradients; `null` where that is none, or no single expression. */
function gradientAt(written: FunctionDefinition, place: number, count: number): FunctionDefinition | null {
  const partOf = (value: Expression): Expression | null => {
    if (value.kind === 'tuple') return value.items.length === count ? (value.items[place] ?? null) : null;
    return count === 1 ? value : null;
  };
  const parts = returnsOf(written).map(partOf);
  if (parts.length === 0 || parts.every((part) => part === null || part.kind === 'none')) return null;
  if (parts.some((part) => part === null)) return null;
  const body = rewritten(written.body, (statement) =>
    statement.kind === 'return' && statement.value ? [{ ...statement, value: partOf(statement.value) }] : [statement],
  );
  return { ...written, body };
}

/** `forward(ctx, x)` first, which leaves what it keeps in `ctx`. */
function afterForward(backward: FunctionDefinition, forward: FunctionDefinition, context: string): FunctionDefinition {
  const span = backward.nameSpan;
  const [, ...given] = forward.parameters;
  const inner: FunctionDefinition = {
    ...forward,
    name: 'forward',
    decorators: [],
  };
  const call: Expression = {
    kind: 'call',
    callee: nameOf(inner.name, span),
    arguments: forward.parameters.map(({ name }) => ({ name: null, value: nameOf(name, span), spread: 'none' })),
    span,
  };
  const wanted: Expression = { kind: 'tuple', items: given.map(() => literal(true, span)), span };
  return {
    ...backward,
    parameters: [...forward.parameters, ...backward.parameters.slice(1)],
    body: [
      set(context, 'needs_input_grad', wanted),
      { kind: 'function', function: inner, span },
      { kind: 'expression', value: call, span },
      ...backward.body,
    ],
  };
}

const set = (object: string, name: string, value: Expression): Statement => ({
  kind: 'assign',
  targets: [{ kind: 'attribute', object: nameOf(object, value.span), name, span: value.span }],
  value,
  annotation: null,
  span: value.span,
});

/** What is saved is read as: in PyTorch, in its older versions, in minitorch. */
const savedNames = ['saved_tensors', 'saved_variables', 'saved_values'];

/** `ctx.save_for_backward(x, w)` is `ctx.saved_tensors = (x, w)`. */
const keeping = (body: readonly Statement[], context: string): Statement[] =>
  rewritten(body, (inner) => {
    if (inner.kind !== 'expression' || inner.value.kind !== 'call') return [inner];
    const { callee, arguments: saved } = inner.value;
    const isSaving =
      callee.kind === 'attribute' &&
      callee.name === 'save_for_backward' &&
      callee.object.kind === 'name' &&
      callee.object.name === context;
    if (!isSaving || saved.some(({ spread }) => spread !== 'none')) return [inner];
    const items = saved.map(({ value }) => value);
    return savedNames.map((name) => set(context, name, { kind: 'tuple', items, span: inner.span }));
  });
