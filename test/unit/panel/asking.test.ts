import { describe, expect, test } from 'vitest';
import { Asking } from '../../../src/panel/asking';
import type { ToHost } from '../../../src/panel/messages';
import type { AnswerOf, QuestionOf } from '../../../src/worker/protocol';

const shown = {};
const question = (x: number): QuestionOf<'here'> => ({ kind: 'here', point: { x }, direction: null });
const found = (norm: number): AnswerOf<'here'> => ({ norm }) as unknown as AnswerOf<'here'>;

function asking(): { sent: ToHost[]; asking: Asking; clock: { now: number }; draw: (work: () => void) => void } {
  const sent: ToHost[] = [];
  const clock = { now: 0 };
  const it = new Asking(
    (message) => sent.push(message),
    () => clock.now,
  );
  const draw = (work: () => void): void => {
    it.begin();
    work();
    it.end();
  };
  return { sent, asking: it, clock, draw };
}

describe('the questions of the page', () => {
  test('are asked once, however often the page is drawn', () => {
    const { sent, asking: it, draw } = asking();
    draw(() =>
      expect(it.ask('a', question(1), shown)).toEqual({ answer: null, svgs: {}, reason: null, waiting: true }),
    );
    draw(() => it.ask('a', question(1), shown));
    expect(sent).toEqual([{ kind: 'ask', id: 1, question: question(1) }]);
    expect(it.answer(1, { kind: 'here', svgs: {}, answer: found(2) })).toBe(true);
    draw(() =>
      expect(it.ask('a', question(1), shown)).toEqual({ answer: found(2), svgs: {}, reason: null, waiting: false }),
    );
    expect(sent).toHaveLength(1);
  });

  test('give the very same object until there is something new', () => {
    const { asking: it, draw } = asking();
    draw(() => it.ask('a', question(1), shown));
    it.answer(1, { kind: 'here', svgs: {}, answer: found(2) });
    let first: unknown;
    draw(() => (first = it.ask('a', question(1), shown)));
    draw(() => expect(it.ask('a', question(1), shown)).toBe(first));
  });

  test('wait for one another: of many points only the newest follows', () => {
    const { sent, asking: it, draw } = asking();
    for (const x of [1, 2, 3]) draw(() => it.ask('a', question(x), shown));
    it.answer(1, { kind: 'here', svgs: {}, answer: found(1) });
    draw(() =>
      expect(it.ask('a', question(3), shown)).toEqual({ answer: found(1), svgs: {}, reason: null, waiting: true }),
    );
    it.answer(2, { kind: 'here', svgs: {}, answer: found(3) });
    draw(() =>
      expect(it.ask('a', question(3), shown)).toEqual({ answer: found(3), svgs: {}, reason: null, waiting: false }),
    );
    expect(sent.map((message) => message.kind === 'ask' && message.question.point)).toEqual([{ x: 1 }, { x: 3 }]);
  });

  test('that take too long are given up for a newer one', () => {
    const { sent, asking: it, clock, draw } = asking();
    draw(() => it.ask('a', question(1), shown));
    clock.now = 2000;
    draw(() => it.ask('a', question(2), shown));
    expect(sent.slice(1)).toEqual([
      { kind: 'dismiss', id: 1 },
      { kind: 'ask', id: 2, question: question(2) },
    ]);
    expect(it.answer(1, { kind: 'here', svgs: {}, answer: found(1) })).toBe(false);
  });

  test('are dismissed when nobody asks any more', () => {
    const { sent, asking: it, draw } = asking();
    draw(() => it.ask('a', question(1), shown));
    draw(() => undefined);
    expect(sent.at(-1)).toEqual({ kind: 'dismiss', id: 1 });
  });

  test('have no answer that was given about another function', () => {
    const { asking: it, draw } = asking();
    draw(() => it.ask('a', question(1), shown, 'f'));
    it.answer(1, { kind: 'here', svgs: {}, answer: found(2) });
    draw(() =>
      expect(it.ask('a', question(1), {}, 'g')).toEqual({ answer: null, svgs: {}, reason: null, waiting: true }),
    );
  });

  test('are asked anew about another text; the old answer stays until then', () => {
    const { sent, asking: it, draw } = asking();
    draw(() => it.ask('a', question(1), shown));
    it.answer(1, { kind: 'here', svgs: {}, answer: found(1) });
    draw(() =>
      expect(it.ask('a', question(1), {})).toEqual({ answer: found(1), svgs: {}, reason: null, waiting: true }),
    );
    expect(sent.at(-1)).toEqual({ kind: 'ask', id: 2, question: question(1) });
  });

  test('may have no answer, for a reason', () => {
    const { asking: it, draw } = asking();
    draw(() => it.ask('a', question(1), shown));
    it.answer(1, { kind: 'unanswered', reason: 'no value is given for x', svgs: {} });
    draw(() =>
      expect(it.ask('a', question(1), shown)).toEqual({
        answer: null,
        svgs: {},
        reason: 'no value is given for x',
        waiting: false,
      }),
    );
  });
});
