import { describe, expect, it } from 'vitest';
import { fieldProblem, joinFields, splitPoint } from '../../../src/editor/pointFields';

describe('a point typed in fields', () => {
  it('becomes one text, without the empty fields', () => {
    expect(joinFields({ x: '[1, 2]', a: '3', b: ' ' }).text).toBe('x = [1, 2]; a = 3');
    expect(joinFields({}).text).toBe('');
  });

  it('gets a problem of the text back in the field where it is', () => {
    const point = joinFields({ x: '[1, 2]', a: '3 +' });
    const problem = { ok: false, message: 'something is missing', argument: null } as const;
    expect(fieldProblem(point, { ...problem, offset: point.text.length })).toMatchObject({ argument: 'a', offset: 3 });
    expect(fieldProblem(point, { ...problem, offset: 'x = [1'.length })).toMatchObject({ argument: 'x', offset: 2 });
    expect(fieldProblem(point, { ...problem, argument: 'a', offset: null })).toMatchObject({
      argument: 'a',
      offset: null,
    });
    expect(fieldProblem(point, { ...problem, argument: 'b', offset: 5 })).toMatchObject({
      argument: 'b',
      offset: null,
    });
    expect(fieldProblem(point, { ...problem, offset: 1 })).toMatchObject({ argument: null, offset: null });
  });
});

describe('a point typed in one line', () => {
  it.each([
    ['[pi/4, 1e-3]', ['x'], { x: '[pi/4, 1e-3]' }],
    ['x = [1, 2]; a = 3', ['x', 'a'], { x: '[1, 2]', a: '3' }],
    ['x = [1, 2], a = 3', ['x', 'a'], { x: '[1, 2]', a: '3' }],
    ['a = f(1, 2); x = {n: [1; 2]}', ['x', 'a'], { a: 'f(1, 2)', x: '{n: [1; 2]}' }],
    ['  ', ['x'], {}],
    ['1, 2', ['x'], { x: '1, 2' }],
    ['x = 1, 2; a = 3', ['x', 'a'], { x: '1, 2', a: '3' }],
  ])('%j is split among %j', (text, inputs, fields) => {
    expect(splitPoint(text, inputs)).toEqual(fields);
  });

  it('comes back from its fields', () => {
    const fields = { x: '[1, 2]', theta: 'pi/4', self: '{n: 2}' };
    expect(splitPoint(joinFields(fields).text, Object.keys(fields))).toEqual(fields);
  });
});
