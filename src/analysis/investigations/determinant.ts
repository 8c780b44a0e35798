/** The determinant of a small Jacobian as a formula. */
import { add, multiply, subtract } from '../../calculus/construct';
import type { Graph, NodeId } from '../../calculus/graph';
import { toRows } from '../../calculus/matrix';
import { view } from '../../calculus/view/view';
import { bracketedNames } from '../../notation/notation';
import { formatTerm, type Notation } from '../../notation/term';
import type { Formula } from '../card';
import type { Differentiated } from '../differentiated';

/** Larger determinants have too many terms to be read. */
const LARGEST = 3;
const LONGEST_TEXT = 120;
const BUDGET = 30;

/** det J of a square Jacobian of at most 3 rows; `null` for others, and where it is too long to be read. */
export function determinantFormula({ traced, matrix, kind }: Differentiated, notation: Notation): Formula | null {
  const { rows, columns } = matrix;
  if (kind !== 'jacobian' || rows !== columns || rows < 2 || rows > LARGEST) return null;
  const { graph, inputs } = traced;
  const node = determinantNode(graph, toRows(matrix, graph.integer(0)));
  const made = view(graph, [node], { budgetMilliseconds: BUDGET, names: false });
  const [entry] = made.entries;
  if (!entry || made.definitions.length > 0) return null;
  const bracketed = bracketedNames(inputs.map(({ name, sizes }) => ({ name, isArray: sizes.length > 0 })));
  const formula = formatTerm(entry, { ...notation, bracketed });
  return formula.text.length <= LONGEST_TEXT ? formula : null;
}

/** Laplace's expansion along the first row. */
function determinantNode(g: Graph, rows: readonly (readonly NodeId[])[]): NodeId {
  const [first, ...rest] = rows;
  if (!first) return g.integer(1);
  return first.reduce((sum, entry, j) => {
    if (g.valueOf(entry) === 0) return sum;
    const minor = determinantNode(
      g,
      rest.map((row) => row.filter((_, column) => column !== j)),
    );
    return (j % 2 === 0 ? add : subtract)(g, sum, multiply(g, entry, minor));
  }, g.integer(0));
}
