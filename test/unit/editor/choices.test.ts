import { describe, expect, it } from 'vitest';
import { CHOICES_KEY, ChoicesByFunction } from '../../../src/editor/choices';

const target = { uri: 'file:///a.py', function: 'f' };

/** As VS Code keeps it: as JSON. */
class Memento {
  constructor(public text: string | undefined = undefined) {}

  get = <T>(key: string): T | undefined =>
    key === CHOICES_KEY && this.text !== undefined ? (JSON.parse(this.text) as T) : undefined;

  update = (key: string, value: unknown): Promise<void> => {
    if (key === CHOICES_KEY) this.text = JSON.stringify(value);
    return Promise.resolve();
  };
}

describe('the choices for a function', () => {
  it('survive a reload', () => {
    const memento = new Memento();
    const before = new ChoicesByFunction(memento);
    before.choose(target, { wrt: ['x'] });
    before.choose(target, { point: { x: '[1, 2]' } });
    before.keepPoint(target, ' start ', { x: '0' });
    const after = new ChoicesByFunction(memento);
    expect(after.of(target)).toEqual({ wrt: ['x'], order: 1, point: { x: '[1, 2]' } });
    expect(after.pointsOf(target)).toEqual([{ name: 'start', point: { x: '0' } }]);
    expect(after.of({ ...target, function: 'g' })).toEqual({ wrt: null, order: 1, point: {} });
  });

  it('a point of the same name takes the place of the older one', () => {
    const choices = new ChoicesByFunction();
    choices.keepPoint(target, 'a', { x: '1' });
    choices.keepPoint(target, 'b', { x: '2' });
    choices.keepPoint(target, 'a', { x: '3' });
    expect(choices.pointsOf(target)).toEqual([
      { name: 'a', point: { x: '3' } },
      { name: 'b', point: { x: '2' } },
    ]);
    choices.dropPoint(target, 'a');
    expect(choices.pointsOf(target).map(({ name }) => name)).toEqual(['b']);
  });

  it.each(['null', '3', '{}', '[1]', '[["k"]]', '[["k",{"choices":{"wrt":1},"points":[]}]]', '[[7,null]]'])(
    'what is kept and damaged is left out: %s',
    (text) => {
      const choices = new ChoicesByFunction(new Memento(text));
      expect(choices.of(target)).toEqual({ wrt: null, order: 1, point: {} });
    },
  );

  it('what was chosen for longest ago is forgotten first', () => {
    const memento = new Memento();
    const choices = new ChoicesByFunction(memento);
    const at = (i: number) => ({ ...target, function: `f${i}` });
    for (let i = 0; i < 200; i += 1) choices.choose(at(i), { order: 2 });
    choices.choose(at(0), { point: { x: '1' } });
    choices.choose(at(200), { order: 2 });
    const after = new ChoicesByFunction(memento);
    expect([0, 1, 2, 200].map((i) => after.of(at(i)).order)).toEqual([2, 1, 2, 2]);
  });
});
