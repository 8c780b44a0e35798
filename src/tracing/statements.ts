/** Runs statements. Each says whether the program goes on after it. */
import { Op } from '../calculus/operations';
import type { Expression, Handler, Statement } from '../languages/program';
import { isModule } from '../languages/library';
import { demandAsserted } from './asserted';
import { assign, assignName, augment, remove } from './assignment';
import { attempt } from './attempt';
import { branch, decide, raiseHere } from './branches';
import { calleeOf, callMethod, callOf, evaluateArguments } from './calls';
import { toCondition } from './coercion';
import { at, guardedHere, refuse, requireHere } from './context';
import type { Context } from './context';
import { leave } from './exits';
import { evaluate, libraryMember } from './expressions';
import { makeFunction } from './functions';
import { hole } from './holes';
import { runFor, runWhile } from './loops';
import { fileScope, memberOfFile } from './module';
import { Impossible, Raised, Refusal } from './refusal';
import { changesNothing, isSilent } from './silence';
import { none } from './values';
import type { Value } from './values';

export function runBlock(context: Context, statements: readonly Statement[]): boolean {
  for (const statement of statements) if (!runStatement(context, statement)) return false;
  return true;
}

export function runStatement(context: Context, statement: Statement): boolean {
  return at(context, statement.span, () => {
    context.budget.spend(context.graph, context.span);
    return guardedHere(context, () => run(context, statement));
  });
}

function run(context: Context, statement: Statement): boolean {
  switch (statement.kind) {
    case 'assign': {
      const value = evaluate(context, statement.value);
      for (const target of statement.targets) assign(context, target, value);
      return true;
    }
    case 'augment':
      augment(context, statement.target, statement.operator, evaluate(context, statement.value));
      return true;
    case 'expression':
      runExpression(context, statement.value);
      return true;
    case 'return': {
      if (!context.returns) return refuse(context, '`return` stands outside of a function.');
      leave(context, context.returns, statement.value ? evaluate(context, statement.value) : none);
      return false;
    }
    case 'if': {
      const condition = toCondition(context, evaluate(context, statement.condition));
      return at(context, statement.condition.span, () =>
        branch(
          context,
          condition,
          () => runBlock(context, statement.then),
          () => runBlock(context, statement.otherwise),
        ),
      );
    }
    case 'for':
      return runFor(context, statement);
    case 'while':
      return runWhile(context, statement);
    case 'break':
    case 'continue': {
      const target = statement.kind === 'break' ? context.breaks : context.continues;
      if (!target) return refuse(context, `\`${statement.kind}\` stands outside of a loop.`);
      leave(context, target, null);
      return false;
    }
    case 'pass':
      return true;
    case 'function':
      assignName(context, statement.function.name, makeFunction(context, statement.function, null));
      return true;
    case 'class': {
      const { name } = statement.class;
      assignName(context, name, { kind: 'class', name, definition: statement.class, scope: context.scope });
      return true;
    }
    case 'assert':
      return runAssert(context, statement.condition);
    case 'raise':
      raiseHere(context);
      throw new Raised({ message: 'An error is raised here, whatever the arguments are.', span: statement.span });
    case 'try':
      return runTry(context, statement);
    case 'with':
      return runWith(context, statement);
    case 'import':
      for (const binding of statement.bindings)
        if (binding.name !== '') assignName(context, binding.name, imported(context, binding.module, binding.member));
      return true;
    case 'scope':
      for (const name of statement.names) context.scope.elsewhere.set(name, statement.scope);
      return true;
    case 'delete':
      for (const target of statement.targets) remove(context, target);
      return true;
    case 'unsupported':
      throw new Refusal(statement.reason);
  }
}

/** What an import binds its name to. */
export function imported(context: Context, module: string, member: string | null): Value {
  const { library } = context.language;
  const path = member === null ? module : `${module}.${member}`;
  const opaque: Value = {
    kind: 'opaque',
    name: member ?? module,
    reason: { message: `\`${path}\` is not known here.`, span: context.span },
  };
  if (isModule(library, path)) return { kind: 'module', path };
  const known = member === null ? undefined : libraryMember(context, path);
  if (known) return known;
  const ofFile = member === null ? undefined : memberOfFile(context, context.scope, module, member);
  if (ofFile) return ofFile;
  // `from . import angles` names a file; `import package.angles as angles` too.
  const file = member === null ? module : module.endsWith('.') ? `${module}${member}` : `${module}.${member}`;
  const scope = fileScope(context, context.scope, file);
  return scope ? { kind: 'module', path: file, scope } : opaque;
}

/** An expression whose value is thrown away: it matters only for what it changes. */
function runExpression(context: Context, expression: Expression): void {
  if (expression.kind !== 'call') {
    if (expression.kind === 'yield') evaluate(context, expression);
    else if (expression.kind !== 'string' && expression.kind !== 'text')
      attempt(context, () => evaluate(context, expression));
    return;
  }
  const callee = attempt(context, () => calleeOf(context, expression.callee));
  if ('value' in callee && isSilent(callee.value)) return;
  if ('value' in callee && callee.value.kind === 'opaque') {
    if (changesNothing(callee.value.name)) return;
    forgetArguments(context, callee.value, expression);
    context.unknownMethods.add(callee.value.name);
    return;
  }
  if (!('value' in callee)) throw callee.refusal;
  callOf(context, callee.value, expression);
}

/** An unknown function may have written into the arrays, lists and dictionaries that it was given. */
function forgetArguments(
  context: Context,
  callee: Extract<Value, { kind: 'opaque' }>,
  expression: Extract<Expression, { kind: 'call' }>,
): void {
  const outcome = attempt(context, () => evaluateArguments(context, expression.arguments));
  if (!('value' in outcome)) return;
  const { positional, keywords } = outcome.value;
  const passed = [...positional, ...keywords.map(([, keyword]) => keyword)];
  const named = passed[0]?.kind === 'string' ? passed.flatMap((one) => variablesNamedIn(context, one)) : [];
  for (const value of [...passed, ...named]) {
    const reason = { message: `\`${callee.name}\` may have changed this, and is not known.`, span: context.span };
    if (value.kind === 'array' && !context.inputs.isOpen(value)) {
      const after = attempt(context, () => hole(context, callee, positional, keywords));
      if (!('value' in after) || after.value.kind !== 'scalar') throw new Refusal(reason);
      const { node } = after.value;
      const args = context.graph.argumentsOf(node);
      const { name } = context.graph.holeOf(node);
      value.buffer.nodes.forEach((_old, i) =>
        context.heap.write(value.buffer, i, {
          node: context.graph.hole(name, args, `[${i}]`),
          span: context.span,
        }),
      );
    } else if (value.kind === 'list') context.heap.write(value.object, 'items', reason);
    else if (value.kind === 'dictionary')
      context.heap.write(
        value.object,
        'entries',
        new Map(
          [...value.object.entries].map(([name, entry]) => [
            name,
            { key: entry.key, value: { kind: 'unknown', reason } },
          ]),
        ),
      );
  }
}

/** The variables that a list of strings names: `weave.inline(code, ['x', 'result'])` runs code that writes into these. */
function variablesNamedIn(context: Context, value: Value): Value[] {
  const isList = value.kind === 'list' && !value.object.isIterator;
  const outcome = attempt(
    context,
    () => (value.kind === 'tuple' ? value : isList ? value.object : { items: [] }).items,
  );
  const items: readonly Value[] = 'value' in outcome ? outcome.value : [];
  return items.flatMap((item) => {
    const named = item.kind === 'string' && item.value !== null ? context.scope.lookUp(item.value) : undefined;
    return named ? [named] : [];
  });
}

const isTypeTest = (expression: Expression): boolean =>
  expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === 'isinstance';

/** An assertion holds wherever the function returns; one that is not understood changes no value. */
function runAssert(context: Context, expression: Expression): boolean {
  const outcome = attempt(context, () => toCondition(context, evaluate(context, expression)));
  if (!('value' in outcome)) return true;
  const known = decide(context, outcome.value);
  // `isinstance(db, float)` after a `squeeze` holds for one unit; what is shown has some.
  if (known === true || (known === false && isTypeTest(expression))) return true;
  if (known === false) demandAsserted(context, expression);
  requireHere(context, outcome.value);
  if (known === false) throw new Raised({ message: 'This assertion never holds here.', span: expression.span });
  context.path.push({ condition: outcome.value, kind: 'valid' });
  return true;
}

/** The body of a `try`; a handler where the body certainly raises, or cannot be run and the handler is for that. */
function runTry(context: Context, statement: Extract<Statement, { kind: 'try' }>): boolean {
  const conditions = context.conditions.length;
  const outcome = attempt(context, () => runBlock(context, statement.body));
  let alive: boolean;
  if ('value' in outcome) alive = outcome.value && runBlock(context, statement.otherwise);
  else {
    const { refusal } = outcome;
    const handler = statement.handlers.find((one) => handles(one, refusal));
    if (!handler) throw refusal;
    context.conditions.length = conditions;
    alive = runBlock(context, handler.body);
  }
  return runBlock(context, statement.finally) && alive;
}

/** Which error a program raises by itself is not followed: its first handler is taken. */
const handles = ({ errors }: Handler, refusal: Refusal): boolean =>
  refusal instanceof Raised ||
  (refusal instanceof Impossible && (errors === null || errors.some((name) => refusal.errors.includes(name))));

/** Contexts (`np.errstate`, `open`, timers) change no values that are followed here. */
function runWith(context: Context, statement: Extract<Statement, { kind: 'with' }>): boolean {
  for (const { context: expression, target } of statement.items) {
    const outcome = attempt(context, () => evaluate(context, expression));
    if (!target) continue;
    // An object of the file says itself what it is within; a function that is not known depends on its arguments.
    const entered = 'value' in outcome ? withinContext(context, outcome.value) : undefined;
    if (entered) {
      assign(context, target, entered);
      continue;
    }
    const reason =
      'refusal' in outcome
        ? outcome.refusal.reason
        : { message: 'What this `with` gives is not known.', span: expression.span };
    assign(context, target, { kind: 'opaque', name: 'with', reason });
  }
  return runBlock(context, statement.body);
}

/** What `with … as name` binds the name to, where that is known. */
function withinContext(context: Context, manager: Value): Value | undefined {
  if (manager.kind === 'record') return callMethod(context, manager, '__enter__', []);
  const isHole = manager.kind === 'scalar' && context.graph.op(manager.node) === Op.Hole;
  return isHole ? manager : undefined;
}
