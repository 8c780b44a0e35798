/**
 * A part of the page that is drawn anew only when what it depends on has changed, so that nothing flickers while other
 * parts change, and that keeps the focus where it was: on the element with the same `data-key`.
 */
import { append, type Child } from '../dom';

export interface Section<T> {
  readonly element: HTMLElement;
  update(value: T): void;
}

export function section<T>(
  element: HTMLElement,
  depends: (value: T) => readonly unknown[],
  draw: (value: T) => readonly Child[],
): Section<T> {
  let before: readonly unknown[] | null = null;
  return {
    element,
    update(value) {
      const now = depends(value);
      if (before && now.every((part, i) => part === before?.[i])) return;
      before = now;
      replaceContent(element, draw(value));
    },
  };
}

/** Puts new children in place of the old ones; an element without any is hidden. */
export function replaceContent(element: HTMLElement, children: readonly Child[]): void {
  const focused = focusedKey(element);
  element.replaceChildren();
  append(element, children);
  element.hidden = element.childNodes.length === 0;
  if (focused !== null) element.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function focusedKey(element: HTMLElement): string | null {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && element.contains(focused) ? (focused.dataset['key'] ?? null) : null;
}
