/** The pictures of a function: curves, contours, a map of the plane, with what is needed to look around in them. */
import { h } from '../../dom';
import type { Actions, View } from '../../view';
import { withoutPoint } from '../pointStarts';
import { section, type Section } from '../section';
import { choiceOf, type PictureKind } from './choice';
import { pictureControls } from './controls';
import { curvePicture } from './curvePicture';
import { pictureFile, pngContent, svgText } from './export';
import { fieldPicture } from './fieldPicture';
import { mappingPicture } from './mappingPicture';

export function pictures(actions: Actions): Section<View> {
  const controls = pictureControls(actions);
  const all: Readonly<Record<PictureKind, Section<View>>> = {
    curve: curvePicture(actions),
    field: fieldPicture(actions, { slot: 'pictures.field' }),
    mapping: mappingPicture(actions),
  };
  let latest: View | null = null;
  const tools = section<View>(
    h('div', { class: 'picture-tools' }),
    ({ strings }) => [strings],
    ({ strings }) => [
      button('zoom-in', strings.pictureZoomIn, () => press('+'), '+'),
      button('zoom-out', strings.pictureZoomOut, () => press('-'), '−'),
      button('reset', strings.pictureReset, () => press('0')),
      h('span', { class: 'picture-gap' }),
      button('svg', strings.pictureSaveSvg, () => save('svg')),
      button('png', strings.pictureSavePng, () => save('png')),
    ],
  );
  const hint = section<View>(
    h('p', { class: 'aside picture-hint' }),
    ({ strings }) => [strings],
    ({ strings }) => [strings.pictureHint],
  );
  const noPoint = withoutPoint(actions, ({ strings }) => strings.pictureNeedsPoint);
  const shown = Object.values(all).map((picture) => picture.element);
  const body = h('div', { class: 'picture-body' }, controls.element, ...shown, tools.element, hint.element);
  const element = h('section', { class: 'pictures' }, noPoint.element, body);
  return {
    element,
    update(view) {
      latest = view;
      element.hidden = view.matrix === null;
      if (element.hidden) return;
      noPoint.update(view);
      body.hidden = view.point === null;
      if (body.hidden) return;
      const { kind } = choiceOf(view);
      for (const part of [controls, tools, hint]) part.update(view);
      for (const [name, picture] of Object.entries(all)) picture.element.hidden = name !== kind;
      all[kind].update(view);
      body.classList.toggle('outdated', view.outdated);
    },
  };

  function open(): HTMLElement | null {
    return latest && all[choiceOf(latest).kind].element;
  }

  /** The buttons do what the keys do. */
  function press(key: string): void {
    open()?.querySelector('svg.plane')?.dispatchEvent(new KeyboardEvent('keydown', { key }));
  }

  function save(format: 'svg' | 'png'): void {
    const picture = open();
    if (!picture || !latest) return;
    const planes = [...picture.querySelectorAll('svg.plane')];
    const title = planes[0]?.getAttribute('aria-label') ?? '';
    const file = pictureFile(picture, title, picture.querySelector('.picture-text')?.textContent ?? '');
    const name = latest.shown.target.function;
    if (format === 'svg') actions.post({ kind: 'save', name, format, content: svgText(file) });
    else
      void pngContent(file).then((content) => {
        if (content !== null) actions.post({ kind: 'save', name, format, content });
      });
  }
}

const button = (name: string, label: string, act: () => void, text = label): HTMLElement =>
  h(
    'button',
    { type: 'button', class: 'button', 'data-key': `picture-${name}`, 'aria-label': label, title: label, onclick: act },
    text,
  );
