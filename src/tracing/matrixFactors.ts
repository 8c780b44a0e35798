/** Matrices that only the way they are multiplied tells: `a @ w` here and `a.T @ r` there, or `x @ a @ x`. */
import type { Expression, FunctionDefinition, Program } from '../languages/program';
import { allStatements, everyExpressionOf, within } from '../languages/walk';

/** Functions that a file has, by their names. */
type Functions = ReadonlyMap<string, FunctionDefinition>;

const ofPrograms = new WeakMap<Program, Functions>();

/** The functions of a file that stand in no class and in no other function. */
export function functionsOf(program: Program): Functions {
  let found = ofPrograms.get(program);
  if (!found) {
    const all = program.definitions.filter(({ className, enclosing }) => className === null && enclosing === null);
    ofPrograms.set(program, (found = new Map(all.map((one) => [one.function.name, one.function]))));
  }
  return found;
}

/** How far calls of the file's own functions are followed. */
const DEEPEST = 3;

/** The names of a function that its products show to be matrices, be it in functions that it hands them to. */
export function matrixFactors(written: FunctionDefinition, functions: Functions = new Map()): ReadonlySet<string> {
  const products = productsOf(written, functions, DEEPEST);
  return new Set([...turnedFactors(products), ...middles(products), ...eitherWay(products)]);
}

const known = new WeakMap<FunctionDefinition, Inside>();

interface Inside {
  readonly products: readonly (readonly Factor[])[];
  readonly calls: readonly { readonly name: string; readonly given: readonly (string | null)[] }[];
}

/** What stands in a function itself. One that has not changed is the same object in the next version of a file. */
function inside(written: FunctionDefinition): Inside {
  let found = known.get(written);
  if (!found) known.set(written, (found = readInside(written)));
  return found;
}

function readInside({ body }: FunctionDefinition): Inside {
  const products: (readonly Factor[])[] = [];
  const calls: Inside['calls'][number][] = [];
  for (const statement of allStatements(body))
    for (const expression of everyExpressionOf(statement))
      for (const part of within(expression)) {
        if (productOf(part)) products.push(factorsOf(part));
        if (part.kind === 'call' && part.callee.kind === 'name')
          calls.push({
            name: part.callee.name,
            given: part.arguments.map(({ name, value }) =>
              name === null && value.kind === 'name' ? value.name : null,
            ),
          });
      }
  return { products, calls };
}

function productsOf(written: FunctionDefinition, functions: Functions, depth: number): (readonly Factor[])[] {
  const { products, calls } = inside(written);
  const handed = calls.flatMap(({ name, given }) => {
    const called = depth > 0 && given.some((one) => one !== null) ? functions.get(name) : undefined;
    if (!called || called === written) return [];
    const names = new Map(called.parameters.map((parameter, i) => [parameter.name, given[i] ?? null]));
    return productsOf(called, functions, depth - 1).map((factors) =>
      factors.map((factor) => ({ ...factor, name: factor.name === null ? null : (names.get(factor.name) ?? null) })),
    );
  });
  return [...products, ...handed];
}

interface Factor {
  /** `null` for what is no name. */
  readonly name: string | null;
  readonly isTurned: boolean;
}

/**
 * Names that stand on the left of products, as they are and transposed, and on the right of none but of their own
 * transpose (`a.T @ a @ w`). Of a vector one of the two would do; one with `x.T @ a @ x` is on the right as well.
 */
function turnedFactors(products: readonly (readonly Factor[])[]): string[] {
  const [plain, turned, right] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const [left, ...others] of products) {
    if (left?.name) (left.isTurned ? turned : plain).add(left.name);
    others.forEach(({ name, isTurned }, i) => {
      const before = i === 0 ? left : others[i - 1];
      const isOwn = before?.name === name && before?.isTurned !== isTurned && others.length > 1;
      if (name !== null && !isOwn) right.add(name);
    });
  }
  return [...plain].filter((name) => turned.has(name) && !right.has(name));
}

/** The a of `a @ a.T` and of `a.T @ a`: of a vector both would be one number. */
function eitherWay(products: readonly (readonly Factor[])[]): string[] {
  const isOwn = (first: boolean, [left, right, ...more]: readonly Factor[]): boolean =>
    left?.name === right?.name && left?.isTurned === first && right?.isTurned === !first && more.length === 0;
  const names = (first: boolean): string[] =>
    products.filter((factors) => isOwn(first, factors)).flatMap(([left]) => left?.name ?? []);
  const inner = new Set(names(true));
  return names(false).filter((name) => inner.has(name));
}

/** The a of a quadratic form `x.T @ a @ x`. */
const middles = (products: readonly (readonly Factor[])[]): string[] =>
  products.flatMap(([first, middle, last, ...more]) =>
    first?.name && middle?.name && first.name === last?.name && first.name !== middle.name && more.length === 0
      ? [middle.name]
      : [],
  );

/** The factors of a product of products, in their order. */
function factorsOf(part: Expression): Factor[] {
  const product = productOf(part);
  return product
    ? [product.left, product.right].flatMap(factorsOf)
    : [factorOf(part) ?? { name: null, isTurned: false }];
}

/** `a @ b`, `np.dot(a, b)`, `a.dot(b)`. */
function productOf(part: Expression): { readonly left: Expression; readonly right: Expression } | null {
  if (part.kind === 'binary') return part.operator === '@' ? part : null;
  if (part.kind !== 'call' || part.callee.kind !== 'attribute' || !/^(dot|matmul)$/.test(part.callee.name)) return null;
  const [first, second, ...more] = part.arguments.map(({ value }) => value);
  if (!first || more.length > 0) return null;
  return second ? { left: first, right: second } : { left: part.callee.object, right: first };
}

/** `a`, `a.T`, `a.transpose()`, `np.transpose(a)`, `2 * a.T`, `a.T / m`. */
function factorOf(part: Expression): Factor | null {
  if (part.kind === 'name') return { name: part.name, isTurned: false };
  if (part.kind === 'unary') return factorOf(part.operand);
  if (part.kind === 'binary' && (part.operator === '*' || part.operator === '/'))
    return scaledFactor(part.left, part.right);
  if (part.kind === 'attribute' && part.name === 'T') return turnedOf(part.object);
  if (part.kind !== 'call' || part.callee.kind !== 'attribute' || part.callee.name !== 'transpose') return null;
  return turnedOf(part.arguments[0]?.value ?? part.callee.object);
}

/** What is multiplied by a number, or transposed and by whatever. */
function scaledFactor(left: Expression, right: Expression): Factor | null {
  const [first, second] = [factorOf(left), factorOf(right)];
  const turned = [first, second].find((factor) => factor?.isTurned);
  return turned ?? (left.kind === 'number' ? second : right.kind === 'number' ? first : null);
}

const turnedOf = (part: Expression): Factor | null =>
  part.kind === 'name' ? { name: part.name, isTurned: true } : null;
