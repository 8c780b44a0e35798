/**
 * The point: one field an argument, as a person types it. A field keeps what is being typed while new results come in;
 * a text that cannot be read is marked, with the reason beside it.
 */
import { h } from '../dom';
import { pastedValue } from '../pastedValue';
import { pointTexts, valueText } from '../pointText';
import { fill } from '../template';
import type { Point } from '../../worker/protocol';
import type { PointProblem } from '../messages';
import type { Actions, View } from '../view';
import { pointPresets } from './pointPresets';
import { pointSizes } from './pointSizes';
import { pointSliders } from './pointSliders';
import { section, type Section } from './section';

/** An empty field of a larger array gives no example. */
const LARGEST_EXAMPLE = 9;

export function point(actions: Actions): Section<View> {
  let latest: View | null = null;
  /** What was asked for since the last answer. */
  let asked: string | null = null;
  const fields = new Map<string, HTMLInputElement>();
  const heading = section<View>(
    h('div', { class: 'point-heading' }),
    ({ strings, result }) => [strings, result],
    ({ strings, result }) => [
      h('h2', { id: 'point-heading' }, strings.point),
      result && h('span', { class: 'aside' }, originOf(result.origin, strings)),
    ],
  );
  const inputs = section<View>(
    h('div', { class: 'fields' }),
    ({ strings, ...view }) => [strings, argumentsOf(view).join('\n'), JSON.stringify(view.card.inputs)],
    (view) => {
      fields.clear();
      return argumentsOf(view).map((name) => field(name, view));
    },
  );
  const presets = pointPresets(actions, { goTo: goToTexts, texts: () => (latest ? textsOf(latest) : {}) });
  const sizes = pointSizes(actions, goToPoint);
  const sliders = pointSliders(actions, goToPoint);
  const form = h(
    'form',
    { class: 'point-form', 'aria-labelledby': 'point-heading', novalidate: true, onsubmit: submit },
    sizes.element,
    inputs.element,
    sliders.element,
    presets.element,
  );
  const element = h('section', { class: 'point' }, heading.element, form);

  return {
    element,
    update(view) {
      if (latest?.shown !== view.shown) asked = null;
      latest = view;
      element.hidden = view.matrix === null || argumentsOf(view).length === 0;
      for (const part of [heading, sizes, inputs, sliders, presets]) part.update(view);
      for (const [name, input] of fields) updateField(name, input, view);
    },
  };

  function field(name: string, { strings, card }: View): HTMLElement {
    const own = card.inputs.find((one) => one.name === name);
    const input = h('input', {
      type: 'text',
      id: `point-${name}`,
      'data-key': `point-${name}`,
      'aria-label': fill(strings.pointOf, name),
      placeholder: own?.default === undefined ? example(own?.sizes ?? []) : valueText(own.default),
      title: strings.pointHint,
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      oninput: () => actions.act({ kind: 'type', argument: name, text: input.value }),
      onchange: evaluate,
      onpaste: (event: ClipboardEvent) => paste(event, name),
    });
    fields.set(name, input);
    const shape = own?.shape ?? [];
    const label = h(
      'label',
      { for: input.id, title: shape.length > 0 ? `${name} : ${shape.join(' × ')}` : name },
      name,
    );
    return h(
      'div',
      { class: 'field' },
      label,
      equalsSign(),
      h('div', { class: 'field-input' }, input, h('p', { class: 'problem', id: `problem-${name}`, hidden: true })),
    );
  }

  /** Lines of numbers become a list: a field has one line. */
  function paste(event: ClipboardEvent, name: string): void {
    const input = event.currentTarget as HTMLInputElement;
    const axes = latest?.card.inputs.find((one) => one.name === name)?.shape.length ?? 0;
    const value = pastedValue(event.clipboardData?.getData('text/plain') ?? '', axes);
    if (value === null) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = input;
    const isWhole =
      input.value.trim() === '' ||
      selectionEnd === selectionStart ||
      (selectionStart === 0 && selectionEnd === input.value.length);
    if (isWhole) input.value = value;
    else input.setRangeText(value, selectionStart ?? 0, selectionEnd ?? input.value.length, 'end');
    actions.act({ kind: 'type', argument: name, text: input.value });
    evaluate();
  }

  /** Another point, for the fields to say: the text of an argument that keeps its value stays as it was typed. */
  function goToPoint(place: Point): void {
    if (!latest) return;
    const before = latest.result?.point ? pointTexts(latest.state.lastGood?.point ?? latest.result.point) : {};
    const typed = latest.shown.choices.point;
    const texts = Object.entries(pointTexts(place)).map(([name, text]) => [
      name,
      text === before[name] ? (typed[name] ?? text) : text,
    ]);
    goToTexts(Object.fromEntries(texts) as Record<string, string>);
  }

  function goToTexts(texts: Readonly<Record<string, string>>): void {
    actions.act({ kind: 'resetPoint' });
    actions.post({ kind: 'evaluate', point: texts });
  }

  function updateField(name: string, input: HTMLInputElement, view: View): void {
    const text = textOf(name, view);
    // Putting the same text again would move the cursor.
    if (input.value !== text) input.value = text;
    const problem = problemOf(name, view);
    const message = input.parentElement?.querySelector('.problem');
    input.setAttribute('aria-invalid', String(problem !== null));
    if (problem) input.setAttribute('aria-describedby', `problem-${name}`);
    else input.removeAttribute('aria-describedby');
    if (!(message instanceof HTMLElement)) return;
    message.hidden = problem === null;
    message.replaceChildren(...(problem ? problemParts(problem, view.shown.choices.point[name] ?? text) : []));
  }

  function submit(event: Event): void {
    event.preventDefault();
    evaluate();
  }

  /** Asks for the numbers at what the fields say, unless that is what is shown or was asked for already: Enter is also a change. */
  function evaluate(): void {
    if (!latest || !hasDrafts(latest.state.drafts)) return;
    const texts = argumentsOf(latest).map((name) => [name, fields.get(name)?.value ?? ''] as const);
    const asking = Object.fromEntries(texts.filter(([, text]) => text.trim() !== ''));
    if (JSON.stringify(asking) === asked) return;
    asked = JSON.stringify(asking);
    actions.post({ kind: 'evaluate', point: asking });
  }
}

/** Zeros in the shape that is needed: `[0, 0]`; of what is large the shape: `4 × 3`. */
function example(sizes: readonly number[]): string {
  if (sizes.reduce((product, size) => product * size, 1) > LARGEST_EXAMPLE) return sizes.join(' × ');
  const [size, ...rest] = sizes;
  return size === undefined ? '0' : `[${Array.from({ length: size }, () => example(rest)).join(', ')}]`;
}

const equalsSign = (): HTMLElement => h('span', { class: 'equals', 'aria-hidden': 'true' }, '=');

const hasDrafts = (drafts: Readonly<Record<string, string>>): boolean => Object.keys(drafts).length > 0;

/** The arguments that have a value: those that are numbers, and others that the point names. */
function argumentsOf({ card, result }: Pick<View, 'card' | 'result'>): readonly string[] {
  const given = Object.keys(result ? pointTexts(result.point) : {});
  const numeric = card.inputs.filter((input) => input.numeric || given.includes(input.name)).map((input) => input.name);
  return [...numeric, ...given.filter((name) => !numeric.includes(name))];
}

/** What all fields say. */
const textsOf = (view: View): Readonly<Record<string, string>> =>
  Object.fromEntries(
    argumentsOf(view)
      .map((name) => [name, textOf(name, view)] as const)
      .filter(([, text]) => text.trim() !== ''),
  );

function textOf(name: string, { state, shown, result, point }: View): string {
  if (state.moving && point) {
    const [moved, before] = [pointTexts(point)[name], pointTexts(state.lastGood?.point ?? {})[name]];
    if (moved !== undefined && moved !== before) return moved;
  }
  return state.drafts[name] ?? shown.choices.point[name] ?? (result && pointTexts(result.point)[name]) ?? '';
}

/** A problem that names no field of ours is told at all of them. */
function problemOf(name: string, view: View): PointProblem | null {
  const { problem } = view.shown;
  if (!problem) return null;
  const known = problem.argument !== null && argumentsOf(view).includes(problem.argument);
  return !known || problem.argument === name ? problem : null;
}

/** The reason, and the text with the place from which it cannot be read. */
function problemParts({ message, offset }: PointProblem, text: string): readonly (Node | string)[] {
  if (offset === null || offset > text.length) return [message];
  // The name, the number or the sign that the problem begins with; an end that came too early is a place of its own.
  const [marked] = /^[\p{L}\p{N}_.]+|^./u.exec(text.slice(offset)) ?? [' '];
  const rest = text.slice(offset + marked.length);
  return [message, h('code', { 'aria-hidden': 'true' }, text.slice(0, offset), h('mark', null, marked), rest)];
}

function originOf(origin: 'file' | 'entered' | 'sample', strings: View['strings']): string {
  if (origin === 'file') return strings.pointFromFile;
  return origin === 'entered' ? strings.pointEntered : strings.pointSample;
}
