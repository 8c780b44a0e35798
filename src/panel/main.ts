/** The matrix panel's page: messages and the reader's acts change the state, the state is drawn. */
import { Asking } from './asking';
import { h } from './dom';
import { connect } from './host';
import { checks } from './render/checks';
import { controls } from './render/controls';
import { detail } from './render/detail';
import { errors } from './render/errors';
import { exporting } from './render/export';
import { header } from './render/header';
import { here } from './render/here';
import { conditions, definitions, functionFormula, matrixForms, notes, unknownFunctions } from './render/lists';
import { kinks } from './render/kinks';
import { matrix } from './render/matrix';
import { message, reason, status } from './render/message';
import { pictures } from './render/pictures/pictures';
import { point } from './render/point';
import type { Section } from './render/section';
import { sourceMarks } from './render/sourceMarks';
import { steps } from './render/steps';
import { tabs } from './render/tabs';
import { use } from './render/use/use';
import { valueAtPoint } from './render/valueAtPoint';
import type { ToPage } from './messages';
import { initialState, persistent, reduce, type Act, type PageState, type Shown } from './state';
import { viewOf, type Actions, type View } from './view';

const host = connect();
let state: PageState = initialState(host.restored());

const asking = new Asking((out) => host.post(out));
const actions: Actions = {
  post: (out) => host.post(out),
  act: (act) => change(act),
  refresh: () => change(null),
  ask: (slot, question, { shown: about }) => asking.ask(slot, question, about, subjectOf(about)),
};
const subjectOf = ({ target, choices: { wrt, order } }: Shown): string =>
  JSON.stringify([target.uri, target.function, wrt, order]);

const always: readonly Section<PageState>[] = [header(actions), status(), message(actions)];
const shown: readonly Section<View>[] = [
  tabs(actions, {
    matrix: [
      controls(actions),
      reason(actions),
      functionFormula(),
      matrixForms(),
      matrix(actions),
      sourceMarks(actions),
      detail(actions),
      definitions(),
      point(actions),
      valueAtPoint(),
      here(actions),
      conditions(),
      kinks(actions),
      checks(actions),
      errors(actions),
      unknownFunctions(),
      notes(),
      exporting(actions),
    ],
    pictures: [pictures(actions)],
    use: [use(actions)],
    steps: [steps(actions)],
  }),
];
const body = h('div', { class: 'shown', hidden: true }, ...shown.map((part) => part.element));

document.body.append(h('main', { class: 'panel' }, ...always.map((part) => part.element), body));
host.listen(change);
change(null);
host.post({ kind: 'ready' });

function change(event: ToPage | Act | null): void {
  if (event?.kind === 'answer' && !asking.answer(event.id, event.answer)) return;
  if (event) state = reduce(state, event);
  asking.begin();
  draw(event !== null);
  asking.end();
}

function draw(keep: boolean): void {
  for (const part of always) part.update(state);
  const view = viewOf(state, actions.ask);
  body.hidden = view === null;
  if (!view) return;
  for (const part of shown) part.update(view);
  const kept = persistent(state);
  if (kept && keep) host.keep(kept);
}
