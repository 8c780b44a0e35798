import { describe, expect, test } from 'vitest';
import type { AnswerOf, QuestionOf } from '../../../../src/analysis/investigations/questions';
import { answerTo } from './ask';

const line = (body: string): string => `import numpy as np\ndef f(x: float):\n    return ${body}\n`;
const plane = (body: string): string => `import numpy as np\ndef f(x: float, y: float):\n    return ${body}\n`;

const curve = (body: string, x: number, more: Partial<QuestionOf<'curve'>> = {}): AnswerOf<'curve'> =>
  answerTo(line(body), 'f', {
    kind: 'curve',
    point: { x },
    axes: { kind: 'variables', columns: [0] },
    outputs: [0],
    interval: { low: -3, high: 3.1 },
    values: null,
    ...more,
  });

const field = (body: string, more: Partial<QuestionOf<'field'>> = {}): AnswerOf<'field'> =>
  answerTo(plane(body), 'f', {
    kind: 'field',
    point: { x: 0.5, y: 0.25 },
    columns: [0, 1],
    output: 0,
    window: { across: { low: -2, high: 2.1 }, up: { low: -2, high: 2.1 } },
    spacing: 'even',
    detail: 'fine',
    ...more,
  });

const kinds = (answer: AnswerOf<'curve'>): [string, number][] => answer.marks.map(({ kind, at }) => [kind, at]);

describe('curves', () => {
  test.each<[string, (x: number) => number]>([
    ['np.sin(7*x) + x**2', (x) => Math.sin(7 * x) + x * x],
    ['np.exp(-20*(x-1)**2)', (x) => Math.exp(-20 * (x - 1) ** 2)],
    ['abs(x - 0.3) + np.sqrt(abs(x + 1.2))', (x) => Math.abs(x - 0.3) + Math.sqrt(Math.abs(x + 1.2))],
  ])('of %s are nowhere off by more than a line is thick', (body, truth) => {
    const { values } = curve(body, 0.5);
    const [piece = []] = values.curves[0] ?? [];
    expect(values.curves[0]).toHaveLength(1);
    const size = (values.range?.high ?? NaN) - (values.range?.low ?? NaN);
    let worst = 0;
    for (let i = 0; i + 3 < piece.length; i += 2) {
      const [a, fa, b, fb] = piece.slice(i, i + 4) as [number, number, number, number];
      expect(b).toBeGreaterThan(a);
      for (const share of [0.1, 0.35, 0.5, 0.8])
        worst = Math.max(worst, Math.abs(truth(a + share * (b - a)) - (fa + share * (fb - fa))));
    }
    // Two thousandths of a picture 300 pixels high are 0.6 pixels.
    expect(worst).toBeLessThan(0.002 * size);
    expect([piece[0], piece.at(-2)]).toEqual([-3, 3.1]);
  });

  test('of a polynomial, and of its derivative, pass through their values', () => {
    const answer = curve('((x - 1)*x + 2)*x - 0.5', 0.5);
    for (const piece of answer.values.curves[0] ?? [])
      for (let i = 0; i < piece.length; i += 2) {
        const t = piece[i] as number;
        expect(piece[i + 1]).toBeCloseTo(t ** 3 - t ** 2 + 2 * t - 0.5, 9);
      }
    for (const piece of answer.slopes.curves[0] ?? [])
      for (let i = 0; i < piece.length; i += 2) {
        const t = piece[i] as number;
        expect(piece[i + 1]).toBeCloseTo(3 * t ** 2 - 2 * t + 2, 9);
      }
  });

  test.each<[string, [string, number][]]>([
    ['abs(x - 0.3)', [['kink', 0.3]]],
    ['np.maximum(x, 0.0)', [['kink', 0]]],
    ['np.sqrt(abs(x))', [['vertical', 0]]],
    ['np.where(x < 1, x, x + 2)', [['jump', 1]]],
    ['np.sign(x - 0.25)', [['jump', 0.25]]],
    ['np.floor(x)', [['jump', -2], ['jump', -1], ['jump', 0], ['jump', 1], ['jump', 2], ['jump', 3]]], // prettier-ignore
    ['1/x', [['pole', 0]]],
    ['1/(x - 2)**2', [['pole', 2]]],
    ['np.sin(x)/x', [['hole', 0]]],
    ['np.log(x)', [['edge', 0]]],
    ['np.cos(x)', []],
    ['np.where(x < 1, x**2, 2*x - 1)', []],
    ['np.exp(x)*x', []],
  ])('of %s have the marks %j', (body, marks) => {
    const answer = curve(body, 1.5);
    expect(answer.marks.map(({ kind }) => kind).sort()).toEqual(marks.map(([kind]) => kind).sort());
    for (const [i, [, at]] of kinds(answer).entries()) expect(at).toBeCloseTo(marks[i]?.[1] ?? NaN, 9);
  });

  test('show a peak whole, however narrow', () => {
    expect(curve('np.exp(-200*(x-1)**2)', 1).values.range?.high).toBeGreaterThan(1);
    expect(field('np.exp(-200*((x-1)**2 + y**2))').contours.at(-1)?.level).toBeGreaterThan(0.7);
  });

  test('go exactly through a kink, and have two sides at a jump', () => {
    const kink = curve('abs(x - 0.3)', 1).values.curves[0] ?? [];
    expect(kink).toHaveLength(1);
    expect(Math.min(...(kink[0] ?? []).filter((_, i) => i % 2 === 1))).toBeCloseTo(0, 12);
    const [left = [], right = []] = curve('np.where(x < 1, x, x + 2)', 0.5).values.curves[0] ?? [];
    expect([left.at(-2), left.at(-1), right[0], right[1]].map((one) => Number(one?.toFixed(6)))).toEqual([1, 1, 1, 3]);
  });

  test('tan is broken at its poles, and what is shown of it is not as high as they are', () => {
    const { values, marks } = curve('np.tan(x)', 0.5);
    expect(values.curves[0]).toHaveLength(3);
    expect(marks.map(({ at }) => at / Math.PI)).toEqual([-0.5, 0.5].map((one) => expect.closeTo(one, 9) as number));
    expect(values.range?.high).toBeLessThan(40);
  });

  test('end where the function does, and the rest is told', () => {
    const { values, undefined: rest } = curve('np.sqrt(1 - x**2)', 0.5);
    const [piece = []] = values.curves[0] ?? [];
    expect(piece[0]).toBeCloseTo(-1, 7);
    expect(piece.at(-2)).toBeCloseTo(1, 7);
    expect(rest.flatMap(({ low, high }) => [low, high])).toEqual([-3, -1, 1, 3.1].map((one) => expect.closeTo(one, 7) as number)); // prettier-ignore
  });

  test('go along the gradient and along a direction, of length one', () => {
    const text = 'import numpy as np\ndef f(x):\n    return x[0]**2 + 3*x[1]\n';
    const ask = (direction: readonly number[] | null): AnswerOf<'curve'> =>
      answerTo(text, 'f', {
        kind: 'curve',
        point: { x: [2, 1] },
        axes: { kind: 'direction', direction },
        outputs: [0],
        interval: { low: -1, high: 1 },
        values: null,
      });
    // ∇f = (4, 3).
    expect(ask(null).direction).toEqual([expect.closeTo(0.8, 14), expect.closeTo(0.6, 14)]);
    const along = ask([0, 5]).values.curves[0]?.[0] ?? [];
    expect(along.slice(0, 2)).toEqual([-1, expect.closeTo(4, 12)]);
    expect(() => ask([0, 0])).toThrow('no direction');
    expect(() => ask([1])).toThrow('2 numbers');
  });
});

describe('fields', () => {
  test('have kinks only where the function bends', () => {
    // The larger of the two is subtracted, and added again.
    const stable = 'np.log(np.exp(x - max(x, y)) + np.exp(y - max(x, y))) + max(x, y)';
    expect(field(stable).kinks).toEqual([]);
    expect(field(`${stable} + abs(x - 1)`).kinks).toHaveLength(1);
  });

  const across = ({ window }: AnswerOf<'field'>, thousandths: number): number =>
    window.across.low + (thousandths / 1000) * (window.across.high - window.across.low);
  const up = ({ window }: AnswerOf<'field'>, thousandths: number): number =>
    window.up.low + (thousandths / 1000) * (window.up.high - window.up.low);
  const places = (answer: AnswerOf<'field'>, lines: readonly (readonly number[])[]): [number, number][] =>
    lines.flatMap((one) =>
      one.flatMap((_, i): [number, number][] =>
        i % 2 === 0 ? [[across(answer, one[i] as number), up(answer, one[i + 1] as number)]] : [],
      ),
    );
  const inside = ([x, y]: [number, number]): boolean => Math.abs(x - 0.05) < 2.02 && Math.abs(y - 0.05) < 2.02;

  test('have contours that lie on their levels', () => {
    const answer = field('x**2 + 2*y**2 - x*y');
    expect(answer.contours.length).toBeGreaterThan(6);
    for (const { level, rings } of answer.contours)
      for (const [x, y] of places(answer, rings).filter(inside))
        expect(Math.abs(x * x + 2 * y * y - x * y - level)).toBeLessThan(0.02);
  });

  test('have arrows that are the gradient', () => {
    const answer = field('np.sin(x)*y');
    expect(answer.arrows.length).toBe(180);
    for (const [tx = NaN, ty = NaN, gx, gy] of answer.arrows) {
      const [x, y] = [across(answer, tx), up(answer, ty)];
      expect(gx).toBeCloseTo(Math.cos(x) * y, 10);
      expect(gy).toBeCloseTo(Math.sin(x), 10);
    }
  });

  test.each<[string, string, (x: number, y: number) => number]>([
    ['abs(x - y**2)', 'kink', (x, y) => x - y * y],
    ['np.where(x + y > 1, 1.0, 0.0)*x', 'jump', (x, y) => x + y - 1],
    ['1/(x**2 + y**2 - 1)', 'pole', (x, y) => x * x + y * y - 1],
  ])('of %s have a %s along its curve', (body, kind, zero) => {
    const answer = field(body);
    expect(answer.kinks.map((one) => one.kind)).toContain(kind);
    for (const one of answer.kinks)
      for (const [x, y] of places(answer, one.lines)) expect(Math.abs(zero(x, y))).toBeLessThan(2e-3);
  });

  test('end where the function does', () => {
    const answer = field('np.sqrt(1 - x**2 - y**2)');
    expect(answer.edges).toHaveLength(1);
    for (const [x, y] of places(answer, answer.edges)) expect(Math.hypot(x, y)).toBeCloseTo(1, 2);
    // The circle's area in the window's.
    expect(answer.undefinedShare).toBeCloseTo(1 - Math.PI / 4.1 ** 2, 2);
    expect(answer.largest?.value).toBeCloseTo(1, 2);
  });

  test('of a valley between steep walls have levels close together in the valley', () => {
    const { spacing, contours } = field('(1 - x)**2 + 100*(y - x**2)**2', { spacing: null });
    expect(spacing).toBe('logarithmic');
    const levels = contours.map(({ level }) => level);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(levels[0]).toBeLessThan(10);
  });

  test('need an answer too where nothing is defined', () => {
    const answer = field('np.log(-1.0 - x**2) + y');
    expect(answer).toMatchObject({ range: null, contours: [], undefinedShare: 1, least: null });
  });
});

test('a map of the plane takes grid lines to their images', () => {
  const text = 'import numpy as np\ndef f(x):\n    return np.array([x[0]**2 - x[1]**2, 2*x[0]*x[1]])\n';
  const answer = answerTo(text, 'f', {
    kind: 'mapping',
    point: { x: [1, 0.5] },
    columns: [0, 1],
    outputs: [0, 1],
    window: null,
  });
  expect(answer.lines.length).toBeGreaterThan(12);
  for (const { constant, at, image } of answer.lines) {
    // x = c goes to the parabola u = c² − v²/(4c²), y = c to u = v²/(4c²) − c².
    for (const piece of image)
      for (let i = 0; i + 1 < piece.length && at !== 0; i += 2) {
        const [u, v] = [piece[i] as number, piece[i + 1] as number];
        const parabola = (constant === 'across' ? 1 : -1) * (at ** 2 - v ** 2 / (4 * at ** 2));
        expect(u).toBeCloseTo(parabola, 6);
      }
  }
});

describe('the numbers at a place', () => {
  const local = (body: string, x: number): AnswerOf<'local'> =>
    answerTo(line(body), 'f', { kind: 'local', point: { x }, axes: { kind: 'variables', columns: [0] }, outputs: [0], at: null }); // prettier-ignore

  test('have one slope where the function is smooth, two at a kink', () => {
    expect(local('np.cos(x)', 0).sides).toEqual([null]);
    expect(local('x**2*1e6', 0).sides).toEqual([null]);
    expect(local('np.exp(x)', 2)).toMatchObject({ values: [Math.exp(2)], sides: [null] });
    expect(local('abs(x)', 0).sides).toEqual([{ left: -1, right: 1 }]);
  });

  test('of a map are its singular values and determinant', () => {
    const text = 'import numpy as np\ndef f(x):\n    return np.array([3*x[0] + x[1], x[0] - 2*x[1]])\n';
    const { map } = answerTo(text, 'f', {
      kind: 'local',
      point: { x: [1, 2] },
      axes: { kind: 'variables', columns: [0, 1] },
      outputs: [0, 1],
      at: null,
    });
    // numpy.linalg.svd([[3, 1], [1, -2]])
    expect(map?.determinant).toBeCloseTo(-7, 12);
    expect(map?.directions.map(({ value }) => value)).toEqual([expect.closeTo(3.1925824035672515, 12), expect.closeTo(2.1925824035672524, 12)]); // prettier-ignore
  });
});
