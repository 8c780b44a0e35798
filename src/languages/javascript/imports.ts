/** Imports and exports of both kinds of modules. What a module exports is bound to a name that no source can spell. */
import type { Expression, ImportBinding, Statement } from '../program';
import { type Syntax, childOfType, fieldOf, hasToken, namedChildren, spanOf, textOf } from '../syntax';
import { expression, namedLambda, unwrapped } from './expressions';
import { propertiesOf } from './patterns';
import { type Reading, assignment, name, nameOf, unsupported } from './source';
import { statement } from './statements';
import { stringValue } from './strings';

/** The name under which a module gives away something. */
export const exportName = (own: string): string => `export ${own}`;

const statementOf = (source: Reading, node: Syntax, bindings: readonly ImportBinding[]): Statement[] =>
  bindings.length === 0 ? [] : [{ kind: 'import', bindings, span: spanOf(source, node) }];

function moduleOf(source: Reading, node: Syntax): string | null {
  const from = fieldOf(node, 'source');
  return from ? stringValue(source, from) : null;
}

/** A member of a module: the whole module, where a library's default export is asked for. */
export const member = (module: string, own: string): string | null =>
  own === 'default' && !module.startsWith('.') ? null : own;

export function imported(source: Reading, node: Syntax): Statement[] {
  const byRequire = childOfType(node, 'import_require_clause');
  if (byRequire) {
    const [own] = namedChildren(byRequire);
    const module = moduleOf(source, byRequire);
    return own && module !== null
      ? statementOf(source, node, [{ module, member: null, name: nameOf(source, own) }])
      : [];
  }
  const module = moduleOf(source, node);
  const clause = childOfType(node, 'import_clause');
  if (module === null || !clause || hasToken(node, 'type')) return [];
  const bindings = namedChildren(clause).flatMap((part): ImportBinding[] => {
    if (part.type === 'identifier') return [{ module, member: member(module, 'default'), name: nameOf(source, part) }];
    if (part.type === 'namespace_import') {
      const own = namedChildren(part)[0];
      return own ? [{ module, member: null, name: nameOf(source, own) }] : [];
    }
    return namedChildren(part).flatMap((specifier): ImportBinding[] => {
      const { from, to } = specifierNames(source, specifier);
      return to === null || from === null ? [] : [{ module, member: member(module, from), name: to }];
    });
  });
  return statementOf(source, node, bindings);
}

/** `a as b`, `default as b`, `a`. */
function specifierNames(source: Reading, node: Syntax): { from: string | null; to: string | null } {
  if (hasToken(node, 'type')) return { from: null, to: null };
  const words = textOf(source, node)
    .trim()
    .split(/\s+as\s+/)
    .map((word) => word.replace(/^['"]|['"]$/g, ''));
  const [from = null, to = from] = words;
  return { from, to };
}

/** `const a = require('./a')`, `const {b} = require('./b')`, `const c = require('./c').c`; `null` for anything else. */
export function required(source: Reading, node: Syntax, own: Syntax, written: Syntax): Statement[] | null {
  const plain = unwrapped(written);
  const property = plain.type === 'member_expression' ? fieldOf(plain, 'property') : undefined;
  const call = property ? fieldOf(plain, 'object') : plain;
  if (call?.type !== 'call_expression') return null;
  const callee = fieldOf(call, 'function');
  const argument = namedChildren(fieldOf(call, 'arguments') ?? call)[0];
  if (!callee || textOf(source, callee) !== 'require' || argument?.type !== 'string') return null;
  const module = stringValue(source, argument);
  if (own.type === 'identifier') {
    const from = property ? member(module, textOf(source, property)) : null;
    return statementOf(source, node, [{ module, member: from, name: nameOf(source, own) }]);
  }
  const properties = own.type === 'object_pattern' && !property ? propertiesOf(source, own) : null;
  if (!properties) return null;
  const bindings = namedChildren(own).flatMap((part, i): ImportBinding[] => {
    const from = properties[i];
    const to = part.type === 'pair_pattern' ? fieldOf(part, 'value') : part;
    if (from === undefined || !to || !/identifier/.test(to.type)) return [];
    return [{ module, member: member(module, from), name: nameOf(source, to) }];
  });
  return statementOf(source, node, bindings);
}

export function exported(source: Reading, node: Syntax): Statement[] {
  if (hasToken(node, 'type')) return [];
  const span = spanOf(source, node);
  const module = moduleOf(source, node);
  const clause = childOfType(node, 'export_clause');
  if (module !== null) {
    const specifiers = clause ? namedChildren(clause) : [];
    const bindings = specifiers.flatMap((specifier): ImportBinding[] => {
      const { from, to } = specifierNames(source, specifier);
      return from === null || to === null ? [] : [{ module, member: member(module, from), name: exportName(to) }];
    });
    const whole = childOfType(node, 'namespace_export');
    const own = whole && namedChildren(whole)[0];
    if (own) return statementOf(source, node, [{ module, member: null, name: exportName(textOf(source, own)) }]);
    return statementOf(source, node, clause ? bindings : [{ module, member: '*', name: '' }]);
  }
  if (clause)
    return namedChildren(clause).flatMap((specifier): Statement[] => {
      const { from, to } = specifierNames(source, specifier);
      if (from === null || to === null || from === to) return [];
      return [bind(exportName(to), name(from, spanOf(source, specifier)), spanOf(source, specifier))];
    });
  const declared = fieldOf(node, 'declaration');
  const value = fieldOf(node, 'value');
  const isDefault = hasToken(node, 'default');
  if (declared) {
    const statements = statement(source, declared);
    if (!isDefault) return statements;
    const own = fieldOf(declared, 'name');
    return own ? [...statements, bind(exportName('default'), name(nameOf(source, own), span), span)] : statements;
  }
  if (value) {
    const at = { start: span.start, end: span.start + 'export'.length };
    return [bind(exportName('default'), namedLambda(expression(source, value), 'default', at, span), span)];
  }
  const [only] = namedChildren(node);
  // `export = value` of TypeScript.
  if (only && hasToken(node, '=')) return [bind(exportName('default'), expression(source, only), span)];
  return only ? statement(source, only) : [unsupported(source, node)];
}

const bind = (own: string, value: Expression, span: Statement['span']): Statement =>
  assignment({ kind: 'name', name: own, span: { start: span.start, end: span.start } }, value, span);
