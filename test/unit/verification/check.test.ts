import { describe, expect, it } from 'vitest';
import type { Function_ } from './handmade';
import { check } from './handmade';
import type { Pair } from '../../../src/verification/pairing';

const seed: Function_ = { inputs: { x: [2] }, outputs: ['x[0]^2 + x[1]', 'x[0]*x[1]'] };
const seedJacobian = (...entries: string[]): Function_ => ({ inputs: { x: [2] }, outputs: entries, sizes: [2, 2] });

/** `verdict (layout): message`. */
const shown = (f: Function_, df: Function_, more: Partial<Pair> = {}): string => {
  const { verdict, layout, message } = check(f, df, more);
  return `${verdict} (${layout}): ${message}`;
};

describe('a right derivative is proved', () => {
  it.each<[string, Function_, Function_, string]>([
    ['the seed', seed, seedJacobian('2*x[0]', '1', 'x[1]', 'x[0]'), 'proved (2 × 2): proved'],
    [
      'a scalar',
      { inputs: { x: [] }, outputs: ['sin(x)^2'] },
      { inputs: { x: [] }, outputs: ['sin(2*x)'] },
      'proved (derivative): proved',
    ],
    [
      'another name of the argument',
      { inputs: { x: [] }, outputs: ['exp(x)'] },
      { inputs: { t: [] }, outputs: ['exp(t)'] },
      'proved (derivative): proved',
    ],
    [
      'a gradient',
      { inputs: { x: [2] }, outputs: ['(1 - x[0])^2 + 100*(x[1] - x[0]^2)^2'] },
      { inputs: { x: [2] }, outputs: ['-2*(1 - x[0]) - 400*x[0]*(x[1] - x[0]^2)', '200*(x[1] - x[0]^2)'] },
      'proved (gradient): proved',
    ],
    [
      'a gradient as a column',
      { inputs: { x: [2] }, outputs: ['x[0]*x[1]'] },
      { inputs: { x: [2] }, outputs: ['x[1]', 'x[0]'], sizes: [2, 1] },
      'proved (gradient as a column): proved',
    ],
    [
      'several arguments',
      { inputs: { a: [], b: [] }, outputs: ['a*b^2'] },
      { inputs: { a: [], b: [] }, outputs: ['b^2', '2*a*b'] },
      'proved (gradient): proved',
    ],
    [
      'a function that works element by element',
      { inputs: { z: ['n=3'] }, outputs: ['logistic(z[0])', 'logistic(z[1])', 'logistic(z[2])'] },
      {
        inputs: { z: ['n=3'] },
        outputs: [
          'logistic(z[0])*(1 - logistic(z[0]))',
          'logistic(z[1])*(1 - logistic(z[1]))',
          'logistic(z[2])*(1 - logistic(z[2]))',
        ],
      },
      'proved (elementwise): proved',
    ],
    [
      'with a hole on both sides',
      { inputs: { x: [] }, outputs: ['x*unknown(3)'] },
      { inputs: { x: [] }, outputs: ['unknown(3)'] },
      'proved (derivative): proved',
    ],
  ])('%s', (_, f, df, expected) => expect(shown(f, df)).toBe(expected));

  it.each<[string, Function_, Function_, Partial<Pair>, RegExp]>([
    [
      'a transposed Jacobian that is not square',
      { inputs: { x: [3] }, outputs: ['x[0]*x[1]', 'x[2]'] },
      { inputs: { x: [3] }, outputs: ['x[1]', '0', 'x[0]', '0', '0', '1'], sizes: [3, 2] },
      {},
      /^proved \(transposed\): proved: transposed/,
    ],
    [
      'a flattened one',
      seed,
      { inputs: { x: [2] }, outputs: ['2*x[0]', '1', 'x[1]', 'x[0]'], sizes: [4] },
      {},
      /^proved \(flattened row by row\)/,
    ],
    [
      'a Hessian',
      { inputs: { x: [2] }, outputs: ['x[0]^2*x[1]'] },
      { inputs: { x: [2] }, outputs: ['2*x[1]', '2*x[0]', '2*x[0]', '0'], sizes: [2, 2] },
      { order: 2 },
      /^proved \(Hessian\)/,
    ],
    [
      'its lower triangle',
      { inputs: { x: [2] }, outputs: ['x[0]^2*x[1]'] },
      { inputs: { x: [2] }, outputs: ['2*x[1]', '2*x[0]', '0'], sizes: [3] },
      { order: 2 },
      /^proved \(lower triangle of the Hessian\)/,
    ],
    [
      'a Hessian times a vector',
      { inputs: { x: [2] }, outputs: ['x[0]^2*x[1]'] },
      { inputs: { x: [2], p: [2] }, outputs: ['2*x[1]*p[0] + 2*x[0]*p[1]', '2*x[0]*p[0]'] },
      { order: 2, product: true },
      /^proved \(Hessian times p\)/,
    ],
    [
      'a second derivative, element by element',
      { inputs: { x: [2] }, outputs: ['x[0]^3', 'x[1]^3'] },
      { inputs: { x: [2] }, outputs: ['6*x[0]', '6*x[1]'] },
      { order: 2 },
      /^proved \(second derivative, elementwise\)/,
    ],
    [
      'a partial derivative that its name tells',
      { inputs: { x: [], y: [] }, outputs: ['x*y^2'] },
      { inputs: { x: [], y: [] }, outputs: ['2*x*y'] },
      { wrt: ['y'] },
      /^proved \(derivative\): proved$/,
    ],
    [
      'a partial derivative that nothing tells',
      { inputs: { x: [], y: [] }, outputs: ['x*y^2'] },
      { inputs: { x: [], y: [] }, outputs: ['2*x*y'] },
      {},
      /^proved \(derivative\): proved/,
    ],
    [
      'one in terms of the output',
      { inputs: { x: [] }, outputs: ['logistic(x)'] },
      { inputs: { x: [] }, outputs: ['x*(1 - x)'] },
      {},
      /^proved \(derivative, in terms of the output\): proved: expressed in terms of the output/,
    ],
    [
      '… element by element',
      { inputs: { z: [2] }, outputs: ['tanh(z[0])', 'tanh(z[1])'] },
      { inputs: { a: [2] }, outputs: ['1 - a[0]^2', '1 - a[1]^2'] },
      {},
      /^proved \(elementwise, in terms of the output\)/,
    ],
    [
      'what is passed back',
      { inputs: { x: [2] }, outputs: ['x[0]*x[1]', 'x[0]'] },
      { inputs: { dout: [2], x: [2] }, outputs: ['dout[0]*x[1] + dout[1]', 'dout[0]*x[0]'] },
      {},
      /^proved \(product of dout with the derivative\)/,
    ],
    [
      'the gradient of a sum of losses',
      { inputs: { w: [2] }, outputs: ['w[0]^2', 'w[0]*w[1]', 'w[1]'] },
      { inputs: { w: [2] }, outputs: ['2*w[0] + w[1]', 'w[0] + 1'] },
      {},
      /^proved \(gradient of the sum of the outputs\)/,
    ],
    [
      'one by an attribute',
      { inputs: { x: [], 'self.a': [] }, outputs: ['self.a^2*x'] },
      { inputs: { x: [], 'self.a': [] }, outputs: ['2*self.a*x'] },
      { wrt: ['a'] },
      /^proved/,
    ],
    [
      'fit_deriv',
      { inputs: { x: [2], a: [], b: [] }, outputs: ['a*exp(b*x[0])', 'a*exp(b*x[1])'] },
      {
        inputs: { x: [2], a: [], b: [] },
        outputs: ['exp(b*x[0])', 'exp(b*x[1])', 'a*x[0]*exp(b*x[0])', 'a*x[1]*exp(b*x[1])'],
        sizes: [2, 2],
      },
      { derivative: 'M.fit_deriv', wrt: ['a', 'b'] },
      /^proved \(transposed\)/,
    ],
  ])('in another layout: %s', (_, f, df, more, expected) => expect(shown(f, df, more)).toMatch(expected));
});

describe('a derivative that no algebra of ours proves agrees at points', () => {
  it.each<[string, Function_, Function_]>([
    [
      'an addition theorem',
      { inputs: { x: [] }, outputs: ['atan(x) + atan(1/x)*x'] },
      { inputs: { x: [] }, outputs: ['1/(1 + x^2) + atan2(1, x) - x/(x^2 + 1) + (x < 0 ? -pi : 0)'] },
    ],
    [
      'few digits',
      { inputs: { x: [] }, outputs: ['sin(x*pi)'] },
      { inputs: { x: [] }, outputs: ['3.14159265*cos(x*3.14159265)'] },
    ],
  ])('%s', (_, f, df) => {
    expect(shown(f, df)).toMatch(/^agrees \(derivative\): agrees at 64 points, worst relative error [\de.-]+$/);
  });
});

describe('a wrong derivative differs, with a witness and a diagnosis', () => {
  it('names the entry, the factor, and both values', () => {
    const { verdict, message, entries } = check(seed, seedJacobian('x[0]', '1', 'x[1]', 'x[0]'));
    expect(verdict).toBe('differs');
    expect(message).toBe(
      '1 of 4 entries differs: entry (0, 0): the factor 2 is missing: expected `2*x[0]`, found `x[0]`',
    );
    expect(entries).toHaveLength(1);
    const [entry] = entries;
    expect(entry).toMatchObject({ index: [0, 0], expected: '2*x[0]', found: 'x[0]', span: { start: 0, end: 5 } });
    const [x0] = entry?.at['x'] as number[];
    expect(entry?.values).toEqual({ expected: 2 * (x0 as number), found: x0 });
  });

  it('takes its witness from the file', () => {
    const point = { span: { start: 0, end: 1 }, values: { x: { sizes: [2], values: [1, 2] } } };
    const { entries } = check({ ...seed, points: [point] }, seedJacobian('2*x[0]', '1', 'x[0]', 'x[0]'));
    expect(entries[0]?.at).toEqual({ x: [1, 2] });
    expect(entries[0]?.values).toEqual({ expected: 2, found: 1 });
  });

  it.each<[string, Function_, Function_, Partial<Pair>, RegExp]>([
    ['a sign', seed, seedJacobian('2*x[0]', '1', 'x[1]', '-x[0]'), {}, /entry \(1, 1\): the sign is wrong/],
    [
      'a single derivative',
      { inputs: { x: [] }, outputs: ['x^2'] },
      { inputs: { x: [] }, outputs: ['x'] },
      {},
      /the factor 2 is missing/,
    ],
    [
      'a whole gradient',
      { inputs: { x: [2] }, outputs: ['x[0]^2 + x[1]^2'] },
      { inputs: { x: [2] }, outputs: ['x[0]', 'x[1]'] },
      {},
      /in all entries the factor 2 is missing/,
    ],
    [
      'a negative gradient',
      { inputs: { x: [2] }, outputs: ['x[0]^2 + x[1]^2'] },
      { inputs: { x: [2] }, outputs: ['-2*x[0]', '-2*x[1]'] },
      {},
      /in all entries the sign is wrong/,
    ],
    ['a missing entry', seed, seedJacobian('2*x[0]', '0', 'x[1]', 'x[0]'), {}, /entry \(0, 1\): the entry is missing/],
    [
      'one too many',
      { inputs: { x: [2] }, outputs: ['x[0]', 'x[1]'] },
      seedJacobian('1', 'x[0]', '0', '1'),
      {},
      /entry \(0, 1\): the entry should be 0/,
    ],
    ['transposed', seed, seedJacobian('2*x[0]', 'x[1]', '1', 'x[0]'), {}, /the matrix is transposed/],
    ['rows exchanged', seed, seedJacobian('x[1]', 'x[0]', '2*x[0]', '1'), {}, /rows 0 and 1 are exchanged/],
    [
      'a missing chain factor',
      { inputs: { x: [] }, outputs: ['sin(x^2)'] },
      { inputs: { x: [] }, outputs: ['cos(x^2)'] },
      {},
      /the factor `2\*x` is missing/,
    ],
    [
      'a missing chain factor of one term',
      { inputs: { x: [], a: [] }, outputs: ['exp(a*x) + x^3'] },
      { inputs: { x: [], a: [] }, outputs: ['exp(a*x) + 3*x^2'] },
      { wrt: ['x'] },
      /in the term `exp\(x\*a\)` the factor `a` is missing/,
    ],
    [
      'what holds for the usual values of parameters only',
      { inputs: { x: [], 'k?': [], 'm?': [] }, outputs: ['logistic(k*(x - m))'] },
      { inputs: { x: [], 'k?': [], 'm?': [] }, outputs: ['logistic(x)*(1 - logistic(x))'] },
      { wrt: ['x'] },
      /it is right only where `k` is 1 and `m` is 0/,
    ],
    [
      'sin for cos',
      { inputs: { x: [2] }, outputs: ['x[1]*sin(x[0])'] },
      { inputs: { x: [2] }, outputs: ['x[1]*sin(x[0])', 'sin(x[0])'] },
      {},
      /entry 0: `sin\(x\[0\]\)` should be `cos\(x\[0\]\)`/,
    ],
    [
      'a wrong index',
      { inputs: { x: [3] }, outputs: ['x[0]*x[1]*x[2]'] },
      { inputs: { x: [3] }, outputs: ['x[1]*x[2]', 'x[0]*x[2]', 'x[0]*x[0]'] },
      {},
      /an index is wrong: `x\[0\]` should be `x\[1\]`|should be/,
    ],
    [
      'a missing term',
      { inputs: { x: [] }, outputs: ['x^3 + x*sin(x)'] },
      { inputs: { x: [] }, outputs: ['3*x^2 + sin(x)'] },
      {},
      /the term `.*cos.*` is missing/,
    ],
    [
      'the wrong argument',
      { inputs: { x: [], y: [] }, outputs: ['x*y^2'] },
      { inputs: { x: [], y: [] }, outputs: ['y^2'] },
      { wrt: ['y'] },
      /this is the derivative with respect to x, not y/,
    ],
    [
      'a constant',
      { inputs: { x: [] }, outputs: ['sin(3*x)'] },
      { inputs: { x: [] }, outputs: ['3*cos(2*x)'] },
      {},
      /the number `2` should be `3`/,
    ],
    [
      'degrees',
      { inputs: { t: [], r: [] }, outputs: ['r*sin(t*pi/180)', 'r'] },
      { inputs: { t: [], r: [] }, outputs: ['r*cos(t*pi/180)', 'sin(t*pi/180)', '0', '1'], sizes: [2, 2] },
      {},
      /entry \(0, 0\): the factor π\/180 is missing: degrees and radians/,
    ],
    [
      'a value that is wrong in one branch',
      { inputs: { x: [] }, outputs: ['x > 0 ? x^2 : x'] },
      { inputs: { x: [] }, outputs: ['x > 0 ? 2*x : 0'] },
      {},
      /differs/,
    ],
    [
      'in terms of neither',
      { inputs: { x: [] }, outputs: ['logistic(x)'] },
      { inputs: { x: [] }, outputs: ['x*(2 - x)'] },
      {},
      /differs/,
    ],
  ])('%s', (_, f, df, more, expected) => {
    const { verdict, message, entries } = check(f, df, more);
    expect(message).toMatch(expected);
    expect(verdict).toBe('differs');
    expect(entries.length).toBeGreaterThan(0);
  });
});

describe('nobody is alarmed by what has another meaning', () => {
  const softmax = (z: string): string => `exp(${z})/(exp(z[0]) + exp(z[1]) + exp(z[2]))`;
  const three = [0, 1, 2];
  it.each<[string, Function_, Function_, Partial<Pair>, RegExp]>([
    [
      'the diagonal of softmax',
      { inputs: { z: [3] }, outputs: three.map((i) => softmax(`z[${i}]`)) },
      { inputs: { z: [3] }, outputs: three.map((i) => `${softmax(`z[${i}]`)}*(1 - ${softmax(`z[${i}]`)})`) },
      {},
      /^proved.*only the diagonal/,
    ],
    [
      '… in terms of the output',
      { inputs: { z: [3] }, outputs: three.map((i) => softmax(`z[${i}]`)) },
      { inputs: { s: [3] }, outputs: three.map((i) => `s[${i}]*(1 - s[${i}])`) },
      {},
      /^(proved|agrees).*only the diagonal/,
    ],
    [
      'a dropped 1/n',
      { inputs: { w: [], x: ['n=3'] }, outputs: ['(w*x[0] + w*x[1]^2 + sin(w)*x[2])/3'] },
      { inputs: { w: [], x: ['n=3'] }, outputs: ['x[0] + x[1]^2 + cos(w)*x[2]'] },
      { wrt: ['w'] },
      /^unknown.*3 times the derivative/,
    ],
    [
      'a Greek per day',
      { inputs: { S: [], T: [] }, outputs: ['S*exp(-T)'] },
      { inputs: { S: [], T: [] }, outputs: ['-S*exp(-T)/365'] },
      { wrt: ['T'] },
      /^unknown.*per a day/,
    ],
    [
      'per cent',
      { inputs: { s: [] }, outputs: ['s^2'] },
      { inputs: { s: [] }, outputs: ['0.01*2*s'] },
      {},
      /^unknown.*per one per cent/,
    ],
    [
      'per degree',
      { inputs: { t: [] }, outputs: ['sin(t)'] },
      { inputs: { t: [] }, outputs: ['cos(t)*pi/180'] },
      {},
      /^unknown.*degrees/,
    ],
    [
      'cross entropy by the logit',
      { inputs: { p: [], y: [] }, outputs: ['-(y*log(p) + (1 - y)*log(1 - p))'] },
      { inputs: { p: [], y: [] }, outputs: ['p - y'] },
      { wrt: ['p'] },
      /^unknown.*logit/,
    ],
    [
      'cross entropy by what goes into a softmax',
      { inputs: { p: [3], y: [3] }, outputs: ['-(y[0]*log(p[0]) + y[1]*log(p[1]) + y[2]*log(p[2]))'] },
      { inputs: { p: [3], y: [3] }, outputs: three.map((i) => `p[${i}] - y[${i}]`) },
      { wrt: ['p'] },
      /^unknown.*softmax.*add up to 1/,
    ],
    [
      'a symmetric matrix',
      { inputs: { A: [2, 2], x: [2] }, outputs: ['A[0, 0]*x[0]^2 + (A[0, 1] + A[1, 0])*x[0]*x[1] + A[1, 1]*x[1]^2'] },
      {
        inputs: { A: [2, 2], x: [2] },
        outputs: ['2*(A[0, 0]*x[0] + A[0, 1]*x[1])', '2*(A[1, 0]*x[0] + A[1, 1]*x[1])'],
      },
      { wrt: ['x'] },
      /^agrees.*where A is symmetric/,
    ],
    [
      'a leaky unit',
      { inputs: { x: [], a: [] }, outputs: ['max(x, a*x)'] },
      { inputs: { x: [], a: [] }, outputs: ['x > 0 ? 1 : a'] },
      { wrt: ['x'] },
      /^agrees.*between 0 and 1/,
    ],
    [
      'a guard against zero',
      { inputs: { p: [], y: [] }, outputs: ['-y*log(p)'] },
      { inputs: { p: [], y: [] }, outputs: ['-y/(p + 1e-5)'] },
      { wrt: ['p'] },
      /^agrees.*but for the small number/,
    ],
    [
      'a difference quotient',
      { inputs: { x: [] }, outputs: ['x^3'] },
      { inputs: { x: [] }, outputs: ['((x + 1e-4)^3 - x^3)/1e-4'] },
      {},
      /^unknown.*approximation/,
    ],
    [
      'an unknown function',
      { inputs: { x: [] }, outputs: ['unknown(x)'] },
      { inputs: { x: [] }, outputs: ['2*x'] },
      {},
      /^unknown.*unknown function unknown/,
    ],
    [
      'an argument that it does not have',
      { inputs: { x: [], a: [] }, outputs: ['a*x^2'] },
      { inputs: { x: [] }, outputs: ['2*x'] },
      { wrt: ['x'] },
      /^unknown.*depends on a/,
    ],
    [
      'a state that the function does not have',
      { inputs: { x: [] }, outputs: ['x^2'] },
      { inputs: { x: [], 'self.cache': [] }, outputs: ['2*self.cache'] },
      {},
      /^unknown.*self\.cache/,
    ],
    ['other shapes', seed, { inputs: { x: [2] }, outputs: ['1', '2', '3'] }, {}, /^unknown.*returns 3 numbers/],
    [
      'a weak name',
      { inputs: { x: [] }, outputs: ['x^2'] },
      { inputs: { x: [] }, outputs: ['exp(x)*cos(3*x)'] },
      { evidence: { kind: 'name', strong: false, text: 'the name f_p says so' } },
      /^unknown.*does not look like/,
    ],
    [
      'a difference that is marked as intended',
      { inputs: { x: [] }, outputs: ['x^2'] },
      { inputs: { x: [] }, outputs: ['x'] },
      { intended: true },
      /^unknown.*intended/,
    ],
    [
      'sizes that do not fit',
      seed,
      { inputs: { x: [3] }, outputs: ['x[0]', 'x[1]'] },
      {},
      /^unknown.*x has the shape 2 in one and the shape 3/,
    ],
  ])('%s', (_, f, df, more, expected) => expect(shown(f, df, more)).toMatch(expected));
});

describe('kinks and domains', () => {
  const relu: Function_ = { inputs: { x: [] }, outputs: ['max(0, x)'] };
  it('any one-sided value will do at a kink', () => {
    expect(shown(relu, { inputs: { x: [] }, outputs: ['x > 0 ? 1 : 0'] })).toMatch(
      /^(proved|agrees) .*at x = 0, where the function has a kink, it is 0 \(0 from the left, 1 from the right\)/,
    );
    expect(shown(relu, { inputs: { x: [] }, outputs: ['x >= 0 ? 1 : 0'] })).toMatch(/^(proved|agrees) .* it is 1 /);
  });

  it('another value there is told, and is no mistake', () => {
    const odd = { inputs: { x: [] }, outputs: ['x > 0 ? 1 : (x < 0 ? 0 : 7)'] };
    expect(shown(relu, odd)).toMatch(/^kink .*it is 7/);
  });

  it('a function without a domain is not judged', () => {
    const nowhere: Function_ = { inputs: { x: [] }, outputs: ['log(-1 - x^2)'] };
    expect(shown(nowhere, { inputs: { x: [] }, outputs: ['x'] })).toMatch(/^outside/);
  });

  it('what differs outside the domain alone agrees', () => {
    const f: Function_ = { inputs: { x: [] }, outputs: ['x^1.5'], conditions: ['x > 0'] };
    expect(shown(f, { inputs: { x: [] }, outputs: ['1.5*sqrt(abs(x))'] })).toMatch(/^(agrees|proved)/);
  });

  it('cancellation is no difference', () => {
    const f: Function_ = { inputs: { x: [] }, outputs: ['(x + 1e8)^2 - 1e16 - 2e8*x'] };
    expect(shown(f, { inputs: { x: [] }, outputs: ['2*(x + 1e8) - 2e8'] })).toMatch(/^(agrees|proved|unknown)/);
  });
});
