/** The menu of what can be copied, and as what: a menu button after the ARIA Authoring Practices. */
import { h } from '../dom';
import type { CopyPart } from '../messages';
import type { CopyFormat } from '../../worker/protocol';
import type { Actions, View } from '../view';
import { EXPORT_OPEN } from './export';
import { icon } from './icons';

interface Group {
  readonly label: string;
  readonly part: CopyPart;
}

export function copyMenu(view: View, { post, act }: Actions): HTMLElement {
  const { strings } = view;
  const formats: readonly (readonly [CopyFormat, string])[] = [
    ['latex', strings.copyLatex],
    ['code', strings.copyCode],
    ['text', strings.copyText],
  ];
  const menu = h(
    'div',
    { class: 'menu', role: 'menu', 'aria-label': strings.copy, hidden: true },
    ...groups(view).map(({ label, part }) =>
      h(
        'div',
        { role: 'group', 'aria-label': label },
        h('div', { class: 'menu-label', 'aria-hidden': 'true' }, label),
        ...formats.map(([format, text]) =>
          h('div', { class: 'menu-item', role: 'menuitem', tabindex: -1, onclick: () => copy(format, part) }, text),
        ),
      ),
    ),
    h('div', { class: 'menu-item more', role: 'menuitem', tabindex: -1, onclick: more }, strings.exportMore),
  );
  const button = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      'data-key': 'copy',
      title: strings.copy,
      'aria-label': strings.copy,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      onclick: () => (menu.hidden ? open(0) : close()),
    },
    icon('copy'),
  );
  const element = h('div', { class: 'menu-anchor', onkeydown: onKey, onfocusout: onFocusOut }, button, menu);
  return element;

  function items(): HTMLElement[] {
    return [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  function open(index: number): void {
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    items().at(index)?.focus();
  }

  function close(): void {
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  }

  function copy(format: CopyFormat, part: CopyPart): void {
    close();
    button.focus();
    post({ kind: 'copy', format, part });
  }

  /** The section where everything else can be exported, opened and shown. */
  function more(): void {
    close();
    act({ kind: 'tab', tab: 'matrix' });
    act({ kind: 'option', name: EXPORT_OPEN, value: 'open' });
    const fold = document.querySelector<HTMLElement>('.export .fold');
    fold?.focus();
    fold?.scrollIntoView({ block: 'start' });
  }

  function onFocusOut(event: FocusEvent): void {
    if (!(event.relatedTarget instanceof Node) || !element.contains(event.relatedTarget)) close();
  }

  function onKey(event: KeyboardEvent): void {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    const handled = menu.hidden ? openBy(event.key) : moveBy(event.key, all, at);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }

  function openBy(key: string): boolean {
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return false;
    open(key === 'ArrowDown' ? 0 : -1);
    return true;
  }

  function moveBy(key: string, all: readonly HTMLElement[], at: number): boolean {
    switch (key) {
      case 'ArrowDown':
        all[(at + 1) % all.length]?.focus();
        return true;
      case 'ArrowUp':
        all.at(at < 1 ? -1 : at - 1)?.focus();
        return true;
      case 'Home':
        all[0]?.focus();
        return true;
      case 'End':
        all.at(-1)?.focus();
        return true;
      case 'Enter':
      case ' ':
        all[at]?.click();
        return true;
      case 'Escape':
        close();
        button.focus();
        return true;
      default:
        return false;
    }
  }
}

/** The selected entry or row first: it is what the reader is looking at. */
function groups({ strings, card, matrix, state }: View): readonly Group[] {
  const { row, column } = state.choice;
  const found: Group[] = [];
  const output = row === null ? null : card.derivative?.rows[row];
  const variable = column === null ? null : card.derivative?.columns[column];
  if (matrix?.symbolic && row !== null && output) {
    if (column !== null && variable) {
      found.push({ label: `∂${output.text}/∂${variable.text}`, part: { kind: 'entry', row, column } });
    } else if (column === null) found.push({ label: `∇${output.text}`, part: { kind: 'row', row } });
  }
  card.derivative?.forms?.forEach(({ symbol }, form) =>
    found.push({ label: symbol.text, part: { kind: 'form', form } }),
  );
  found.push({ label: strings.derivativeHeading, part: { kind: 'derivative' } });
  if (card.value) found.push({ label: strings.functionHeading, part: { kind: 'value' } });
  return found;
}
