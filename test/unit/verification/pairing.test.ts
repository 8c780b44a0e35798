import { describe, expect, it } from 'vitest';
import { findPairs } from '../../../src/verification/pairing';
import type { Pair } from '../../../src/verification/pairing';
import { read } from '../languages/python/reading';

const pairs = (text: string): Pair[] => findPairs(read(text));

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
    ['forward, backward', [method('forward'), method('backward')], ['C.forward → C.backward: class, weak']],
    [
      'objective, constraints (cyipopt)',
      [method('objective'), method('gradient'), method('constraints'), method('jacobian')],
      ['C.objective → C.gradient: class', 'C.constraints → C.jacobian: class'],
    ],
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
    ['optimize.minimize(a, x0, jac="2-point")', []],
    ['optimize.minimize(a, x0)', []],
    ['optimize.minimize(lambda x: a(x), x0, jac=b)', []],
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
    ['return grad, loss', []],
    ['if w > 0:\n        return loss, grad\n    return loss, None', []],
    ['if w > 0:\n        return loss, grad\n    return loss', []],
  ])('%s', (body, expected) => {
    expect(pairs(`def f(w):\n    ${body}\n`).map(shown)).toEqual(expected);
  });
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
