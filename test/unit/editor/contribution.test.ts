import { expect, it } from 'vitest';
import { byStrength } from '../../../src/editor/contribution';

it('expressions are marked in four strengths', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const shares = [1, 0.5, 0.49, 0.2, 0.19, 0.05, 0.049, 0.001];
  const lists = byStrength({ expressions: shares.map((share) => ({ range, share })) });
  expect(lists.map((list) => list.map(({ share }) => share))).toEqual([
    [1, 0.5],
    [0.49, 0.2],
    [0.19, 0.05],
    [0.049, 0.001],
  ]);
});
