/**
 * Random Python functions of the constructs that Gradlens reads: scalars, vectors and matrices of known shapes, loops,
 * branches, slices, helpers, closures, classes. Every function that is written runs in NumPy as it stands.
 */

/** A stream of random choices, the same for the same seed. */
export class Choice {
  private state: number;

  constructor(seed: number) {
    this.state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0;
  }

  /** In [0, 1): Mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  chance(p: number): boolean {
    return this.next() < p;
  }
}

export type Shape = readonly number[];

export interface Argument {
  readonly name: string;
  readonly shape: Shape;
}

/** A function `f` (or a method `Model.f`) in a file of its own. */
export interface Program {
  readonly text: string;
  /** `f`, or `Model.f`. */
  readonly name: string;
  readonly arguments: readonly Argument[];
}

interface Variable {
  readonly name: string;
  readonly shape: Shape;
}

const same = (a: Shape, b: Shape): boolean => a.join() === b.join();

export function randomProgram(seed: number): Program {
  return new Writer(new Choice(seed)).program();
}

class Writer {
  private readonly lines: string[] = [];
  private variables: Variable[] = [];
  private helpers: string[] = [];
  private count = 0;
  private depth = 1;
  private readonly n: number;
  private readonly m: number;

  constructor(private readonly c: Choice) {
    this.n = 2 + c.below(3);
    this.m = 2 + c.below(2);
  }

  program(): Program {
    const { c } = this;
    const shapes: Shape[] = [[this.n], [], [this.n], [this.n, this.m]];
    const parameters = ['x', 's', 'y', 'A'].map((name, i): Argument => ({ name, shape: shapes[i] as Shape }));
    const used = parameters.filter(({ name }, i) => i === 0 || c.chance(name === 's' ? 0.6 : 0.35));
    const isMethod = c.chance(0.15);
    const head = [
      'import math',
      'import numpy as np',
      `RATE = ${this.number()}`,
      `TABLE = [${this.number()}, ${this.number()}]`,
      '',
    ];
    const helpers = this.helperDefinitions();
    this.variables = used.map(({ name, shape }) => ({ name, shape }));
    const names = used.map(({ name }) => name).join(', ');
    this.depth = isMethod ? 2 : 1;
    if (c.chance(0.2)) this.closure();
    for (let i = 1 + c.below(5); i > 0; i -= 1) this.statement(2);
    this.result();
    const body = this.lines.join('\n');
    const text = isMethod
      ? `class Model:\n    gain = ${this.number()}\n\n    def f(self, ${names}):\n${body}\n`
      : `def f(${names}):\n${body}\n`;
    return { text: [...head, ...helpers, text].join('\n'), name: isMethod ? 'Model.f' : 'f', arguments: used };
  }

  private number(): string {
    const { c } = this;
    return c.of(['2', '3', '1', '0.5', '1.5', '-0.75', '0.3', '2.0', '-1', '1e-1']);
  }

  private emit(line: string): void {
    this.lines.push('    '.repeat(this.depth) + line);
  }

  private fresh(): string {
    this.count += 1;
    return `${this.c.of(['a', 'b', 'u', 'w', 't', 'z'])}${this.count}`;
  }

  private helperDefinitions(): string[] {
    const { c } = this;
    if (c.chance(0.5)) return [];
    this.helpers = ['smooth'];
    const parts = [
      'def smooth(t, k=2.0):',
      `    return ${c.of(['np.tanh(k * t)', 't**2 / (1 + t**2) * k', 'np.sin(t) + k', 'math.exp(-t * t) * k if np.ndim(t) == 0 else t'])}`,
    ];
    // One that only takes numbers is not called with arrays.
    if (parts[1]?.includes('math.exp')) parts[1] = '    return np.exp(-t * t) * k';
    return [...parts, '', ''];
  }

  private closure(): void {
    const outer = this.scalar(1);
    const name = this.fresh();
    this.emit(`${name} = ${outer}`);
    this.variables.push({ name, shape: [] });
    this.emit('def inner(t, scale=1.0):');
    this.emit(`    return t * ${name} * scale + ${this.number()}`);
    this.helpers = [...this.helpers, 'inner'];
  }

  private variable(shape: Shape): string | null {
    const found = this.variables.filter((one) => same(one.shape, shape));
    return found.length > 0 ? this.c.of(found).name : null;
  }

  private expression(shape: Shape, depth: number): string {
    if (shape.length === 0) return this.scalar(depth);
    return shape.length === 1 ? this.vector(shape[0] as number, depth) : this.matrix(shape, depth);
  }

  private index(size: number): string {
    const { c } = this;
    return c.chance(0.3) ? String(-1 - c.below(size)) : String(c.below(size));
  }

  private size(): number {
    return this.c.of([this.n, this.n, this.m, 3]);
  }

  private scalar(depth: number): string {
    const { c } = this;
    const e = (): string => this.scalar(depth - 1);
    if (depth <= 0) {
      const leaf = c.of(['variable', 'variable', 'element', 'number', 'constant']);
      if (leaf === 'number') return this.number();
      if (leaf === 'constant') return c.of(['RATE', 'TABLE[0]', 'TABLE[-1]', 'np.pi', 'math.e']);
      const scalar = leaf === 'variable' ? this.variable([]) : null;
      return scalar ?? `x[${this.index(this.n)}]`;
    }
    const n = this.size();
    const v = (size = n): string => this.vector(size, depth - 1);
    const makers: (() => string)[] = [
      () => `(${e()} ${c.of(['+', '-', '*'])} ${e()})`,
      () => `(${e()} ${c.of(['+', '-', '*'])} ${e()})`,
      () => `${e()} / (1 + ${e()} ** 2)`,
      () => `(${e()}) ** ${c.of(['2', '3'])}`,
      () => `-${e()}`,
      () => `${c.of(['np.sin', 'np.cos', 'np.tanh', 'np.arctan', 'math.sin', 'math.cos'])}(${e()})`,
      () => `np.exp(-(${e()}) ** 2)`,
      () => `${c.of(['np.sqrt', 'np.log', 'math.sqrt', 'math.log', 'np.log1p'])}(1 + (${e()}) ** 2)`,
      () => `${c.of(['abs', 'np.abs'])}(${e()})`,
      () => `${c.of(['max', 'min', 'np.maximum', 'np.minimum'])}(${e()}, ${e()})`,
      () => `(${e()} if ${this.comparison(depth - 1)} else ${e()})`,
      () => `np.where(${this.comparison(depth - 1)}, ${e()}, ${e()})`,
      () => `${c.of(['np.sum', 'np.mean', 'sum', 'np.prod', 'np.max', 'np.min', 'np.var'])}(${v()})`,
      () => `np.linalg.norm(1 + ${v()} ** 2)`,
      () => `np.dot(${v()}, ${v()})`,
      () => `(${v()} @ ${v()})`,
      () => `(${v()})[${this.index(n)}]`,
      () => `(${this.matrix([this.n, this.m], depth - 1)})[${this.index(this.n)}, ${this.index(this.m)}]`,
      () => `np.sum(${this.matrix([this.n, this.m], depth - 1)})`,
      () => `sum(${this.elementwise(depth - 1, 'i')} for i in range(${this.n}))`,
      () => `np.clip(${e()}, -1.5, 1.5)`,
      () => `len(x) * ${e()}`,
      () => `np.hypot(${e()}, 1.0)`,
      () => `np.arctan2(${e()}, 2 + (${e()}) ** 2)`,
      () => `np.trace(np.outer(${v()}, ${v()}))`,
    ];
    if (this.helpers.length > 0)
      makers.push(() => `${c.of(this.helpers)}(${e()}${c.chance(0.3) ? `, ${this.number()}` : ''})`);
    return c.of(makers)();
  }

  private comparison(depth: number): string {
    const { c } = this;
    const one = `${this.scalar(depth)} ${c.of(['<', '>', '<=', '>='])} ${this.number()}`;
    return c.chance(0.15) ? `${one} ${c.of(['and', 'or'])} ${this.scalar(0)} < 0.25` : one;
  }

  /** An expression of the index `i` of x. */
  private elementwise(depth: number, i: string): string {
    const { c } = this;
    return c.of([
      `x[${i}] * ${this.scalar(depth)}`,
      `x[${i}] ** 2 * (${i} + 1)`,
      `np.sin(x[${i}]) / (${i} + 2)`,
      `x[${i}] * x[${i} - 1]`,
    ]);
  }

  private vector(n: number, depth: number): string {
    const { c } = this;
    const v = (): string => this.vector(n, depth - 1);
    const e = (): string => this.scalar(depth - 1);
    const known = this.variable([n]);
    if (depth <= 0) {
      if (known !== null && c.chance(0.8)) return known;
      return c.of([
        `np.array([${Array.from({ length: n }, () => this.scalar(0)).join(', ')}])`,
        `np.arange(1.0, ${n + 1}.0)`,
        `np.linspace(0.5, 1.5, ${n})`,
        `np.full(${n}, ${this.scalar(0)})`,
      ]);
    }
    const makers: (() => string)[] = [
      () => `(${v()} ${c.of(['+', '-', '*'])} ${v()})`,
      () => `(${v()} ${c.of(['+', '-', '*'])} ${e()})`,
      () => `${e()} * ${v()}`,
      () => `${v()} / (1 + (${v()}) ** 2)`,
      () => `${c.of(['np.sin', 'np.cos', 'np.tanh', 'np.abs', 'np.square', 'np.negative'])}(${v()})`,
      () => `np.exp(-(${v()}) ** 2)`,
      () => `(${v()})[::-1]`,
      () => `np.cumsum(${v()})`,
      () => `np.roll(${v()}, ${c.of(['1', '-1', '2'])})`,
      () => `np.where(${v()} ${c.of(['>', '<'])} ${this.number()}, ${v()}, ${v()})`,
      () => `np.${c.of(['maximum', 'minimum'])}(${v()}, ${c.chance(0.5) ? e() : v()})`,
      () => `np.clip(${v()}, -1.0, 1.0)`,
      () => `np.array([${Array.from({ length: n }, e).join(', ')}])`,
      () => `np.concatenate([(${v()})[:1], (${v()})[1:]])`,
      () => `np.diff(${this.vector(n + 1, depth - 1)})`,
      () => `(${this.matrix([n, this.m], depth - 1)}).sum(axis=1)`,
      () => `np.mean(${this.matrix([this.m, n], depth - 1)}, axis=0)`,
      () => `(${this.matrix([n, this.m], depth - 1)} @ ${this.vector(this.m, depth - 1)})`,
      () => `(${this.matrix([n, this.m], depth - 1)})[:, ${this.index(this.m)}]`,
      () => `(${this.matrix([this.m, n], depth - 1)})[${this.index(this.m)}]`,
      () => `np.sort(${v()})`,
      () => `np.max(${this.matrix([this.m, n], depth - 1)}, axis=0)`,
      () => `np.cross(${this.vector(3, depth - 1)}, ${this.vector(3, depth - 1)})[:2].sum() * ${v()}`,
    ];
    if (n === this.n) makers.push(() => `np.array([${this.elementwise(0, 'i')} for i in range(${n})])`);
    if (n >= 2) makers.push(() => `np.append((${v()})[1:], ${e()})`);
    if (this.helpers.includes('smooth')) makers.push(() => `smooth(${v()})`);
    return c.of(makers)();
  }

  private matrix(shape: Shape, depth: number): string {
    const { c } = this;
    const [n, m] = shape as readonly [number, number];
    const M = (): string => this.matrix(shape, depth - 1);
    const known = this.variable(shape);
    if (depth <= 0) return known ?? `np.outer(${this.vector(n, 0)}, ${this.vector(m, 0)})`;
    const makers: (() => string)[] = [
      () => `np.outer(${this.vector(n, depth - 1)}, ${this.vector(m, depth - 1)})`,
      () => `(${M()} ${c.of(['+', '-', '*'])} ${M()})`,
      () => `(${M()} * ${this.vector(m, depth - 1)})`,
      () => `(${M()} + (${this.vector(n, depth - 1)})[:, None])`,
      () => `${this.scalar(depth - 1)} * ${M()}`,
      () => `(${this.matrix([m, n], depth - 1)}).T`,
      () => `np.${c.of(['tanh', 'sin', 'abs'])}(${M()})`,
      () => `(np.diag(${this.vector(n, depth - 1)}) @ ${M()})`,
      () => `(${M()} @ np.eye(${m}))`,
      () => `np.stack([${Array.from({ length: n }, () => this.vector(m, depth - 1)).join(', ')}])`,
      () => `np.reshape(${this.vector(n, depth - 1)}.repeat(${m}), (${n}, ${m}))`,
      () => `np.transpose(np.array([${Array.from({ length: m }, () => this.vector(n, depth - 1)).join(', ')}]))`,
      () => `np.einsum('i,j->ij', ${this.vector(n, depth - 1)}, ${this.vector(m, depth - 1)})`,
    ];
    return c.of(makers)();
  }

  private bind(shape: Shape, value: string): string {
    const name = this.fresh();
    this.emit(`${name} = ${value}`);
    this.variables.push({ name, shape });
    return name;
  }

  private shape(): Shape {
    return this.c.of<Shape>([[], [], [this.n], [this.n], [this.n, this.m]]);
  }

  /** Statements inside run in a scope whose new names are not used after it. */
  private block(write: () => void): void {
    const outer = this.variables;
    this.variables = [...outer];
    this.depth += 1;
    write();
    this.depth -= 1;
    this.variables = outer;
  }

  private statement(depth: number): void {
    const { c } = this;
    const makers: (() => void)[] = [
      () => void this.assignment(depth),
      () => void this.assignment(depth),
      () => this.accumulation(depth),
      () => this.branch(depth),
      () => this.filling(depth),
      () => this.changing(depth),
      () => this.unpacking(),
      () => this.counting(depth),
      () => this.iteration(depth),
      () => this.guard(depth),
    ];
    c.of(makers)();
  }

  private assignment(depth: number): string {
    const shape = this.shape();
    return this.bind(shape, this.expression(shape, depth));
  }

  private accumulation(depth: number): void {
    const { c } = this;
    const total = this.bind([], this.number());
    const i = this.fresh();
    this.emit(
      `for ${i} in range(${c.of([String(this.n), 'len(x)', 'x.shape[0]', `1, ${this.n}`, `${this.n - 1}, -1, -1`])}):`,
    );
    this.block(() => {
      if (c.chance(0.2)) {
        this.emit(`if ${i} == ${c.below(this.n)}:`);
        this.emit(`    ${c.of(['continue', 'break'])}`);
      }
      if (c.chance(0.4)) this.assignment(1);
      this.emit(`${total} ${c.of(['+=', '-=', '*='])} ${this.elementwise(depth - 1, i)}`);
    });
  }

  private branch(depth: number): void {
    const { c } = this;
    const shape = this.shape();
    const name = this.bind(shape, this.expression(shape, 1));
    this.emit(`if ${this.comparison(1)}:`);
    this.block(() => this.emit(`${name} = ${this.expression(shape, depth)}`));
    if (c.chance(0.3)) {
      this.emit(`elif ${this.comparison(0)}:`);
      this.block(() => this.emit(`${name} = ${this.expression(shape, 1)}`));
    }
    if (!c.chance(0.6)) return;
    this.emit('else:');
    this.block(() => this.emit(`${name} = ${name} ${c.of(['+', '*'])} ${this.expression(shape, 1)}`));
  }

  private filling(depth: number): void {
    const { c } = this;
    const { n, m } = this;
    if (c.chance(0.6)) {
      const name = this.bind(
        [n],
        c.of([`np.zeros(${n})`, 'np.zeros_like(x, dtype=float)', `np.ones(${n})`, `np.empty(${n})`]),
      );
      const i = this.fresh();
      this.emit(`for ${i} in range(${n}):`);
      this.block(() => {
        // What an empty array holds before it is filled is anything.
        this.variables = this.variables.filter((variable) => variable.name !== name);
        this.emit(`${name}[${i}] = ${this.elementwise(depth - 1, i)}`);
      });
      return;
    }
    const name = this.bind([n, m], `np.zeros((${n}, ${m}))`);
    const [i, j] = [this.fresh(), this.fresh()];
    this.emit(`for ${i} in range(${n}):`);
    this.emit(`    for ${j} in range(${m}):`);
    this.emit(`        ${name}[${i}, ${j}] = x[${i}] * (${j} + 1) ${c.of(['+', '*'])} ${this.scalar(1)}`);
  }

  /** Changes in place, through a view, an alias or a copy. */
  private changing(depth: number): void {
    const { c } = this;
    const { n } = this;
    const name = this.bind([n], `${this.vector(n, 1)} * 1.0`);
    const makers: (() => void)[] = [
      () => this.emit(`${name}[${this.index(n)}] ${c.of(['=', '+=', '*='])} ${this.scalar(depth)}`),
      () => this.emit(`${name}[1:] ${c.of(['+=', '-=', '*='])} (${this.vector(n, 1)})[:-1]`),
      () => this.emit(`${name}[::2] = ${this.scalar(1)}`),
      () => this.emit(`${name} ${c.of(['+=', '*=', '-='])} ${c.chance(0.5) ? this.scalar(1) : this.vector(n, 1)}`),
      () => {
        const view = this.fresh();
        this.emit(`${view} = ${name}${c.of(['', '[1:]', '[::-1]', '.copy()', '.ravel()', '.reshape(-1)'])}`);
        this.emit(`${view}[0] = ${this.scalar(1)}`);
      },
      () => {
        this.emit(`${name}[0], ${name}[-1] = ${name}[-1], ${name}[0]`);
      },
      () => this.emit(`${name}[${this.vector(n, 0)} > ${this.number()}] ${c.of(['=', '*='])} ${this.number()}`),
    ];
    c.of(makers)();
    if (c.chance(0.3)) c.of(makers)();
  }

  private unpacking(): void {
    const { c } = this;
    const names = Array.from({ length: this.n }, () => this.fresh());
    if (c.chance(0.3)) {
      const [first, rest] = [this.fresh(), this.fresh()];
      this.emit(`${first}, *${rest} = x`);
      this.variables.push({ name: first, shape: [] });
      const last = this.bind([], `${rest}[-1] * ${first}`);
      this.emit(`${last} = ${last} + len(${rest})`);
      return;
    }
    this.emit(`${names.join(', ')} = ${c.of(['x', 'x ** 2', 'x.copy()'])}`);
    for (const name of names) this.variables.push({ name, shape: [] });
  }

  private counting(depth: number): void {
    const { c } = this;
    const value = this.bind([], this.scalar(1));
    const k = this.fresh();
    this.emit(`${k} = 0`);
    this.emit(`while ${k} < ${1 + c.below(3)}:`);
    this.block(() => {
      this.emit(
        `${value} = ${c.of([`np.sin(${value})`, `${value} * 0.5`, `${value} / (1 + ${value} ** 2)`])} + ${this.scalar(depth - 1)}`,
      );
      this.emit(`${k} += 1`);
    });
  }

  private iteration(depth: number): void {
    const { c } = this;
    const total = this.bind([], '0.0');
    const item = this.fresh();
    const other = this.fresh();
    const head = c.of([
      `for ${item} in ${this.vector(this.n, 1)}:`,
      `for ${other}, ${item} in enumerate(${this.vector(this.n, 1)}):`,
      `for ${item}, ${other} in zip(x, ${this.vector(this.n, 1)}):`,
      `for ${item} in reversed(x):`,
      `for ${item} in [${this.scalar(1)}, ${this.scalar(1)}]:`,
    ]);
    this.emit(head);
    this.block(() => {
      this.variables.push({ name: item, shape: [] });
      if (head.includes(`${other}`)) this.variables.push({ name: other, shape: [] });
      this.emit(`${total} = ${total} ${c.of(['+', '*', '-'])} ${this.scalar(depth - 1)} * ${item}`);
    });
  }

  /** A way out before the end. */
  private guard(depth: number): void {
    if (this.c.chance(0.6) || this.depth > 2) return void this.assignment(depth);
    this.emit(`if ${this.comparison(1)}:`);
    this.emit(`    return ${this.returned}`);
  }

  /** All results have one shape. */
  private get returned(): string {
    this.resultShape ??= this.shape();
    return this.expression(this.resultShape, 2);
  }
  private resultShape: Shape | null = null;

  private result(): void {
    const { c } = this;
    if (this.resultShape === null && c.chance(0.15)) {
      this.emit(`return ${this.scalar(2)}, ${this.vector(this.n, 2)}`);
      return;
    }
    this.emit(`return ${this.returned}`);
  }
}
