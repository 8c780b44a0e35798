/** How long it takes to make derivatives readable, which has a budget: what is not done by then is shown as it is. */
import { operationCount } from '../src/calculus/reachable';
import { view } from '../src/calculus/view/view';
import { report, worst } from './bars';
import { derive } from './derivation';
import { table } from './table';
import { build, parsed, tasks } from './tasks';
import { processorTime } from './timing';

const RUNS = 15;
/** Milliseconds, as in the editor. */
const BUDGET = 100;

export function display(): void {
  const ready = tasks.map(parsed);
  const once = (task: (typeof ready)[number]) => {
    const built = build(task);
    const nodes = derive(built, task.kind).entries.map(({ node }) => node);
    const start = processorTime();
    const made = view(built.graph, nodes, { budgetMilliseconds: BUDGET });
    return { milliseconds: processorTime() - start, operations: operationCount(built.graph, nodes), made };
  };
  for (const task of ready) once(task);
  const times: [string, number][] = [];
  const rows = ready.map((task) => {
    const runs = Array.from({ length: RUNS }, () => once(task)).sort((p, q) => p.milliseconds - q.milliseconds);
    const { milliseconds, operations, made } = runs[RUNS >> 1] as (typeof runs)[number];
    times.push([task.name, milliseconds]);
    const form = made.complete ? 'simplified' : 'shared';
    return [task.name, String(operations), milliseconds.toPrecision(3), form, String(made.definitions.length)];
  });
  console.log(`Display: milliseconds to make a derivative readable within ${BUDGET}, and in which form it is shown`);
  console.log(table(['task', 'operations', 'ms', 'form', 'names'], rows));
  report(worst(`readable, or shared, within ${BUDGET} milliseconds`, times, { most: BUDGET }, ' ms'));
}
