import { describe, expect, it } from 'vitest';
import { findPairs } from '../../../src/verification/pairing';
import type { Pair } from '../../../src/verification/pairing';
import { read } from '../languages/python/reading';

/** Without those of a first and a second derivative, which have tests of their own. */
const pairs = (text: string): Pair[] => findPairs(read(text)).filter(({ evidence }) => evidence.kind !== 'chain');

/** `f → f_grad` with what else is known of the pair. */
function shown(pair: Pair): string {
  const { primal, derivative, order, wrt, parts, product, evidence } = pair;
  const part = parts.derivative === null ? '' : `[${parts.derivative}]`;
  const by = wrt ? ` by ${wrt.join(', ')}` : '';
  return `${primal} → ${derivative}${part}${order === 2 ? ' (2)' : ''}${product ? ' product' : ''}${by}: ${evidence.kind}${evidence.strong ? '' : ', weak'}`;
}

const define = (...names: string[]): string => names.map((name) => `def ${name}(x):\n    return x\n`).join('\n');

describe('pairs by name', () => {
  it.each<[string, string, string[]]>([
    ['the seed', define('f', 'f1', 'jacobian_f', 'gradient_f1'), ['f → jacobian_f: name', 'f1 → gradient_f1: name']],
    ['the longest name', define('loss', 'loss_reg', 'loss_reg_grad'), ['loss_reg → loss_reg_grad: name']],
    [
      'gradient and Hessian',
      define('rosen', 'rosen_der', 'rosen_hess'),
      ['rosen → rosen_der: name', 'rosen → rosen_hess (2): name'],
    ],
    ['plain names', define('func', 'jac', 'hess'), ['func → jac: name', 'func → hess (2): name']],
    ['plain names with two candidates', define('f', 'cost', 'jac'), []],
    [
      'a glued d',
      define('sigmoid', 'dsigmoid', 'model', 'dmodel'),
      ['sigmoid → dsigmoid: name', 'model → dmodel: name, weak'],
    ],
    [
      'the robot',
      define('motion_model', 'jacob_f', 'observation_model', 'jacob_h'),
      ['motion_model → jacob_f by x: name', 'observation_model → jacob_h by x: name'],
    ],
    ['nobody', define('impulse', 'dimpulse', 'clip_gradients', 'step', 'is_prime', 'jacobian_inverse'), []],
    ['redefinitions', define('f', 'f_grad', 'f', 'f_grad'), ['f → f_grad: name', 'f#2 → f_grad#2: name']],
    ['lambdas', 'f = lambda x: x**2\ndf = lambda x: 2*x\n', ['f → df: name']],
    [
      'partial derivatives',
      'def f(x, y):\n    return x*y\ndef df_dx(x, y):\n    return y\ndef df_dy(x, y):\n    return x\n',
      ['f → df_dx by x: name', 'f → df_dy by y: name'],
    ],
    [
      'functions inside a function',
      'def outer():\n    def f(x):\n        return x\n    def f_jac(x):\n        return 1\n    return f\n',
      ['outer.f → outer.f_jac: name'],
    ],
    [
      'functions of different scopes: none',
      'def f(x):\n    return x\ndef g():\n    def f_grad(x):\n        return 1\n    return f_grad\n',
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(pairs(text).map(shown)).toEqual(expected);
  });
});

const method = (name: string, args = 'x', decorator = ''): string =>
  `${decorator ? `    @${decorator}\n` : ''}    def ${name}(${decorator === 'staticmethod' ? '' : 'self, '}${args}):\n        return x\n`;

describe('pairs in a class', () => {
  it.each<[string, string[], string[]]>([
    [
      'fn, grad, grad2',
      [method('fn', 'z'), method('grad'), method('grad2')],
      ['C.fn → C.grad: class', 'C.fn → C.grad2 (2): class'],
    ],
    ['__call__, derivative', [method('__call__'), method('derivative')], ['C.__call__ → C.derivative: class']],
    [
      'cost, gradient, hessian',
      [method('cost'), method('gradient'), method('hessian')],
      ['C.cost → C.gradient: class', 'C.cost → C.hessian (2): class'],
    ],
    [
      'evaluate, fit_deriv',
      [method('evaluate', 'x, a, b', 'staticmethod'), method('fit_deriv', 'x, a, b', 'staticmethod')],
      ['C.evaluate → C.fit_deriv by a, b: class'],
    ],
    [
      'forward, backward',
      [method('forward'), method('backward').replace('x)', 'dout)').replace('return x', 'return dout')],
      ['C.forward → C.backward by x: class'],
    ],
    [
      'gradients that were kept',
      [method('forward'), method('grads', ''), method('gradients'), method('hess')],
      ['C.forward → C.hess (2): class'],
    ],
    ['an inverse that is called backward', [method('forward'), method('backward')], []],
    [
      'objective, constraints (cyipopt)',
      [method('objective'), method('gradient'), method('constraints'), method('jacobian')],
      ['C.objective → C.gradient: class', 'C.constraints → C.jacobian: class'],
    ],
    [
      'obj, cons (NLP.py)',
      [method('obj'), method('grad'), method('cons'), method('jac')],
      ['C.obj → C.grad: class', 'C.cons → C.jac: class'],
    ],
    ['constraints that stand elsewhere', [method('obj'), method('grad'), method('jac')], ['C.obj → C.grad: class']],
    [
      'names within it',
      [method('energy'), method('energy_grad'), method('other')],
      ['C.energy → C.energy_grad: class'],
    ],
  ])('%s', (_, methods, expected) => {
    expect(pairs(`class C:\n${methods.join('\n')}`).map(shown)).toEqual(expected);
  });
});

describe('pairs by use', () => {
  const use = (call: string): string => `${define('a', 'b', 'c')}\nfrom scipy import optimize\n${call}\n`;
  it.each<[string, string[]]>([
    ['optimize.minimize(a, x0, jac=b, hess=c)', ['a → b by x: use', 'a → c (2) by x: use']],
    ['minimize(fun=a, x0=x0, jac=b, hessp=c)', ['a → b by x: use', 'a → c (2) product by x: use']],
    ['optimize.root(a, x0, jac=b)', ['a → b by x: use']],
    ['fsolve(a, x0, fprime=b)', ['a → b by x: use']],
    ['least_squares(a, x0, b)', ['a → b by x: use']],
    ['newton(a, x0, b, fprime2=c)', ['a → b by x: use', 'a → c (2) by x: use']],
    ['newton(a, x0, fprime=b)', ['a → b by x: use']],
    ['assert check_grad(a, b, x0) < 1e-6', ['a → b by x: use']],
    ['optimize.minimize(a, x0, jac=True)', ['a → a[1] by x: use']],
    ['NonlinearConstraint(a, 0, 1, jac=b, hess=c)', ['a → b by x: use', 'a → c (2) product by x: use']],
    ['optimize.minimize(a, x0, jac="2-point")', []],
    ['optimize.minimize(a, x0)', []],
    ['optimize.minimize(lambda x: a(x), x0, jac=b)', ['a → b by x: use']],
    ['optimize.minimize(*args, jac=b)', []],
  ])('%s', (call, expected) => {
    expect(pairs(use(call)).map(shown)).toEqual(expected);
  });

  it('solve_ivp differentiates by the state, odeint by its first argument', () => {
    const text = (call: string): string =>
      `def rhs(t, y):\n    return y\n\ndef other(t, y):\n    return 1\n\n${call}\n`;
    expect(pairs(text('solve_ivp(rhs, (0, 1), y0, jac=other)')).map(shown)).toEqual(['rhs → other by y: use']);
    expect(pairs(text('odeint(rhs, y0, t, Dfun=other)')).map(shown)).toEqual(['rhs → other by t: use']);
  });

  it('sees methods of its own class and functions around it, and a use says more than a name', () => {
    const text = `
class Fit:
    def residual(self, p):
        return p

    def slopes(self, p):
        return 1

    def run(self):
        return least_squares(self.residual, [0], jac=self.slopes)

def outer():
    def f(x):
        return x
    def f_jac(x):
        return 1
    return minimize(f, [0], jac=f_jac)
`;
    expect(pairs(text).map(shown)).toEqual(['Fit.residual → Fit.slopes by p: use', 'outer.f → outer.f_jac by x: use']);
  });
});

describe('pairs by return', () => {
  it.each<[string, string[]]>([
    ['return loss, grad', ['f → f[1]: return']],
    ['return value, gradient, hess', ['f → f[1]: return', 'f → f[2] (2): return']],
    ['return loss, dw', ['f → f[1] by w: return']],
    ['return J, grad', ['f → f[1]: return']],
    ['return y, dy', ['f → f[1]: return']],
    ['return a, b', []],
    ['return dx, dw', []],
    ['return loss', []],
    ['return grad, loss', ['f → f[0]: return']],
    ['if w > 0:\n        return loss, grad\n    return loss, None', []],
    ['if w > 0:\n        return loss, grad\n    return loss', []],
  ])('%s', (body, expected) => {
    expect(pairs(`def f(w):\n    ${body}\n`).map(shown)).toEqual(expected);
  });
});

it('functions that only say that there are such are in no pair', () => {
  const methods = (body: string): string =>
    `    def loss(self, x):\n        ${body}\n    def grad(self, x):\n        ${body}\n`;
  const bases = [
    `class Loss:\n${methods('raise NotImplementedError')}`,
    `class Other:\n${methods(`"A loss."\n        ...`)}`,
  ];
  const own = `class Square(Loss):\n${methods('return x')}`;
  expect(pairs([...bases, own].join('')).map(shown)).toEqual(['Square.loss → Square.grad: class']);
});

describe('pairs by directive', () => {
  it('are what it says, whatever the names', () => {
    const text = `${define('f', 'f_grad')}\n# gradlens: derivative of f\n${define('slope')}`;
    expect(pairs(text).map(shown)).toEqual(['f → f_grad: name', 'f → slope: directive']);
  });

  it('can be taken out, or marked as intended', () => {
    const text = `${define('f')}\n# gradlens: ignore\n${define('f_grad')}\n# gradlens: intended\n${define('f_hess')}`;
    expect(pairs(text).map((pair) => [shown(pair), pair.intended])).toEqual([['f → f_hess (2): name', true]]);
  });
});

const readings = (text: string): string[] =>
  findPairs(read(text)).map(
    ({ primal, derivative, order, wrt, views, evidence }) =>
      `${primal}${views.primal?.label ?? ''} → ${derivative}${views.derivative?.label ?? ''}${order === 2 ? ' (2)' : ''}${wrt ? ` by ${wrt.join(', ')}` : ''}: ${evidence.kind}${evidence.strong ? '' : ', weak'}${evidence.confirmsOnly ? ', confirms only' : ''}`,
  );

describe('functions read in another way than by what they return', () => {
  it.each<[string, string, string[]]>([
    [
      'a flag',
      'def sigmoid(x, deriv=False):\n    if deriv:\n        return x * (1 - x)\n    return 1 / (1 + exp(-x))\n',
      ['sigmoid(deriv=False) → sigmoid(deriv=True) by x: flag'],
    ],
    ['a flag that nothing asks for', 'def f(x, grad=False):\n    return x\n', []],
    [
      'an order',
      'def f(x, der=0):\n    if der == 1:\n        return 2 * x\n    if der == 2:\n        return 2\n    return x**2\n',
      ['f(der=0) → f(der=1) by x: flag', 'f(der=0) → f(der=2) (2) by x: flag'],
    ],
    [
      'an argument that the gradient is written into',
      'def f(x, grad):\n    if grad.size > 0:\n        grad[:] = 2 * x\n    return sum(x**2)\n',
      ['fvalue → f[grad] by x: out'],
    ],
    [
      'a component',
      [
        'class Area:',
        '    def setup(self):',
        "        self.declare_partials('a', 'w', val=3.0)",
        "        self.declare_partials('b', 'l', rows=[0], cols=[0])",
        '    def compute(self, inputs, outputs):',
        "        outputs['a'] = inputs['l'] + 3 * inputs['w']",
        "        outputs['b'] = inputs['l'] ** 2",
        '    def compute_partials(self, inputs, partials):',
        "        partials['a', 'l'] = 1",
        "        partials['b', 'l'] = 2 * inputs['l']",
        '',
      ].join('\n'),
      [
        "Area.compute['a'] → Area.setup['a', 'w'] by w: component, confirms only",
        "Area.compute['a'] → Area.compute_partials['a', 'l'] by l: component",
        "Area.compute['b'] → Area.compute_partials['b', 'l'] by l: component",
      ],
    ],
    [
      'a dictionary of gradients',
      'def loss(W, b):\n    grads = {}\n    grads["dW"] = 2 * W\n    grads["b"] = 1\n    return W**2 + b, grads\n',
      ["loss → loss['dW'] by W: return", "loss → loss['b'] by b: return"],
    ],
    [
      'a layer that keeps what it was given',
      'class L:\n    def forward(self, x):\n        self.x = x\n        return x * self.w\n    def backward(self, dout):\n        self.dw = dout * self.x\n        return dout * self.w\n',
      ['L.forward → L.backward by x: class', 'L.forward → L.backward.dw by self.w: class'],
    ],
    [
      'orders in words',
      'class P:\n' +
        ['point', 'first_derivative', 'second_derivative', 'third_derivative']
          .map((name) => `    def calc_${name}(self, t):\n        return t\n`)
          .join(''),
      [
        'P.calc_point → P.calc_first_derivative by t: name',
        'P.calc_first_derivative → P.calc_second_derivative by t: chain',
        'P.calc_point → P.calc_second_derivative (2) by t: name',
        'P.calc_second_derivative → P.calc_third_derivative by t: chain',
      ],
    ],
    [
      'motions by time',
      ['position', 'velocity', 'acceleration'].map((name) => `def ${name}(c, t):\n    return t\n`).join(''),
      [
        'position → velocity by t: name, weak',
        'velocity → acceleration by t: chain, weak',
        'position → acceleration (2) by t: name, weak',
      ],
    ],
    ['motions without a time', 'def position(s):\n    return s\n\ndef speed(v, w):\n    return v\n', []],
    [
      'a second derivative beside a first',
      define('f', 'f_prime', 'f_prime2'),
      ['f → f_prime: name', 'f → f_prime2 (2): name', 'f_prime → f_prime2: chain'],
    ],
  ])('%s', (_, text, expected) => {
    expect(readings(text)).toEqual(expected);
  });
});
