/** A part of the card as text for other programs: what, in which format, seen before it is copied, inserted or saved. */
import { h, type Child } from '../dom';
import type { PanelStrings } from '../messages';
import { EXPORT_FORMATS, EXPORT_PARTS } from '../questionShapes';
import { fill } from '../template';
import type { QuestionOf } from '../../worker/protocol';
import type { Actions, View } from '../view';
import { section, type Section } from './section';
import { switchOf } from './switch';

type Question = QuestionOf<'report'>;
type Format = Question['format'];
type Part = Question['part'];

/** `open`, the part and the format that were chosen. */
export const EXPORT_OPEN = 'export.open';
const PART = 'export.part';
const FORMAT = 'export.format';
const LONGEST_PREVIEW = 4000;

const LANGUAGES: Readonly<Record<string, string>> = {
  python: 'Python',
  javascript: 'JavaScript',
  javascriptreact: 'JavaScript',
  typescript: 'TypeScript',
  typescriptreact: 'TypeScript',
};

export function exporting(actions: Actions): Section<View> {
  let latest: View | null = null;
  const head = section<View>(
    h('h2', null),
    (view) => [view.strings, isOpen(view)],
    ({ strings, ...view }) => {
      const open = view.state.options[EXPORT_OPEN] === 'open';
      const toggle = (): void => actions.act({ kind: 'option', name: EXPORT_OPEN, value: open ? null : 'open' });
      const attributes = {
        type: 'button',
        class: 'fold',
        'data-key': 'export',
        'aria-expanded': String(open),
        'aria-controls': 'export-body',
        onclick: toggle,
      };
      return [h('button', attributes, strings.exportHeading)];
    },
  );
  const controls = section<View>(
    h('div', { class: 'export-controls' }),
    (view) => [view.strings, isOpen(view), partOf(view), formatOf(view), view.card.language],
    (view) => (isOpen(view) ? drawControls(view) : []),
  );
  const preview = section<View>(
    h('div', { class: 'export-preview' }),
    (view) => [view.strings, isOpen(view), isOpen(view) && known(view)],
    (view) => (isOpen(view) ? drawPreview(view) : []),
  );
  const buttons = section<View>(
    h('div', { class: 'export-buttons' }),
    (view) => [view.strings, isOpen(view), isOpen(view) && known(view).answer !== null],
    (view) => (isOpen(view) ? drawButtons(view) : []),
  );
  const body = h('div', { id: 'export-body' }, controls.element, preview.element, buttons.element);
  const element = h('section', { class: 'export' }, head.element, body);
  return {
    element,
    update(view) {
      latest = view;
      element.hidden = !view.card.derivative && !view.card.value;
      if (element.hidden) return;
      for (const part of [head, controls, preview, buttons]) part.update(view);
    },
  };

  function known(view: View): ReturnType<typeof actions.ask<'report'>> {
    return actions.ask('report', questionOf(view), view);
  }

  function drawControls(view: View): readonly Child[] {
    const { strings } = view;
    const part = partOf(view);
    const titles: Readonly<Record<Part, string>> = {
      derivative: strings.exportDerivative,
      function: strings.exportFunction,
      numbers: strings.exportNumbers,
      report: strings.exportReport,
    };
    const parts = switchOf(
      'export-part',
      strings.exportPart,
      EXPORT_PARTS.map((value) => ({
        value,
        label: titles[value],
        chosen: value === part,
        choose: () => actions.act({ kind: 'option', name: PART, value }),
      })),
    );
    if (part === 'report') return [parts];
    const format = formatOf(view);
    const select = h(
      'select',
      {
        'data-key': 'export-format',
        'aria-label': strings.exportFormat,
        onchange: () => actions.act({ kind: 'option', name: FORMAT, value: select.value }),
      },
      ...EXPORT_FORMATS.map((value) =>
        h('option', { value, selected: value === format }, formatName(value, strings, view.card.language)),
      ),
    );
    return [parts, select];
  }

  function drawPreview(view: View): readonly Child[] {
    const { answer, reason, waiting } = known(view);
    if (reason !== null && !waiting) return [h('p', { class: 'reason' }, reason)];
    if (!answer) return [];
    const { content } = answer;
    const text = content.length > LONGEST_PREVIEW ? `${content.slice(0, LONGEST_PREVIEW)}\n…` : content;
    return [
      h(
        'pre',
        { tabindex: 0, role: 'region', 'aria-label': view.strings.exportPreview, 'data-key': 'export-text' },
        text,
      ),
    ];
  }

  function drawButtons(view: View): readonly Child[] {
    const { strings } = view;
    const usable = known(view).answer !== null;
    const button = (to: 'clipboard' | 'cursor' | 'file', label: string, title: string | null = null): HTMLElement =>
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          'data-key': `export-${to}`,
          title,
          disabled: !usable,
          onclick: () => send(to),
        },
        label,
      );
    return [
      button('clipboard', strings.exportCopy),
      button('cursor', strings.exportInsert, strings.exportInsertHint),
      button('file', strings.exportSave),
    ];
  }

  function send(to: 'clipboard' | 'cursor' | 'file'): void {
    if (!latest) return;
    const { part, format, point } = questionOf(latest);
    actions.post({ kind: 'export', part, format, point, to });
  }
}

const isOpen = ({ state }: View): boolean => state.options[EXPORT_OPEN] === 'open';

const partOf = ({ state }: View): Part => EXPORT_PARTS.find((part) => part === state.options[PART]) ?? 'derivative';

const formatOf = ({ state }: View): Format =>
  EXPORT_FORMATS.find((format) => format === state.options[FORMAT]) ?? 'latex';

function questionOf(view: View): Question {
  const part = partOf(view);
  const point = view.state.lastGood?.point ?? null;
  return { kind: 'report', part, format: part === 'report' ? 'markdown' : formatOf(view), point };
}

function formatName(format: Format, strings: PanelStrings, language: string): string {
  const names: Readonly<Record<Format, string>> = {
    latex: strings.formatLatex,
    mathml: strings.formatMathml,
    text: strings.formatText,
    code: fill(strings.formatCode, LANGUAGES[language] ?? language),
    json: strings.formatJson,
    csv: strings.formatCsv,
    markdown: strings.formatMarkdown,
  };
  return names[format];
}
