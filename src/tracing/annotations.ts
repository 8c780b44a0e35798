/** Shapes that annotations and docstrings say. */
import type { Expression } from '../languages/program';

/** Sizes and names of sizes; `'array'`: an array of which no more is said. */
export type Hint = readonly (number | string)[] | 'array';

const JAXTYPING = /^(Float\d*|BFloat16|Num|Real|Inexact|Shaped|Int\d*|Integer|UInt\d*|Complex\d*)$/;
const ARRAYS =
  /^(ndarray|NDArray|Array|ArrayLike|Tensor|FloatArray|FloatTensor|DoubleTensor|Vector|ArrayLike\w*|Float(?:64|32)Array)$/;
const LISTS = /^(list|List|Sequence|Iterable|Collection)$/;
const TUPLES = /^(tuple|Tuple)$/;
const OPTIONAL = /^(Optional|Union|Final|ClassVar)$/;

const lastName = (expression: Expression): string =>
  expression.kind === 'name' || expression.kind === 'attribute' ? expression.name : '';

/** `"n 3"`, `"n, 3"`, `"D, 4*H"`: one word a size. */
function sizesFrom(text: string): Hint | undefined {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.some((word) => !/^\d+$|^(?:\d+\*?)?[A-Za-z_]\w*$/.test(word))) return undefined;
  return words.map((word) => (/^\d+$/.test(word) ? Number(word) : word.replace('*', '')));
}

const flatIndices = (indices: readonly Expression[]): readonly Expression[] =>
  indices.length === 1 && indices[0]?.kind === 'tuple' ? indices[0].items : indices;

/** Whether an annotation says that a list is given, and nothing else. */
export function saysList(annotation: Expression): boolean {
  if (annotation.kind === 'index') return /^(list|List)$/.test(lastName(annotation.object));
  return annotation.kind === 'name' && /^(list|List)$/.test(annotation.name);
}

/** What an annotation says of the shape; `undefined` where it says nothing. */
export function hintFrom(annotation: Expression): Hint | undefined {
  if (annotation.kind === 'binary' && annotation.operator === '|')
    return hintFrom(annotation.left) ?? hintFrom(annotation.right);
  if (annotation.kind === 'name' && annotation.name === 'number') return [];
  if (annotation.kind === 'name' || annotation.kind === 'attribute')
    return ARRAYS.test(lastName(annotation)) ? 'array' : undefined;
  if (annotation.kind !== 'index') return undefined;
  const name = lastName(annotation.object);
  const indices = flatIndices(annotation.indices);
  const [first, second] = indices;
  if (OPTIONAL.test(name)) return indices.map(hintFrom).find((hint) => hint !== undefined);
  if (JAXTYPING.test(name)) return second?.kind === 'string' ? (sizesFrom(second.value) ?? 'array') : 'array';
  if (name === 'Annotated')
    return (
      indices
        .slice(1)
        .map(sizesOf)
        .find((hint) => hint !== undefined) ??
      (first && hintFrom(first))
    );
  if (name === 'NDArray' || name === 'ndarray') return (first && shapeOf(first)) ?? 'array';
  // A list of something else than numbers is no array.
  if (LISTS.test(name))
    return first?.kind === 'dictionary' || lastName(first ?? annotation) === 'string' ? undefined : 'array';
  if (!TUPLES.test(name)) return undefined;
  if (second?.kind === 'ellipsis') return 'array';
  if (indices.every((item) => lastName(item) === 'float')) return [indices.length];
  const inner = indices.map(hintFrom);
  const [one] = inner;
  const isUniform = one !== undefined && one !== 'array' && inner.every((hint) => hint?.toString() === one.toString());
  return isUniform ? [indices.length, ...one] : undefined;
}

/** nptyping's `Shape["3, 3"]`, a `Literal[3]`, a plain text, number or tuple of numbers. */
function sizesOf(expression: Expression): Hint | undefined {
  if (expression.kind === 'string') return sizesFrom(expression.value);
  if (expression.kind === 'number') return /^\d+$/.test(expression.text) ? [Number(expression.text)] : undefined;
  if (expression.kind === 'tuple') {
    const sizes = expression.items.flatMap((item) => {
      const one = sizesOf(item);
      return one === undefined || one === 'array' ? [] : [...one];
    });
    return sizes.length === expression.items.length ? sizes : undefined;
  }
  return shapeOf(expression);
}

function shapeOf(expression: Expression): Hint | undefined {
  if (expression.kind !== 'index') return undefined;
  const name = lastName(expression.object);
  const [first] = flatIndices(expression.indices);
  return (name === 'Shape' || name === 'Literal') && first ? sizesOf(first) : undefined;
}

/** `d_1, ..., d_k` is one axis at least; `n, ..., 3` two. */
const withFewestAxes = (line: string): string =>
  line.replace(/(\w+),\s*\.\.\.,?\s*(\w+)/, (_all, first: string, last: string) =>
    first.length > 1 && first.slice(0, -1) === last.slice(0, -1) ? first : `${first}, ${last}`,
  );

/** `n × m`, `n x m`. */
const TIMES = /×|\bx\b/g;

/**
 * `x : array_like, shape (3,)`, `x (np.ndarray): … of shape `(n, 3)``, `x : (3,) ndarray`, `- x: Data, of shape (N, D)`. Of
 * `(N, d_1, ..., d_k)` the fewest axes.
 */
export function hintFromDocumentation(documentation: string, parameter: string): Hint | undefined {
  const name = parameter.replace(/[^\w]/g, '');
  // `x: (n, d), y: labels (n, k)` on one line.
  const lines = documentation.split('\n').flatMap((line) => line.split(/(?<=\)),\s+(?=\w+\s*:)/));
  // `y_true, y_pred: arrays of shape (n, d)`.
  const start = new RegExp(
    `^\\s*(?::param\\s+(?:\\w+\\s+)?|:type\\s+|[-*•]\\s+)?\\*{0,2}(?:\\w+,\\s*)*${name}\\b(?:,\\s*\\w+)*\\s*(?:\\(|:|-\\s)`,
  );
  const index = lines.findIndex((line) => start.test(line));
  const line = lines[index] && withFewestAxes(lines[index]);
  if (line === undefined) return sizesBeforeKind(lines, name);
  const isArray = /\b(array|ndarray|vector|matrix|tensor|shape|array_like|list)\b/i.test(line);
  // `y_true: one-hot targets, same shape as ``y_pred``.`
  const like = /\bsame (?:shape|size|dimensions?) as `*(\w+)`*/i.exec(line)?.[1];
  if (like !== undefined && like !== name) return hintFromDocumentation(documentation, like);
  const shape =
    /(?:shape\s*(?:of|=|:)?\s*`*|ndarray\s*|array\s*|^|[:,]\s*)[([]\s*((?:(?:\d+\*)?\w+\s*[,×x]?\s*)+)[)\]]/i.exec(
      line.slice(line.search(/[:(]|-\s/) + 1),
    );
  const sizes = isArray && shape?.[1] !== undefined ? sizesFrom(shape[1].replace(TIMES, ',')) : undefined;
  if (isShape(sizes)) return sizes;
  const named = isArray ? undefined : sizesByName(line);
  if (isShape(named)) return named;
  const described = sizesInDescription(lines, index);
  if (isShape(described)) return described;
  return /\b(ndarray|np\.array|numpy array|vector)\b/i.test(line) ? 'array' : undefined;
}

/** `X dxn matrix (each column is an input)`, `y 1 x n vector`: the sizes before what it is, as MATLAB's comments have it. */
function sizesBeforeKind(lines: readonly string[], name: string): Hint | undefined {
  const said = new RegExp(
    `^\\s*${name}\\s*[:=-]?\\s*(?:an?\\s+)?\\(?([A-Za-z]|\\d+)\\s?[x×]\\s?([A-Za-z]|\\d+)\\)?[\\s-]+(?:dimensional\\s+)?(?:matrix|vector|array)\\b`,
  );
  const found = lines.map((line) => said.exec(line)).find((match) => match !== null);
  return found ? sizesFrom(`${found[1]}, ${found[2]}`) : undefined;
}

/** Words that are sizes wherever they stand in a list: `token indices (batch_size, seq_len)`. */
const SIZE =
  /^([A-Z]|\d+|num_?\w+|n_\w+|batch(_?\w+)?|\w+_(len|size|dim|length)|seq(_?\w+)?|(in|out)_(features|channels)|features|channels|classes|samples|height|width)$/;

function sizesByName(line: string): Hint | undefined {
  for (const [, list = ''] of line.matchAll(/\(([^()]+)\)/g)) {
    const words = list.split(',').map((word) => word.trim());
    if (words.length > 1 && words.every((word) => SIZE.test(word))) return sizesFrom(list);
  }
  return undefined;
}

const isShape = (hint: Hint | undefined): hint is Exclude<Hint, 'array'> =>
  hint !== undefined && hint !== 'array' && hint.length > 0 && hint.length <= 4;

/** Lines of a description that are looked at. */
const MOST_LINES = 3;

/** What the lines below, which are further in, say: `A matrix of shape (n x m)`, `An (n, m) array`. */
function sizesInDescription(lines: readonly string[], index: number): Hint | undefined {
  const indent = (line: string): number => line.search(/\S|$/);
  const own = indent(lines[index] ?? '');
  const below = lines.slice(index + 1, index + 1 + MOST_LINES);
  const end = below.findIndex((line) => line.trim() === '' || indent(line) <= own);
  const text = (end < 0 ? below : below.slice(0, end)).map((line) => line.trim()).join(' ');
  const found =
    /\bshape\s*(?:of|=|:)?\s*`*\(([^()]+)\)/i.exec(text) ??
    /\ban?\s+`*\(([^()]+)\)`*\s+(?:matrix|array|tensor)\b/i.exec(text);
  const sizes = found?.[1] ?? '';
  // `(a x b, 1)` may be a vector of a·b elements.
  if (sizes.search(TIMES) >= 0 && sizes.includes(',')) return undefined;
  return found ? sizesFrom(sizes.replace(TIMES, ',')) : undefined;
}
