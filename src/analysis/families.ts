/** The repeated structure of a derivative: a few formulas in indices where the matrix would be long. */
import type { NodeId } from '../calculus/graph';
import type { Block, Family } from '../calculus/view/families/family';
import { familiesCost, familyView } from '../calculus/view/families/find';
import { constantIndex } from '../calculus/view/indices';
import type { IndexExpression } from '../calculus/view/term';
import { codeLanguage } from '../notation/code/language';
import { formatFamilies } from '../notation/families';
import type { FamilyLine } from '../notation/families';
import type { Formula } from '../notation/formula';
import { shownExpression, writtenIndex } from '../notation/indices';
import { formatElement } from '../notation/names';
import type { NameText } from '../notation/names';
import type { Notation } from '../notation/term';
import type { NamedValue, Workshop } from '../calculus/view/arrange';
import type { Differentiated } from './differentiated';
import { plainName } from './symbols';
import type { FunctionName } from './symbols';
import { unravelAll } from './values';

/** Vectors and matrices up to these sizes are read as they stand. */
const LONGEST_EXPLICIT = 4;
const LARGEST_EXPLICIT = 16;
/** More pairs of results and arguments than these have no structure that anybody sees. */
const MOST_BLOCKS = 6;
const MOST_FAMILIES = 12;
/** Of the time for making a derivative readable: families are looked for where the matrix is long. */
const BUDGET_SHARE = 1.5;
/** Where there is no matrix, nothing else would be shown. */
const BUDGET_OF_LARGE = 3;
/** How much shorter than the matrix the formulas must be: a matrix shows at once what stands where. */
const SHARE = 0.7;
/** Small ones are read as they stand unless they are long, and the formulas far shorter. */
const LONG = 60;
const SHARE_OF_SMALL = 0.35;

/** An argument, or a result: what an axis of a block counts. */
interface Side {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly offset: number;
}

interface Pair {
  readonly row: Side | null;
  readonly column: Side;
  readonly block: Block;
}

export interface FamilyRequest {
  readonly functionName: FunctionName;
  readonly notation: Notation;
  readonly budget: number;
  readonly values: readonly NamedValue[];
  /** What was found when the entries were made readable one by one. */
  readonly workshop: Workshop;
  /** What the explicit matrix asks of its reader (`cost`); Infinity where it is not written. */
  readonly explicitCost: number;
}

/** The formulas, or `null` where the matrix is as short, or has no structure that is found in the time given. */
export function presentFamilies(differentiated: Differentiated, request: FamilyRequest): Formula | null {
  const { kind, matrix, traced } = differentiated;
  const isVector = kind === 'gradient';
  if (kind === 'derivative') return null;
  const isSmall = isVector ? matrix.columns <= LONGEST_EXPLICIT : matrix.rows * matrix.columns <= LARGEST_EXPLICIT;
  if (matrix.entries.length < 3 || (isSmall && request.explicitCost < LONG)) return null;
  const pairs = pairsOf(differentiated);
  if (!pairs) return null;
  const made = familyView(
    traced.graph,
    pairs.map(({ block }) => block),
    {
      budgetMilliseconds: (Number.isFinite(request.explicitCost) ? BUDGET_SHARE : BUDGET_OF_LARGE) * request.budget,
      values: request.values,
      workshop: request.workshop,
    },
  );
  if (!made || familiesCost(made) > (isSmall ? SHARE_OF_SMALL : SHARE) * request.explicitCost) return null;
  const lines = made.blocks.flatMap(({ families }, i) =>
    families.map((family): FamilyLine => lineOf(family, pairs[i]!, pairs, differentiated, request)),
  );
  if (lines.length === 0 || lines.length > MOST_FAMILIES) return null;
  const ranged = lines.filter(({ family }) => family.ranges.length > 0);
  if (ranged.length === 0) return null;
  return formatFamilies(
    {
      lines,
      hasZeros: made.blocks.some(({ hasZeros }) => hasZeros),
      definitions: made.definitions,
      taken: traced.inputs.map(({ name }) => name),
      base: codeLanguage(request.notation.language).indexBase,
    },
    request.notation,
  );
}

const countOf = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

function sidesOf(parts: readonly { readonly name: string; readonly sizes: readonly number[] }[]): Side[] {
  let offset = 0;
  return parts.map(({ name, sizes }) => {
    const side = { name, sizes, offset };
    offset += countOf(sizes);
    return side;
  });
}

/** Axes of length 1 say nothing: they are left out of a place, and put in again where it is written. */
const longAxes = (sizes: readonly number[]): readonly number[] => sizes.filter((size) => size > 1);

/** Each result with each argument; of a Hessian the upper half. */
function pairsOf({ kind, traced, wrt, matrix }: Differentiated): Pair[] | null {
  const columns = sidesOf(wrt);
  const rows =
    kind === 'gradient' ? [null] : kind === 'hessian' ? columns : sidesOf(traced.parts.map((part) => ({ ...part })));
  if (rows.length * columns.length > MOST_BLOCKS) return null;
  const sideOf = <S extends Side | null>(sides: readonly S[], place: number): number =>
    sides.findIndex((side) => side === null || (place >= side.offset && place < side.offset + countOf(side.sizes)));
  const cells = new Map<string, { key: readonly number[]; node: NodeId }[]>();
  for (const { row, column, node } of matrix.entries) {
    const [r, c] = [sideOf(rows, row), sideOf(columns, column)];
    const [rowSide, columnSide] = [rows[r] ?? null, columns[c]];
    if (!columnSide) return null;
    const key = [
      ...(rowSide ? unravelAll(row - rowSide.offset, longAxes(rowSide.sizes)) : []),
      ...unravelAll(column - columnSide.offset, longAxes(columnSide.sizes)),
    ];
    const id = `${r} ${c}`;
    const list = cells.get(id);
    if (list) list.push({ key, node });
    else cells.set(id, [{ key, node }]);
  }
  return rows.flatMap((row, r) =>
    columns.flatMap((column, c): Pair[] => {
      if (kind === 'hessian' && c < r) return [];
      const sizes = [...(row ? longAxes(row.sizes) : []), ...longAxes(column.sizes)];
      const isSymmetric = kind === 'hessian' && c === r && sizes.length === 2;
      const all = cells.get(`${r} ${c}`) ?? [];
      const own = isSymmetric ? all.filter(({ key }) => key[0]! <= key[1]!) : all;
      return [{ row, column, block: { sizes, cells: own, isSymmetric } }];
    }),
  );
}

/** The left side of a family: ∂f/∂xᵢ, J[i, i + 1], H[i, j] = H[j, i], ∂²f/∂xᵢ∂yⱼ. */
function lineOf(
  family: Family,
  { row, column, block }: Pair,
  pairs: readonly Pair[],
  { kind }: Differentiated,
  { functionName, notation }: FamilyRequest,
): FamilyLine {
  const base = codeLanguage(notation.language).indexBase;
  const element = (side: Side, key: readonly IndexExpression[]): NameText =>
    formatElement(plainName(side.name), withShortAxes(side.sizes, key), base, notation);
  const isPlain = pairs.length === 1 && row?.sizes.length === 1 && column.sizes.length === 1;
  const rowAxes = row ? longAxes(row.sizes).length : 0;
  const function_ = formatElement(functionName.written, [], base, notation);
  const left = (key: readonly IndexExpression[]): NameText => {
    const [above, below] = [key.slice(0, rowAxes), key.slice(rowAxes)];
    if (isPlain) {
      const letter = kind === 'hessian' ? 'H' : 'J';
      const at = (places: readonly IndexExpression[]): NameText => placeOf(letter, places, base, notation);
      const isDiagonal = block.isSymmetric && sameExpression(key[0]!, key[1]!);
      if (!block.isSymmetric || isDiagonal) return at(key);
      const [one, other] = [at(key), at([...key].reverse())];
      return { latex: `${one.latex} = ${other.latex}`, text: `${one.text} = ${other.text}` };
    }
    if (kind === 'hessian' && row) {
      const [x, y] = [element(row, above), element(column, below)];
      const isSquare = x.text === y.text;
      return {
        latex: `\\frac{\\partial^2 ${function_.latex}}{${isSquare ? `\\partial ${x.latex}^2` : `\\partial ${x.latex} \\, \\partial ${y.latex}`}}`,
        text: `∂²${function_.text}/${isSquare ? `∂${x.text}²` : `∂${x.text}∂${y.text}`}`,
      };
    }
    const f = row ? element({ ...row, name: rowName(row, pairs, functionName.written) }, above) : function_;
    const x = element(column, below);
    return { latex: `\\frac{\\partial ${f.latex}}{\\partial ${x.latex}}`, text: `∂${f.text}/∂${x.text}` };
  };
  return { family, left };
}

/** A function with one result has its own name for it. */
const rowName = (row: Side, pairs: readonly Pair[], functionName: string): string =>
  pairs.every((pair) => pair.row === row) ? functionName : row.name;

const sameExpression = (a: IndexExpression, b: IndexExpression): boolean => JSON.stringify(a) === JSON.stringify(b);

function withShortAxes(sizes: readonly number[], key: readonly IndexExpression[]): readonly IndexExpression[] {
  let next = 0;
  return sizes.map((size) => (size > 1 ? key[next++]! : constantIndex(0)));
}

function placeOf(letter: string, key: readonly IndexExpression[], base: 0 | 1, notation: Notation): NameText {
  const shown = key.map((each) => writtenIndex(shownExpression(each, base, notation, true)));
  const isSimple = shown.every((each) => each.isSimple);
  return {
    latex: `${letter}_{${shown.map(({ latex }) => latex).join(isSimple ? '' : ',\\,')}}`,
    text: `${letter}[${shown.map(({ line }) => line.replaceAll(' ', '')).join(', ')}]`,
  };
}
