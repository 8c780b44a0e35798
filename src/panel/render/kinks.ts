/** A card for each place where the function is not smooth: the derivative beside it, and what is returned on it. */
import { h, type Child } from '../dom';
import { formatNumber } from '../numbers';
import { fill } from '../template';
import type { AnswerOf, Formula, Numeric } from '../../worker/protocol';
import type { Actions, View } from '../view';
import { filled, formula, type Svgs } from './formula';
import { kinks as plainList } from './lists';
import { partialDerivative } from './partials';
import { section, type Section } from './section';

type Card = AnswerOf<'kinkCards'>['cards'][number];
type Entry = NonNullable<Card['entries']>[number];
type Conventions = NonNullable<Card['conventions']>;

const DIGITS = 4;

export function kinks(actions: Actions): Section<View> {
  // Where there is no point, or the function is not known throughout, the places are all there is to say.
  const list = plainList();
  const cards = section<View>(
    h('section', { class: 'kink-cards' }),
    (view) => [view.strings, view.card.derivative, view.state.settings, known(view).answer],
    (view) => {
      const { answer, svgs } = known(view);
      if (!answer || answer.cards.length === 0) return [];
      const { strings } = view;
      return [
        h('h2', null, strings.kinks),
        ...answer.cards.map((card) => drawCard(card, view, svgs, isAlone(card, answer.cards))),
        ...shared(answer.cards).map((cards) => conventionsOf(cards, view, svgs)),
        answer.more > 0 && h('p', { class: 'aside' }, fill(strings.kinksMore, answer.more)),
      ];
    },
  );
  return {
    element: h('div', { class: 'kinks-part' }, cards.element, list.element),
    update(view) {
      const isOfUse = (view.card.derivative?.kinks.length ?? 0) > 0;
      cards.element.hidden = !isOfUse;
      if (isOfUse) {
        cards.update(view);
        cards.element.classList.toggle('waiting', known(view).waiting);
      }
      list.update(view);
      if (isOfUse && (known(view).answer?.cards.length ?? 0) > 0) list.element.hidden = true;
      else list.element.hidden = list.element.childNodes.length === 0;
    },
  };

  function known(view: View): ReturnType<typeof actions.ask<'kinkCards'>> {
    return actions.ask('kinkCards', { kind: 'kinkCards', point: view.point }, view);
  }
}

/** Whether no other place has the same conventions: what several have is said once, below them. */
const isAlone = ({ conventions }: Card, all: readonly Card[]): boolean =>
  all.filter((other) => sameConventions(other.conventions, conventions)).length === 1;

const sameConventions = (a: Conventions | null, b: Conventions | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Cards with the same conventions, where there are several. */
function shared(cards: readonly Card[]): readonly (readonly Card[])[] {
  const groups: Card[][] = [];
  for (const card of cards) {
    if (!card.conventions || isAlone(card, cards)) continue;
    const known = groups.find(([first]) => first && sameConventions(first.conventions, card.conventions));
    if (known) known.push(card);
    else groups.push([card]);
  }
  return groups;
}

/** @param own whether the conventions are said here. */
function drawCard(card: Card, view: View, svgs: Svgs, own: boolean): HTMLElement {
  const { strings } = view;
  const distance =
    card.distance === 0
      ? strings.kinkHere
      : card.distance !== null && fill(strings.kinkDistance, formatNumber(card.distance, DIGITS));
  const head = h(
    'div',
    { class: 'kink-head' },
    formula(card.where, svgs),
    h('span', { class: 'aside' }, strings[card.kind]),
    distance && h('span', { class: card.distance === 0 ? 'kink-here' : 'aside' }, distance),
  );
  return h(
    'article',
    { class: card.distance === 0 ? 'kink-card met' : 'kink-card', 'aria-label': card.where.text },
    head,
    card.entries && sides(card, card.entries, view, svgs),
    card.more && h('p', { class: 'aside' }, strings.kinkMore),
    own && card.conventions && conventions(card.part ? [card.part] : [], card.conventions, view, svgs),
  );
}

/** So many of the parts are named of which the conventions are said. */
const MOST_PARTS = 3;

function conventionsOf(cards: readonly Card[], view: View, svgs: Svgs): Child {
  const [first] = cards;
  const parts = new Map(cards.flatMap(({ part }) => (part ? [[part.latex, part]] : [])));
  return first?.conventions ? conventions([...parts.values()], first.conventions, view, svgs) : null;
}

function sides(card: Card, entries: readonly Entry[], view: View, svgs: Svgs): Child {
  const { strings, card: all, shown } = view;
  // A jump has the same derivative on both sides: what differs there is the value.
  if (card.kind !== 'kink') return null;
  if (entries.every(isSmooth)) return entries.length > 0 && h('p', { class: 'aside' }, strings.kinkSmooth);
  const { derivative } = all;
  const setSvgs = { ...view.svgs, ...svgs };
  const nameOf = ({ row, column }: Entry): Child => {
    const output = derivative?.kind === 'jacobian' ? derivative.rows[row] : shown.panel.name;
    const variable = derivative?.columns[column];
    return output && variable ? partialDerivative(output, variable, setSvgs) : null;
  };
  const side = (template: string): HTMLElement =>
    h('th', { scope: 'col' }, ...filled(template, formula(card.side, svgs)));
  return h(
    'table',
    { class: 'kink-sides' },
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        h('th', { scope: 'col' }, h('span', { class: 'unseen' }, strings.kinkDerivative)),
        side(strings.kinkBelow),
        side(strings.kinkAbove),
      ),
    ),
    h(
      'tbody',
      null,
      ...entries.map((entry) =>
        h(
          'tr',
          null,
          h('th', { scope: 'row' }, nameOf(entry)),
          h('td', null, ...beside(entry.below, entry.numbers?.below ?? null, svgs, strings)),
          h('td', null, ...beside(entry.above, entry.numbers?.above ?? null, svgs, strings)),
        ),
      ),
    ),
  );
}

/** Numbers that differ by less, relatively, are the same but for rounding. */
const SAME = 1e-9;

function isSmooth({ numbers }: Entry): boolean {
  if (!numbers || typeof numbers.below !== 'number' || typeof numbers.above !== 'number') return false;
  const { below, above } = numbers;
  return Math.abs(above - below) <= SAME * Math.max(Math.abs(above), Math.abs(below));
}

/** The formula, and its number unless it is that number. */
function beside(set: Formula | null, value: Numeric | null, svgs: Svgs, strings: View['strings']): readonly Child[] {
  if (value === 'NaN') return [h('span', { class: 'aside' }, strings.kinkUndefined)];
  const number = value === null ? null : formatNumber(value, DIGITS);
  if (!set) return [number !== null && h('span', { class: 'number' }, number)];
  const isNumber = number !== null && set.text.replace('-', '−') === number;
  return [formula(set, svgs), number !== null && !isNumber && h('span', { class: 'aside number' }, ` = ${number}`)];
}

function conventions(
  parts: readonly Formula[],
  { systems, note }: Conventions,
  { strings }: View,
  svgs: Svgs,
): HTMLElement {
  const named = parts.slice(0, MOST_PARTS).flatMap((part, i) => [i > 0 && ', ', formula(part, svgs)]);
  const of = h('span', null, ...named, parts.length > MOST_PARTS && ', …');
  return h(
    'div',
    { class: 'kink-conventions' },
    systems.length > 0 &&
      h(
        'p',
        { class: 'aside' },
        ...(parts.length > 0 ? filled(strings.kinkConventionsOf, of) : [strings.kinkConventions]),
      ),
    h(
      'dl',
      null,
      ...systems.map(({ system, returns }) =>
        h('div', null, h('dt', null, system), h('dd', { class: 'number' }, returns)),
      ),
    ),
    note !== null && h('p', { class: 'aside' }, note),
  );
}
