/**
 * The functions of a file, wherever they stand: declared, bound to a name or a property, in an object that is written
 * out, and inside functions that are called once to have names of their own.
 */
import type { Definition, Directive, Expression, FunctionDefinition, Program, Statement, Wrapper } from '../program';
import { expressionsOf, innerBlocks, operandsOf } from '../walk';

type Found = Pick<Program, 'definitions' | 'classes'> & { readonly wrappers: readonly Wrapper[] };

/** Where a definition stands: `prefix` begins its name. */
interface Place {
  readonly prefix: string;
  readonly className: string | null;
  readonly enclosing: string | null;
  /** In a function that is not called once. */
  readonly isInside: boolean;
}

export function findDefinitions(
  body: readonly Statement[],
  directiveOf: (definition: FunctionDefinition) => Directive | null,
): Found {
  return new Finder(directiveOf).run(body);
}

class Finder {
  private readonly definitions: Definition[] = [];
  private readonly classes: Program['classes'][number][] = [];
  private readonly wrappers: Wrapper[] = [];
  private readonly counts = new Map<string, number>();

  constructor(private readonly directiveOf: (definition: FunctionDefinition) => Directive | null) {}

  run(body: readonly Statement[]): Found {
    this.inBlock(body, { prefix: '', className: null, enclosing: null, isInside: false });
    // An outer function comes before those inside it, in the order of the text.
    this.definitions.sort(
      (a, b) => a.function.span.start - b.function.span.start || b.function.span.end - a.function.span.end,
    );
    return { definitions: this.definitions, classes: this.classes, wrappers: this.wrappers };
  }

  private unique(name: string): string {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  }

  private add(definition: FunctionDefinition, place: Place, prefix = place.prefix): void {
    const own = definition.name === '__init__' ? 'constructor' : definition.name;
    const name = this.unique(prefix + own);
    const { className, enclosing } = place;
    this.definitions.push({
      name,
      function: definition,
      className,
      enclosing,
      directive: this.directiveOf(definition),
    });
    this.inBlock(definition.body, { prefix: `${name}.`, className: null, enclosing: name, isInside: true });
  }

  private inBlock(statements: readonly Statement[], place: Place): void {
    for (const statement of statements) this.inStatement(statement, place);
  }

  private inStatement(statement: Statement, place: Place): void {
    if (statement.kind === 'function') return this.add(statement.function, place);
    if (statement.kind === 'class') {
      const name = this.unique(place.prefix + statement.class.name);
      this.classes.push({ name, class: statement.class });
      return this.inBlock(statement.class.body, { ...place, prefix: `${name}.`, className: name });
    }
    if (statement.kind === 'assign') {
      const [target] = statement.targets;
      const path = target && target.kind !== 'tuple' && target.kind !== 'rest' ? pathOf(target) : null;
      return this.inValue(statement.value, place, path);
    }
    if (statement.kind === 'return' && statement.value) return this.inValue(statement.value, place, []);
    for (const expression of expressionsOf(statement)) this.inExpression(expression, place);
    for (const block of innerBlocks(statement)) this.inBlock(block, place);
  }

  /** @param path the names that the value is bound to: `['jStat', 'erf']` */
  private inValue(value: Expression, place: Place, path: readonly string[] | null): void {
    if (value.kind === 'lambda') {
      const { name } = value.function;
      if (name !== '' && path) this.add(value.function, place, `${place.prefix}${prefixOf(path.slice(0, -1))}`);
      // What a function gives back, without a name: its inside is of interest all the same.
      else this.inBlock(value.function.body, { ...place, isInside: true });
      return;
    }
    if (value.kind === 'dictionary' && path) return this.inDictionary(value, place, path);
    this.inExpression(value, place);
  }

  private inDictionary(
    value: Extract<Expression, { kind: 'dictionary' }>,
    place: Place,
    path: readonly string[],
  ): void {
    for (const { key, value: entry } of value.entries) {
      if (key?.kind !== 'string') this.inExpression(entry, place);
      else if (entry.kind === 'lambda') {
        const named = { ...entry.function, name: key.value };
        this.add(entry.function.name === key.value ? entry.function : named, place, `${place.prefix}${prefixOf(path)}`);
      } else this.inValue(entry, place, [...path, key.value]);
    }
  }

  private inExpression(expression: Expression, place: Place): void {
    if (expression.kind === 'effects') {
      this.inBlock(expression.statements, place);
      return this.inExpression(expression.value, place);
    }
    if (expression.kind === 'call') {
      const { callee, arguments: args } = expression;
      const values = args.map(({ value }) => value);
      const isOnce = callee.kind === 'lambda';
      if (isOnce) this.wrap(callee.function, values, place);
      else this.inExpression(callee, place);
      const [first] = values;
      const path = first ? pathOf(first) : null;
      const isModule = isOnce || (callee.kind === 'name' && callee.name === 'define');
      for (const value of values) {
        if (value.kind === 'lambda') {
          if (isModule) this.wrap(value.function, [], place);
        } else if (value.kind === 'dictionary' && path) this.inDictionary(value, place, path);
        else this.inExpression(value, place);
      }
      return;
    }
    if (expression.kind === 'dictionary') return this.inDictionary(expression, place, []);
    for (const operand of operandsOf(expression)) this.inExpression(operand, place);
  }

  /** A function that is called where it stands: its names are as good as the file's. */
  private wrap(definition: FunctionDefinition, given: readonly Expression[], place: Place): void {
    const name = `(function ${this.wrappers.length + 1})`;
    this.wrappers.push({ name, function: definition, arguments: given, enclosing: place.enclosing });
    this.inBlock(definition.body, { ...place, className: null, enclosing: name });
  }
}

const prefixOf = (path: readonly string[]): string => path.map((part) => `${part}.`).join('');

/** `jStat.normal` as names, `null` for anything else. What a module gives away has its plain name. */
function pathOf(expression: { readonly kind: string }): string[] | null {
  const one = expression as Expression;
  if (one.kind === 'name') return one.name === 'export default' ? [] : [one.name.replace(/^export /, '')];
  if (one.kind !== 'attribute') return null;
  const before = pathOf(one.object);
  return before && [...before, one.name];
}
