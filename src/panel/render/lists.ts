/** What goes with the derivative: the function itself, names in it, conditions, kinks, unknown functions, notes. */
import { h, type Child } from '../dom';
import type { Kink } from '../../worker/protocol';
import type { PanelStrings } from '../messages';
import type { View } from '../view';
import { equals, formula } from './formula';
import { section, type Section } from './section';
import { sentence } from './sentence';

/** `f(x) = …`. */
export function functionFormula(): Section<View> {
  return section<View>(
    h('section', { class: 'function wide' }),
    ({ card, svgs, strings }) => [card.value, svgs, strings],
    ({ card, svgs }) => (card.value ? [formula(card.value, svgs)] : []),
  );
}

/** `∇_w f = 2Xᵀ(Xw − y)`: the derivative for any sizes, argument by argument. */
export function matrixForms(): Section<View> {
  return section<View>(
    h('section', { class: 'forms wide' }),
    ({ shown, svgs }) => [shown.panel.forms, svgs],
    ({ shown, svgs }) => {
      const { equations, where, layouts } = shown.panel.forms;
      return [
        ...[...equations, where].map((one) => one && h('p', { class: 'form' }, formula(one, svgs))),
        ...layouts.map((layout) => h('p', { class: 'aside' }, layout)),
      ];
    },
  );
}

/** `where t₀ = …`. */
export function definitions(): Section<View> {
  return listSection('definitions', ({ card, svgs, strings }) => ({
    heading: strings.definitions,
    items: (card.derivative?.definitions ?? []).map(({ name, value }) => [
      formula(name, svgs),
      equals(),
      formula(value, svgs),
    ]),
  }));
}

export function conditions(): Section<View> {
  return listSection('conditions', ({ card, svgs, strings }) => ({
    heading: strings.conditions,
    items: (card.derivative?.conditions ?? []).map((condition) => [formula(condition, svgs)]),
  }));
}

export function kinks(): Section<View> {
  return listSection('kinks', ({ card, svgs, strings }) => ({
    heading: strings.kinks,
    items: (card.derivative?.kinks ?? []).map(({ where, kind }) => [
      formula(where, svgs),
      h('span', { class: 'aside' }, kinkInWords(kind, strings)),
    ]),
  }));
}

export function unknownFunctions(): Section<View> {
  return listSection('holes', ({ card, strings }) => ({
    heading: strings.unknownFunctions,
    items: card.holes.map(sentence),
  }));
}

export function notes(): Section<View> {
  return listSection('notes', ({ card, strings }) => ({
    heading: strings.notes,
    items: card.notes.map(sentence),
  }));
}

const kinkInWords = (kind: Kink['kind'], strings: PanelStrings): string => strings[kind];

interface List {
  readonly heading: string;
  readonly items: readonly (readonly Child[])[];
}

function listSection(name: string, list: (view: View) => List): Section<View> {
  return section<View>(
    h('section', { class: `list ${name}` }),
    ({ card, svgs, strings }) => [card, svgs, strings],
    (view) => {
      const { heading, items } = list(view);
      if (items.length === 0) return [];
      return [h('h2', null, heading), h('ul', null, ...items.map((item) => h('li', null, ...item)))];
    },
  );
}
