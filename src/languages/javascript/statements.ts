/** JavaScript's and TypeScript's statements as the program's. One can become several, or none. */
import type { Expression, Statement } from '../program';
import { type Syntax, deepest, fieldOf, namedChildren, spanOf, textOf } from '../syntax';
import { typeOnly } from './bindings';
import { classDefinition } from './classes';
import { effectOf, expression, namedLambda, required, unwrapped } from './expressions';
import { functionDefinition } from './functions';
import { exported, imported, required as requiredModule } from './imports';
import { forIn, forLoop, jump, labelled, loop } from './loops';
import { assignPattern, target } from './patterns';
import { type Reading, assignment, nameOf, unsupported } from './source';
import { switchStatement } from './switch';

/** The statements of a block; functions come first, for they are there from its beginning. */
export const block = (source: Reading, node: Syntax | undefined): Statement[] =>
  hoisted((node?.children ?? []).filter(({ isNamed }) => isNamed).flatMap((child) => statement(source, child)));

export const hoisted = (statements: readonly Statement[]): Statement[] => {
  const first = statements.filter(({ kind }) => kind === 'function' || kind === 'scope');
  return first.length === 0 ? [...statements] : [...first, ...statements.filter((one) => !first.includes(one))];
};

/** A statement as a block: the body of a loop, of an `if`. */
export const body = (source: Reading, node: Syntax | undefined): Statement[] =>
  !node ? [] : node.type === 'statement_block' ? block(source, node) : hoisted(statement(source, node));

/** Statements that hold others: what cannot be read inside stays there. */
const compound: ReadonlySet<string> = new Set([
  'statement_block',
  'if_statement',
  'else_clause',
  'for_statement',
  'for_in_statement',
  'while_statement',
  'do_statement',
  'try_statement',
  'switch_statement',
  'switch_body',
  'labeled_statement',
  'export_statement',
  'function_declaration',
  'class_declaration',
  'abstract_class_declaration',
  'generator_function_declaration',
]);

/** Whether something cannot be read outside of the blocks in it. */
function isBrokenItself(node: Syntax): boolean {
  if (!node.isBroken) return false;
  if (!compound.has(node.type)) return !node.children.some(isBrokenInsideFunction);
  return node.children.some((child) => child.isBroken && !holdsBlocks(child));
}

const holdsBlocks = (node: Syntax): boolean =>
  node.isNamed &&
  (compound.has(node.type) ||
    node.type === 'class_body' ||
    node.type.endsWith('_statement') ||
    node.type.endsWith('_declaration') ||
    node.type === 'formal_parameters');

/** `const f = (x) => { … }` with an error in the body: the name is still there. */
const isBrokenInsideFunction = (node: Syntax): boolean =>
  node.isBroken === true &&
  node.type !== 'ERROR' &&
  (node.type === 'statement_block' || node.type === 'class_body' || node.children.some(isBrokenInsideFunction));

export function statement(source: Reading, node: Syntax): Statement[] {
  if (node.depth > deepest) return [unsupported(source, node, 'This is nested too deeply to be read.')];
  if (typeOnly.has(node.type)) return [];
  if (node.type === 'ERROR') return salvaged(source, node);
  if (isBrokenItself(node)) return [unsupported(source, node, syntaxError)];
  const span = spanOf(source, node);
  switch (node.type) {
    case 'expression_statement': {
      const inner = namedChildren(node)[0];
      return inner ? topLevel(source, inner) : [];
    }
    case 'variable_declaration':
    case 'lexical_declaration':
      return declaration(source, node);
    case 'return_statement': {
      const value = namedChildren(node)[0];
      return [{ kind: 'return', value: value ? expression(source, value) : null, span }];
    }
    case 'if_statement': {
      const alternative = fieldOf(node, 'alternative');
      return [
        {
          kind: 'if',
          condition: required(source, node, fieldOf(node, 'condition')),
          then: body(source, fieldOf(node, 'consequence')),
          otherwise: alternative ? body(source, namedChildren(alternative)[0]) : [],
          span,
        },
      ];
    }
    case 'for_statement':
      return forLoop(source, node, null);
    case 'for_in_statement':
      return forIn(source, node, null);
    case 'while_statement':
    case 'do_statement':
      return loop(source, node, null);
    case 'labeled_statement':
      return labelled(source, node);
    case 'break_statement':
    case 'continue_statement':
      return jump(source, node);
    case 'switch_statement':
      return switchStatement(source, node, null);
    case 'statement_block':
      return block(source, node);
    case 'function_declaration':
    case 'generator_function_declaration':
      return [{ kind: 'function', function: functionDefinition(source, node), span }];
    case 'class_declaration':
    case 'abstract_class_declaration':
      return [{ kind: 'class', class: classDefinition(source, node), span }];
    case 'throw_statement':
      return [{ kind: 'raise', message: textOf(source, node), span }];
    case 'try_statement': {
      const [handler, finalizer] = [fieldOf(node, 'handler'), fieldOf(node, 'finalizer')];
      return [
        {
          kind: 'try',
          body: block(source, fieldOf(node, 'body')),
          handlers: handler ? [{ errors: null, body: block(source, fieldOf(handler, 'body')) }] : [],
          otherwise: [],
          finally: finalizer ? block(source, fieldOf(finalizer, 'body')) : [],
          span,
        },
      ];
    }
    case 'import_statement':
      return imported(source, node);
    case 'export_statement':
      return exported(source, node);
    case 'enum_declaration':
      return [enumeration(source, node)];
    case 'empty_statement':
    case 'debugger_statement':
    case 'hash_bang_line':
    case 'comment':
    case 'internal_module':
    case 'module':
      return [];
    default:
      return [unsupported(source, node, `This (${node.type.replace(/_/g, ' ')}) is not read.`)];
  }
}

export const syntaxError = 'Syntax error: this cannot be read.';

/** What stands unharmed among what cannot be read. */
function salvaged(source: Reading, node: Syntax): Statement[] {
  const whole = node.children.filter(
    ({ type, isBroken }) =>
      !isBroken &&
      ['function_declaration', 'class_declaration', 'export_statement', 'lexical_declaration'].includes(type),
  );
  return [unsupported(source, node, syntaxError), ...whole.flatMap((child) => statement(source, child))];
}

/** An expression for what it does; `namespace N {}` of TypeScript stands where an expression does. */
function topLevel(source: Reading, node: Syntax): Statement[] {
  if (node.type === 'internal_module') return [];
  return effectOf(source, node);
}

/** `const a = 1, {x, y} = p;` */
export function declaration(source: Reading, node: Syntax): Statement[] {
  return namedChildren(node).flatMap((declarator): Statement[] => {
    if (declarator.type !== 'variable_declarator') return [];
    const span = spanOf(source, declarator);
    const own = fieldOf(declarator, 'name');
    const written = fieldOf(declarator, 'value');
    if (!own) return [unsupported(source, declarator)];
    if (!written) {
      if (node.type === 'variable_declaration' && !isFirstMention(source, own)) return [];
      return [assignment(target(source, own), { kind: 'none', span }, span)];
    }
    const module = requiredModule(source, declarator, own, written);
    if (module) return module;
    const inner = unwrapped(written);
    if (inner.type === 'class' && own.type === 'identifier') {
      const of = classDefinition(source, inner);
      const at = spanOf(source, own);
      return [{ kind: 'class', class: { ...of, name: nameOf(source, own), nameSpan: at, span }, span }];
    }
    if (own.type === 'identifier') {
      const [text, at] = [nameOf(source, own), spanOf(source, own)];
      // The whole declaration is the definition's where it declares nothing else.
      const whole = namedChildren(node).length === 1 ? spanOf(source, node) : span;
      const value = namedLambda(expression(source, written), text, at, whole);
      return [assignment({ kind: 'name', name: text, span: at }, value, whole)];
    }
    return assignPattern(source, own, expression(source, written));
  });
}

/** `var x;` after a use of `x` changes nothing. */
function isFirstMention(source: Reading, own: Syntax): boolean {
  const text = textOf(source, own);
  const opening = Math.max(source.text.lastIndexOf('function', own.start), 0);
  return !new RegExp(`(?<![\\w$.])${text.replace(/\$/g, '\\$')}(?![\\w$])`).test(source.text.slice(opening, own.start));
}

/** `enum E { A, B = 5 }`: an object of constants (TypeScript's handbook, Enums). */
function enumeration(source: Reading, node: Syntax): Statement {
  const span = spanOf(source, node);
  const own = fieldOf(node, 'name');
  let next: number | null = 0;
  const entries = namedChildren(fieldOf(node, 'body') ?? node).flatMap((member) => {
    const label = member.type === 'enum_assignment' ? fieldOf(member, 'name') : member;
    const written = member.type === 'enum_assignment' ? fieldOf(member, 'value') : undefined;
    if (!label) return [];
    const at = spanOf(source, member);
    const value: Expression = written
      ? expression(source, written)
      : next === null
        ? unsupported(source, member)
        : { kind: 'number', text: String(next), span: at };
    next = value.kind === 'number' && /^\d+$/.test(value.text) ? Number(value.text) + 1 : null;
    return [{ key: { kind: 'string' as const, value: textOf(source, label), span: at }, value }];
  });
  const at = own ? spanOf(source, own) : span;
  return assignment(
    { kind: 'name', name: own ? nameOf(source, own) : '', span: at },
    { kind: 'dictionary', entries, span },
    span,
  );
}
