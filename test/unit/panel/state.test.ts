import { describe, expect, test } from 'vitest';
import { isPanelState, isToPage, type PanelState, type ToPage } from '../../../src/panel/messages';
import { initialState, persistent, reduce, type Act, type PageState } from '../../../src/panel/state';
import type { Card, Formula, PointResult } from '../../../src/worker/protocol';

const named = (text: string): Formula => ({ latex: text, text, code: text });
const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

const result = (x: number, origin: PointResult['origin'] = 'file'): PointResult => ({
  point: { x: [x, x] },
  origin,
  value: [x, x],
  derivative: [
    [x, x],
    [x, x],
  ],
  reason: null,
});

const card = (name: string, at: readonly PointResult[]): Card => ({
  function: name,
  language: 'python',
  range: place,
  nameRange: place,
  name: named(name),
  signature: `${name} : ℝ² → ℝ²`,
  status: 'differentiated',
  reason: null,
  holes: [],
  inputs: [{ name: 'x', shape: [2], sizes: [2], wrt: true, numeric: true }],
  output: { shape: [2] },
  value: null,
  derivative: {
    kind: 'jacobian',
    symbol: named('J'),
    wrt: ['x'],
    shape: [2, 2],
    rows: [named('f0'), named('f1')],
    columns: [named('x0'), named('x1')],
    entries: null,
    matrix: null,
    equation: null,
    definitions: [],
    nonZeros: null,
    nonZeroCount: 4,
    structure: '2 × 2',
    conditions: [],
    kinks: [],
    operations: 0,
    code: '',
  },
  notes: [],
  at,
  checks: [],
});

type Show = Extract<ToPage, { kind: 'show' }>;

const show = (name = 'f', more: Partial<Show> = {}, at: readonly PointResult[] = [result(1)]): Show => ({
  kind: 'show',
  target: { uri: 'file:///a.py', function: name },
  document: 'a.py',
  panel: {
    card: card(name, at),
    name: named(name),
    call: named(`${name}(x)`),
    isAbbreviated: false,
    forms: { equations: [], where: null, layouts: [] },
    svgs: {},
  },
  choices: { wrt: null, order: 1, point: {} },
  kept: [],
  problem: null,
  pinned: false,
  ...more,
});

const after = (events: readonly (ToPage | Act)[], from: PageState = initialState(null)): PageState =>
  events.reduce(reduce, from);
const typed = (x: string) => ({ wrt: null, order: 1 as const, point: { x } });

test('the messages of these tests are in the contract', () => {
  expect(isToPage(show())).toBe(true);
});

describe('what is selected', () => {
  const choose: Act = { kind: 'choose', choice: { row: 1, column: 0 } };

  test('stays while the same function is shown, and goes with it', () => {
    expect(after([show(), choose, show()]).choice).toEqual({ row: 1, column: 0 });
    expect(after([show(), choose, show('g')]).choice).toEqual({ row: null, column: null });
    expect(after([show(), choose, { kind: 'empty', message: '', pinned: false }]).choice).toEqual({
      row: null,
      column: null,
    });
  });

  test('goes when it is no longer there', () => {
    const before = after([show(), choose]);
    const smaller = show();
    const { derivative } = smaller.panel.card;
    if (!derivative) throw new Error('the fixture has a derivative');
    const shrunk = {
      ...smaller,
      panel: { ...smaller.panel, card: { ...smaller.panel.card, derivative: { ...derivative, shape: [1, 2] } } },
    };
    expect(reduce(before, shrunk).choice).toEqual({ row: null, column: null });
  });
});

describe('what is typed', () => {
  const type = (text: string): Act => ({ kind: 'type', argument: 'x', text });

  test('is a draft until it was taken', () => {
    expect(after([show(), type('[3, 4]')]).drafts).toEqual({ x: '[3, 4]' });
    expect(after([show(), type('[3, 4]'), show('f', { choices: typed('[3, 4]') })]).drafts).toEqual({});
    expect(after([show(), type('[3, 4'), show()]).drafts).toEqual({ x: '[3, 4' });
    expect(after([show(), type('[3, 4'), show('g')]).drafts).toEqual({});
    expect(after([show(), type('[3, 4'), { kind: 'resetPoint' }]).drafts).toEqual({});
  });

  test('what was not taken leaves the last good numbers', () => {
    const problem = { message: 'no', argument: 'x', offset: null };
    const wrong = show('f', { choices: typed('foo'), problem });
    const good = show('f', { choices: typed('[5, 5]') }, [result(5, 'entered')]);
    expect(after([show(), good, wrong]).lastGood?.value).toEqual([5, 5]);
    expect(after([show(), good, wrong, wrong]).lastGood?.value).toEqual([5, 5]);
    expect(after([wrong]).lastGood?.value).toEqual([1, 1]);
    expect(after([show('g', {}, [result(9)]), wrong]).lastGood?.value).toEqual([1, 1]);
  });

  test("the file's points are remembered while another is shown", () => {
    const entered = show('f', { choices: typed('[5, 5]') }, [result(5, 'entered')]);
    expect(after([show('f', {}, [result(1), result(2)]), entered]).filePoints).toEqual([{ x: [1, 1] }, { x: [2, 2] }]);
    expect(after([show('g'), entered]).filePoints).toEqual([]);
  });
});

describe('what is kept for a reload', () => {
  const full = after([
    show('f', { pinned: true }),
    { kind: 'mode', mode: 'numeric' },
    { kind: 'choose', choice: { row: null, column: 1 } },
  ]);

  test('is in the contract, and comes back', () => {
    const kept = persistent(full);
    expect(isPanelState(kept)).toBe(true);
    const back = after([show('f', { pinned: true })], initialState(kept));
    expect([back.mode, back.choice, back.pinned]).toEqual(['numeric', { row: null, column: 1 }, true]);
  });

  test('comes back for its own function only, and once', () => {
    const kept = persistent(full);
    expect(after([show('g')], initialState(kept)).choice).toEqual({ row: null, column: null });
    expect(after([show('g'), show('f')], initialState(kept)).choice).toEqual({ row: null, column: null });
  });

  test('is nothing while there is no function', () => {
    expect(persistent(initialState(null))).toBeNull();
    expect(persistent(after([show(), { kind: 'error', message: '' }]))).toBeNull();
  });

  test.each([
    ['another version', { version: 3 }],
    ['a view that is not known', { mode: 'graph' }],
    ['half a row', { row: 0.5 }],
    ['one field more', { extra: 1 }],
  ])('%s is no state', (_, change) => {
    const kept = persistent(full) as PanelState;
    expect(isPanelState({ ...kept, ...change })).toBe(false);
  });
});

test('status lasts until something is shown', () => {
  const stale = after([show(), { kind: 'status', status: 'stale', message: 'a syntax error' }]);
  expect([stale.status, stale.statusMessage, stale.content.kind]).toEqual(['stale', 'a syntax error', 'shown']);
  expect(reduce(stale, show()).status).toBe('current');
});
