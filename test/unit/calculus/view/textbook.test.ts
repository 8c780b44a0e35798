import { describe, expect, it } from 'vitest';
import { Graph } from '../../../../src/calculus/graph';
import type { NodeId } from '../../../../src/calculus/graph';
import type { View } from '../../../../src/calculus/view/term';
import { view } from '../../../../src/calculus/view/view';
import { formatTerm } from '../../../../src/notation/term';
import { build, derivative, symbolOf } from './build';

const notation = { digits: 6, indices: 'source' } as const;
/** Enough for any machine: what is tested is the form, not the speed. */
const budgetMilliseconds = 20_000;

const texts = (made: View): string[] => made.entries.map((entry) => formatTerm(entry, notation).text);
const lines = (made: View): string[] =>
  made.definitions.map(
    ({ name, value }) =>
      `${formatTerm({ kind: 'reference', name }, notation).text} = ${formatTerm(value, notation).text}`,
  );

interface Source {
  /** Arguments in the source's order. */
  readonly of: string;
  readonly locals?: Readonly<Record<string, string>>;
  readonly outputs: readonly string[];
}

function read({ of, locals = {}, outputs }: Source): { g: Graph; roots: NodeId[]; symbols: Map<string, NodeId> } {
  const [g, symbols, names] = [new Graph(), new Map<string, NodeId>(), new Map<string, NodeId>()];
  for (const name of of.split(' ')) symbolOf(g, name, symbols);
  for (const [name, formula] of Object.entries(locals)) {
    const node = build(g, formula, symbols, names);
    names.set(name, node);
    if (!g.names.has(node)) g.names.set(node, name);
  }
  return { g, roots: outputs.map((formula) => build(g, formula, symbols, names)), symbols };
}

const shown = (source: Source): View => {
  const { g, roots } = read(source);
  return view(g, roots, { budgetMilliseconds });
};

/** The Jacobian, row by row. */
function jacobian(source: Source, wrt: string): View {
  const { g, roots, symbols } = read(source);
  const entries = roots.flatMap((root) => wrt.split(' ').map((name) => derivative(g, root, symbols.get(name)!)));
  return view(g, entries, { budgetMilliseconds });
}

describe('functions of one variable', () => {
  // Function, itself as written, derivative as a textbook prints it.
  const table: readonly (readonly [string, string, string])[] = [
    ['x^2', 'x²', '2x'],
    ['3*x^4 - 2*x + 7', '3x⁴ − 2x + 7', '12x³ − 2'],
    ['(x+1)^2 - x^2', '2x + 1', '2'],
    ['x^3/6 - x + x^5/120', 'x⁵/120 + x³/6 − x', 'x⁴/24 + x²/2 − 1'],
    ['x/3', 'x/3', '1/3'],
    ['0.5*x^2', '0.5x²', 'x'],
    ['0.25*x^2', '0.25x²', '0.5x'],
    ['1/x', '1/x', '−1/x²'],
    ['sqrt(x)', '√x', '1/(2√x)'],
    ['x^(3/2)', 'x^(3/2)', '3√x/2'],
    ['2^x', '2^x', '2^x·ln(2)'],
    ['exp(-x)', 'exp(−x)', '−exp(−x)'],
    ['x*exp(-x)', 'x·exp(−x)', '(1 − x)·exp(−x)'],
    ['x^2*exp(x)', 'x²·exp(x)', 'x(x + 2)·exp(x)'],
    ['x*log(x)', 'x·ln(x)', '1 + ln(x)'],
    ['log(x)/x', 'ln(x)/x', '(1 − ln(x))/x²'],
    ['log(x + sqrt(x^2+1))', 'ln(x + √(1 + x²))', '1/√(1 + x²)'],
    ['sin(x)^2 + cos(x)^2', '1', '0'],
    ['1 - cos(x)^2', 'sin²(x)', 'sin(2x)'],
    ['cos(x)^2 - sin(x)^2', 'cos(2x)', '−2·sin(2x)'],
    ['sin(x)/x', 'sin(x)/x', '(x·cos(x) − sin(x))/x²'],
    ['tanh(x)', 'tanh(x)', '1 − tanh²(x)'],
    ['log(tan(x))', 'ln(tan(x))', '2/sin(2x)'],
    ['log(tan(x/2 + pi/4))', 'ln(tan(x/2 + π/4))', '1/cos(x)'],
    ['log(1/cos(x) + tan(x))', 'ln(tan(x) + 1/cos(x))', '1/cos(x)'],
    ['x*log(x) + (1-x)*log(1-x)', 'x·ln(x) + (1 − x)·ln(1 − x)', 'ln(x/(1 − x))'],
    ['exp(log(x) + x)', 'x·exp(x)', '(x + 1)·exp(x)'],
    ['expm1(x)', 'exp(x) − 1', 'exp(x)'],
    ['log1p(x)', 'ln(1 + x)', '1/(x + 1)'],
    ['x/(x^2+1)', 'x/(1 + x²)', '(1 − x²)/(1 + x²)²'],
    ['(x-1)/(x+1)', '(x − 1)/(x + 1)', '2/(x + 1)²'],
    ['x/sqrt(1+x^2)', 'x/√(1 + x²)', '1/(1 + x²)^(3/2)'],
    ['sqrt(1-x^2)', '√(1 − x²)', '−x/√(1 − x²)'],
    ['exp(x)/(1+exp(x))', '1/(1 + exp(−x))', 'σ(1 − σ)'],
    ['logistic(x)', 'σ(x)', 'σ(x)·(1 − σ(x))'],
    ['abs(x)^3', '|x|³', '3x·|x|'],
    ['1/(1+1/x)', 'x/(x + 1)', '1/(x + 1)²'],
    ['x < 0 ? -x : x^2', '−x if x < 0; x² otherwise', '−1 if x < 0; 2x otherwise'],
    [
      'x < 0 ? 0 : (x < 1 ? x^2 : 2*x - 1)',
      '0 if x < 0; x² if x < 1; 2x − 1 otherwise',
      '0 if x < 0; 2x if x < 1; 2 otherwise',
    ],
  ];
  it.each(table)('%s', (formula, itself, slope) => {
    expect(texts(shown({ of: 'x', outputs: [formula] }))).toEqual([itself]);
    expect(texts(jacobian({ of: 'x', outputs: [formula] }, 'x'))).toEqual([slope]);
  });
});

describe('the functions that everything starts from', () => {
  it('writes the seed and its Jacobian', () => {
    const seed = { of: 'x0 x1', outputs: ['x0^2 + x1', 'x0*x1'] };
    expect(texts(shown(seed))).toEqual(['x₀² + x₁', 'x₀·x₁']);
    expect(texts(jacobian(seed, 'x0 x1'))).toEqual(['2x₀', '1', 'x₁', 'x₀']);
  });

  it("writes Rosenbrock's function and its gradient", () => {
    const rosenbrock = { of: 'x0 x1', outputs: ['100*(x1-x0^2)^2 + (1-x0)^2'] };
    expect(texts(shown(rosenbrock))).toEqual(['100(x₁ − x₀²)² + (1 − x₀)²']);
    expect(texts(jacobian(rosenbrock, 'x0 x1'))).toEqual(['400x₀(x₀² − x₁) + 2(x₀ − 1)', '200(x₁ − x₀²)']);
  });

  it("writes Rosenbrock's Hessian", () => {
    const gradient = { of: 'x0 x1', outputs: ['200*(x1-x0^2)*(-2*x0) - 2*(1-x0)', '200*(x1-x0^2)'] };
    expect(texts(jacobian(gradient, 'x0 x1'))).toEqual(['1200x₀² − 400x₁ + 2', '−400x₀', '−400x₀', '200']);
  });

  it('writes a motion model', () => {
    const model = { of: 'x0 x1 x2 v omega dt', outputs: ['x0 + v*cos(x2)*dt', 'x1 + v*sin(x2)*dt', 'x2 + omega*dt'] };
    expect(texts(jacobian(model, 'x0 x1 x2'))).toEqual([
      '1',
      '0',
      '−v·dt·sin(x₂)',
      '0',
      '1',
      'v·dt·cos(x₂)',
      '0',
      '0',
      '1',
    ]);
  });

  it('writes polar coordinates', () => {
    const polar = { of: 'r theta', outputs: ['r*cos(theta)', 'r*sin(theta)'] };
    expect(texts(jacobian(polar, 'r theta'))).toEqual(['cos(θ)', '−r·sin(θ)', 'sin(θ)', 'r·cos(θ)']);
  });

  it('writes the logistic loss with the name that the source gives to the probability', () => {
    const loss = {
      of: 'w0 w1 x0 x1 y',
      locals: { z: 'w0*x0 + w1*x1', p: '1/(1+exp(-z))' },
      outputs: ['-y*log(p) - (1-y)*log(1-p)'],
    };
    const made = jacobian(loss, 'w0 w1');
    expect(texts(made)).toEqual(['x₀(p − y)', 'x₁(p − y)']);
    expect(lines(made)).toEqual(['p = 1/(1 + exp(−w₀·x₀ − w₁·x₁))']);
  });

  it('writes s(1 − s) where the source has the name s', () => {
    const made = jacobian({ of: 'x', locals: { s: '1/(1+exp(-x))' }, outputs: ['s'] }, 'x');
    expect(texts(made)).toEqual(['s(1 − s)']);
    expect(lines(made)).toEqual(['s = 1/(1 + exp(−x))']);
  });
});

describe('textbook examples', () => {
  it('names a norm that is repeated', () => {
    const made = jacobian({ of: 'x0 x1', outputs: ['sqrt(x0^2+x1^2)'] }, 'x0 x1');
    expect(texts(made)).toEqual(['x₀/‖x‖', 'x₁/‖x‖']);
    expect(lines(made)).toEqual(['‖x‖ = √(x₀² + x₁²)']);
  });

  it("prefers the source's own name", () => {
    const source = { of: 'x y', locals: { r: 'sqrt(x^2+y^2)' }, outputs: ['r', 'atan2(y, x)'] };
    const made = jacobian(source, 'x y');
    expect(texts(made)).toEqual(['x/r', 'y/r', '−y/r²', 'x/r²']);
    expect(lines(made)).toEqual(['r = √(x² + y²)']);
  });

  it('merges fractions over the square of a norm', () => {
    const made = jacobian({ of: 'x y', locals: { r: 'sqrt(x^2+y^2)' }, outputs: ['x/r'] }, 'x y');
    expect(texts(made)).toEqual(['y²/r³', '−x·y/r³']);
  });

  it('contracts sums of angles', () => {
    const made = jacobian({ of: 'a b', outputs: ['cos(a)*cos(b) - sin(a)*sin(b)'] }, 'a b');
    expect(texts(made)).toEqual(['−sin(a + b)', '−sin(a + b)']);
  });

  it('writes a planar arm', () => {
    const arm = { of: 'q0 q1 l1 l2', outputs: ['l1*cos(q0) + l2*cos(q0+q1)', 'l1*sin(q0) + l2*sin(q0+q1)'] };
    expect(texts(jacobian(arm, 'q0 q1'))).toEqual([
      '−l₁·sin(q₀) − l₂·sin(q₀ + q₁)',
      '−l₂·sin(q₀ + q₁)',
      'l₁·cos(q₀) + l₂·cos(q₀ + q₁)',
      'l₂·cos(q₀ + q₁)',
    ]);
  });

  it('writes the Michaelis–Menten rate', () => {
    expect(texts(jacobian({ of: 'V K S', outputs: ['V*S/(K+S)'] }, 'V K S'))).toEqual([
      'S/(K + S)',
      '−V·S/(K + S)²',
      'V·K/(K + S)²',
    ]);
  });

  it('writes the normal log-density', () => {
    const density = { of: 'x mu sigma', outputs: ['-log(sigma) - (x-mu)^2/(2*sigma^2)'] };
    expect(texts(jacobian(density, 'mu sigma'))).toEqual(['(x − μ)/σ²', '((x − μ)² − σ²)/σ³']);
  });

  it('writes the Lorenz and Lotka–Volterra systems', () => {
    expect(
      texts(jacobian({ of: 'sigma rho beta x y z', outputs: ['sigma*(y-x)', 'x*(rho-z)-y', 'x*y-beta*z'] }, 'x y z')),
    ).toEqual(['−σ', 'σ', '0', 'ρ − z', '−1', '−x', 'y', 'x', '−β']);
    expect(
      texts(
        jacobian({ of: 'alpha beta gamma delta x y', outputs: ['alpha*x - beta*x*y', 'delta*x*y - gamma*y'] }, 'x y'),
      ),
    ).toEqual(['α − β·y', '−β·x', 'δ·y', 'δ·x − γ']);
  });

  it('writes a quadratic with letters in the order of the source', () => {
    const quadratic = { of: 'a x b c', outputs: ['a*x^2 + b*x + c'] };
    expect(texts(shown(quadratic))).toEqual(['a·x² + b·x + c']);
    expect(texts(jacobian(quadratic, 'x a b c'))).toEqual(['2a·x + b', 'x²', 'x', '1']);
  });

  it('puts fractions of exponentials right', () => {
    expect(texts(jacobian({ of: 'x y', outputs: ['log(exp(x)+exp(y))'] }, 'x y'))).toEqual([
      '1/(1 + exp(y − x))',
      '1/(1 + exp(x − y))',
    ]);
  });
});

describe("the function's own values", () => {
  /** The derivatives with a name for each output, as the cards ask for them. */
  function withValues(source: Source, wrt: string): View {
    const { g, roots, symbols } = read(source);
    const entries = roots.flatMap((root) => wrt.split(' ').map((name) => derivative(g, root, symbols.get(name)!)));
    const values = roots.map((node, i) => ({ node, name: roots.length === 1 ? 'f' : `f_${i}` }));
    return view(g, entries, { budgetMilliseconds, values });
  }

  it('write the slope of a density', () => {
    const density = { of: 'x mu sigma', outputs: ['exp(-(x-mu)^2/(2*sigma^2))/(sigma*sqrt(2*pi))'] };
    const made = withValues(density, 'x mu');
    expect(texts(made)).toEqual(['f(μ − x)/σ²', 'f(x − μ)/σ²']);
    expect(lines(made)).toEqual(['f = exp(−(x − μ)²/(2σ²))/(σ·√(2π))']);
  });

  it('write the softmax', () => {
    const sum = '(exp(a0)+exp(a1)+exp(a2))';
    const made = withValues({ of: 'a0 a1 a2', outputs: ['0', '1', '2'].map((i) => `exp(a${i})/${sum}`) }, 'a0 a1 a2');
    expect(texts(made)).toEqual([
      ...['f₀(1 − f₀)', '−f₀·f₁', '−f₀·f₂'],
      ...['−f₀·f₁', 'f₁(1 − f₁)', '−f₁·f₂'],
      ...['−f₀·f₂', '−f₁·f₂', 'f₂(1 − f₂)'],
    ]);
  });

  it("keep the source's own name", () => {
    const rate = { of: 'T A E R', locals: { k: 'A*exp(-E/(R*T))' }, outputs: ['k'] };
    const made = withValues(rate, 'T');
    expect(texts(made)).toEqual(['E·k/(T²·R)']);
    expect(lines(made)).toEqual(['k = A·exp(−E/(T·R))']);
  });

  it('write n(n + 1) for the occupation of a state, whose name is in the source', () => {
    const occupation = { of: 'E T', locals: { n: '1/(exp(E/T) - 1)' }, outputs: ['n'] };
    const made = withValues(occupation, 'E');
    expect(texts(made)).toEqual(['−n(n + 1)/T']);
    expect(lines(made)).toEqual(['n = 1/(exp(E/T) − 1)']);
  });

  it('have no name where they are short, or are used once as they are', () => {
    expect(withValues({ of: 't k', outputs: ['exp(-k*t)'] }, 't').definitions).toEqual([]);
    expect(withValues({ of: 'x', outputs: ['exp(x^3)/x^2 + x'] }, 'x').definitions).toEqual([]);
  });
});

describe('quotients of polynomials', () => {
  it.each([
    ['x', '(x^2 - 1)/(x - 1)', 'x + 1', '1'],
    ['x y', '(x^3 - y^3)/(x - y)', 'x² + x·y + y²', '2x + y'],
    ['a b', '(a^2 - 2*a*b + b^2)/(a - b)', 'a − b', '1'],
    ['x', '(x^4 - 1)/(x^2 - 1)', '1 + x²', '2x'],
    ['x', '(x - 1)/(x^2 - 1)', '1/(x + 1)', '−1/(x + 1)²'],
    ['x', '(x^2 + 3*x + 2)/(x^2 + 4*x + 3)', '(x + 2)/(x + 3)', '1/(x + 3)²'],
    ['t', '(exp(2*t) - 1)/(exp(t) - 1)', '1 + exp(t)', 'exp(t)'],
    ['t', '(1 - exp(-2*t))/(1 + exp(-t))', '1 − exp(−t)', 'exp(−t)'],
    ['x', '(sin(x)^2 - 4)/(sin(x) + 2)', 'sin(x) − 2', 'cos(x)'],
    ['x', '(x^2 - 2)/(x - 1)', '(x² − 2)/(x − 1)', '(2 + x(x − 2))/(x − 1)²'],
  ])('of %s: %s', (of, formula, itself, slope) => {
    const source = { of, outputs: [formula] };
    expect([texts(shown(source))[0], texts(jacobian(source, of.split(' ')[0]!))[0]]).toEqual([itself, slope]);
  });
});

describe('a common factor', () => {
  const factor = ({ factored }: View): string[] =>
    factored ? [factored.factor, ...factored.entries].map((term) => formatTerm(term, notation).text) : [];

  it('is offered in front of the entries', () => {
    const loss = { of: 'w0 w1 x0 x1 t', outputs: ['(t - w0*x0 - w1*x1)^2/2'] };
    expect(factor(jacobian(loss, 'w0 w1'))).toEqual(['w₀·x₀ + w₁·x₁ − t', 'x₀', 'x₁']);
    const unit = { of: 'x y', locals: { r: 'sqrt(x^2+y^2)' }, outputs: ['x/r', 'y/r'] };
    expect(factor(jacobian(unit, 'x y'))).toEqual(['1/r³', 'y²', '−x·y', '−x·y', 'x²']);
  });

  it('is not offered where little is saved', () => {
    expect(factor(jacobian({ of: 'x y', outputs: ['x*y', 'y'] }, 'x'))).toEqual([]);
    expect(factor(jacobian({ of: 'x y', outputs: ['2*x + 4*y'] }, 'x y'))).toEqual([]);
  });
});

describe('names', () => {
  it('never take the name of a variable', () => {
    const source = { of: 'u v x', outputs: ['sin(exp(x*u)+v)*exp(sin(exp(x*u)+v))', 'cos(exp(x*u)+v)'] };
    const made = jacobian(source, 'x');
    const taken = new Set(['u', 'v', 'x']);
    expect(made.definitions.length).toBeGreaterThan(0);
    for (const { name } of made.definitions) expect(taken.has(name)).toBe(false);
  });

  it('are not given where they are not wanted', () => {
    const { g, roots, symbols } = read({ of: 'x0 x1', outputs: ['sqrt(x0^2+x1^2)'] });
    const entries = ['x0', 'x1'].map((name) => derivative(g, roots[0]!, symbols.get(name)!));
    const made = view(g, entries, { budgetMilliseconds, names: false });
    expect(texts(made)).toEqual(['x₀/√(x₀² + x₁²)', 'x₁/√(x₀² + x₁²)']);
    expect(made.definitions).toEqual([]);
  });
});
