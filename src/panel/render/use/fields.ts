/** The small form of each use: numbers, vectors and choices that are kept among the page's options. */
import { h, type Child } from '../../dom';
import type { PanelStrings } from '../../messages';
import { formatNumber } from '../../numbers';
import { fill } from '../../template';
import { readNumber, readVector } from '../../vectorText';
import type { Actions, View } from '../../view';
import type { Formula } from '../../../worker/protocol';
import { formula } from '../formula';
import type { Section } from '../section';

/** A field whose text says something, or not. */
export interface Entry<T> {
  /** What it says, or said when it last did; what it usually is where it is empty. */
  readonly value: T;
  /** Whether its text says nothing of the kind. */
  readonly wrong: boolean;
}

interface TextFieldOptions {
  /** Of the option that keeps its text. */
  readonly name: string;
  readonly label: (strings: PanelStrings) => string;
  readonly hint?: (strings: PanelStrings) => string;
  /** What it would be were something typed: an example, or what an empty field stands for. */
  readonly placeholder: (view: View) => string;
  /** Why its text is wrong; `null` where it is not. */
  readonly problem: (view: View) => string | null;
  /** What stands below it. */
  readonly below?: (view: View) => readonly Child[];
  readonly wide?: boolean;
}

/** A label, a text input that keeps what is typed, and the message that it is wrong. */
export function textField({ act }: Actions, options: TextFieldOptions): Section<View> {
  const id = options.name.replaceAll('.', '-');
  const input = h('input', {
    type: 'text',
    id,
    'data-key': id,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    oninput: () => act({ kind: 'option', name: options.name, value: input.value.trim() === '' ? null : input.value }),
  });
  const label = h('label', { for: id });
  const problem = h('p', { class: 'problem', id: `${id}-problem`, role: 'alert', hidden: true });
  const below = h('p', { class: 'use-below' });
  const element = h(
    'div',
    { class: options.wide ? 'use-field wide-field' : 'use-field' },
    label,
    input,
    problem,
    below,
  );
  let drawn: unknown = null;
  return {
    element,
    update(view) {
      label.textContent = options.label(view.strings);
      const typed = view.state.options[options.name] ?? '';
      // Putting the same text again would move the cursor.
      if (input.value.trim() !== typed.trim()) input.value = typed;
      input.placeholder = options.placeholder(view);
      input.title = options.hint?.(view.strings) ?? '';
      const message = options.problem(view);
      input.setAttribute('aria-invalid', String(message !== null));
      problem.hidden = message === null;
      if (problem.textContent !== (message ?? '')) problem.textContent = message ?? '';
      if (message !== null) input.setAttribute('aria-describedby', problem.id);
      else input.removeAttribute('aria-describedby');
      below.hidden = !options.below || message !== null;
      const key = `${typed}\n${message ?? ''}`;
      if (!options.below || (drawn === view.shown && below.dataset['of'] === key)) return;
      [drawn, below.dataset['of']] = [view.shown, key];
      below.replaceChildren();
      const children = message === null ? options.below(view) : [];
      below.append(...children.filter((child): child is Node | string => Boolean(child)));
      below.hidden = children.length === 0;
    },
  };
}

export interface NumberField extends Section<View> {
  read(view: View): Entry<number | null>;
}

/**
 * A number. What it was last is kept while the text is none.
 *
 * @param usual what an empty field stands for; `null` where something else chooses.
 * @param isAllowed whether a number will do; `problem` says what will.
 */
export function numberField(
  actions: Actions,
  options: Pick<TextFieldOptions, 'name' | 'label' | 'hint'> & {
    readonly usual: number | null;
    readonly placeholder?: (view: View) => string;
    readonly isAllowed: (value: number) => boolean;
    readonly problem: (strings: PanelStrings) => string;
  },
): NumberField {
  let last = options.usual;
  const read = ({ state }: View): Entry<number | null> => {
    const text = state.options[options.name] ?? '';
    if (text.trim() === '') return { value: (last = options.usual), wrong: false };
    const number = readNumber(text);
    if (number === null || !options.isAllowed(number)) return { value: last, wrong: true };
    return { value: (last = number), wrong: false };
  };
  const field = textField(actions, {
    ...options,
    placeholder: options.placeholder ?? (() => (options.usual === null ? '' : String(options.usual))),
    problem: (view) => (read(view).wrong ? options.problem(view.strings) : null),
  });
  return { ...field, read };
}

/** Names of the components are shown for so many. */
const MOST_NAMED = 6;

export interface VectorField extends Section<View> {
  /** `null` where nothing is typed. */
  read(view: View): Entry<readonly number[] | null>;
}

/** A vector, with the name of each component beside it. */
export function vectorField(
  actions: Actions,
  options: Pick<TextFieldOptions, 'name' | 'label' | 'hint'> & {
    readonly names: (view: View) => readonly Formula[];
    readonly placeholder: (view: View) => string;
    readonly read?: (text: string) => number[] | null;
    readonly isAllowed: (vector: readonly number[], view: View) => boolean;
    readonly problem: (view: View) => string;
    /** What the numbers are for the variables, where that is another vector than was typed. */
    readonly named?: (vector: readonly number[], view: View) => readonly number[];
  },
): VectorField {
  let last: readonly number[] | null = null;
  const read = (view: View): Entry<readonly number[] | null> => {
    const text = view.state.options[options.name] ?? '';
    if (text.trim() === '') return { value: (last = null), wrong: false };
    const vector = (options.read ?? readVector)(text);
    if (!vector || !options.isAllowed(vector, view)) {
      // What was entered for another function says nothing of this one.
      if (last && !options.isAllowed(last, view)) last = null;
      return { value: last, wrong: true };
    }
    return { value: (last = vector), wrong: false };
  };
  const field = textField(actions, {
    ...options,
    wide: true,
    problem: (view) => (read(view).wrong ? options.problem(view) : null),
    below(view) {
      const { value } = read(view);
      if (!value) return [];
      const names = options.names(view);
      const vector = options.named?.(value, view) ?? value;
      const shown = vector.slice(0, MOST_NAMED).map((one, i) => {
        const name = names[i];
        const number = h('span', { class: 'number' }, ` = ${formatNumber(one, view.state.settings.digits)}`);
        return h('span', { class: 'component' }, name ? formula(name, view.svgs) : `[${i}]`, number);
      });
      return [...shown, vector.length > MOST_NAMED && h('span', { class: 'component' }, fillMore(vector.length, view))];
    },
  });
  return { ...field, read };
}

const fillMore = (length: number, { strings }: View): string => fill(strings.useMoreRows, length - MOST_NAMED);

interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
}

export interface ChoiceField extends Section<View> {
  read(view: View): string;
}

/** One of several, by a list to be opened. The first is what it is at first. */
export function choiceField(
  { act }: Actions,
  options: {
    readonly name: string;
    readonly label: (strings: PanelStrings) => string;
    readonly choices: (view: View) => readonly ChoiceOption[];
    readonly wide?: boolean;
  },
): ChoiceField {
  const id = options.name.replaceAll('.', '-');
  const select = h('select', {
    id,
    'data-key': id,
    onchange: () => act({ kind: 'option', name: options.name, value: select.selectedIndex <= 0 ? null : select.value }),
  });
  const label = h('label', { for: id });
  const element = h('div', { class: options.wide ? 'use-field wide-field' : 'use-field' }, label, select);
  let drawn = '';
  const read = (view: View): string => {
    const choices = options.choices(view);
    const kept = view.state.options[options.name];
    return choices.find((one) => one.value === kept)?.value ?? choices[0]?.value ?? '';
  };
  return {
    element,
    read,
    update(view) {
      label.textContent = options.label(view.strings);
      const choices = options.choices(view);
      const key = JSON.stringify(choices);
      if (key !== drawn) {
        drawn = key;
        const groups = [...new Set(choices.map((one) => one.group ?? ''))];
        const option = ({ value, label: text }: ChoiceOption): HTMLElement => h('option', { value }, text);
        select.replaceChildren(
          ...groups.flatMap((group) => {
            const own = choices.filter((one) => (one.group ?? '') === group).map(option);
            return group === '' ? own : [h('optgroup', { label: group }, ...own)];
          }),
        );
      }
      select.value = read(view);
    },
  };
}

/** Yes or no. */
export function checkField(
  { act }: Actions,
  options: {
    readonly name: string;
    readonly label: (strings: PanelStrings) => string;
    readonly hint: (strings: PanelStrings) => string;
  },
): Section<View> & { read(view: View): boolean } {
  const id = options.name.replaceAll('.', '-');
  const box = h('input', {
    type: 'checkbox',
    id,
    'data-key': id,
    onchange: () => act({ kind: 'option', name: options.name, value: box.checked ? 'yes' : null }),
  });
  const text = h('span', null);
  const element = h('label', { class: 'chip use-check' }, box, text);
  const read = ({ state }: View): boolean => state.options[options.name] === 'yes';
  return {
    element,
    read,
    update(view) {
      text.textContent = options.label(view.strings);
      element.title = options.hint(view.strings);
      box.checked = read(view);
    },
  };
}
