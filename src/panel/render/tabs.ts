/** The tabs below the header, and what each of them shows. Only what is in the open tab is drawn and asks questions. */
import { h } from '../dom';
import type { Tab } from '../messages';
import type { Actions, View } from '../view';
import { section, type Section } from './section';
import { tabsOf } from './switch';

/** What each tab shows, in this order; a function without a derivative has none. */
export function tabs(actions: Actions, parts: Readonly<Partial<Record<Tab, readonly Section<View>[]>>>): Section<View> {
  const names = Object.keys(parts) as Tab[];
  const bar = section<View>(
    h('div', { class: 'tab-bar' }),
    ({ strings, state, matrix }) => [strings, state.tab, matrix !== null],
    ({ strings, state, matrix }) => {
      if (names.length < 2 || !matrix) return [];
      const titles: Readonly<Record<Tab, string>> = {
        matrix: strings.tabMatrix,
        pictures: strings.tabPictures,
        use: strings.tabUse,
        steps: strings.tabSteps,
      };
      const open = openTab(state.tab);
      const options = names.map((tab) => ({
        value: tab,
        label: titles[tab],
        chosen: tab === open,
        choose: () => actions.act({ kind: 'tab', tab }),
      }));
      return [tabsOf('tab', strings.tabs, options)];
    },
  );
  const pages = names.map((tab) => {
    const shown = parts[tab] ?? [];
    return { tab, shown, element: h('div', { class: `tab-page ${tab}` }, ...shown.map((part) => part.element)) };
  });
  return {
    element: h('div', { class: 'tabbed' }, bar.element, ...pages.map((page) => page.element)),
    update(view) {
      bar.update(view);
      const open = view.matrix ? openTab(view.state.tab) : 'matrix';
      for (const { tab, shown, element } of pages) {
        element.hidden = tab !== open;
        if (names.length > 1 && view.matrix) element.setAttribute('role', 'tabpanel');
        else element.removeAttribute('role');
        if (tab === open) for (const part of shown) part.update(view);
      }
    },
  };

  function openTab(tab: Tab): Tab {
    return parts[tab] ? tab : 'matrix';
  }
}
