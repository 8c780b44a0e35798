/** What is known of the inputs' shapes. It outlives a trace: each restart knows more. */
import type { Span } from '../languages/source';
import type { Change } from './refusal';
import { multipleOf } from './sizeNames';
import type { Shown } from './traced';

export type Axis =
  | { readonly kind: 'fixed'; readonly size: number }
  /** Indices seen so far ask for this many. */
  | { readonly kind: 'atLeast'; readonly size: number }
  /** Any size; this trace shows one. */
  | { readonly kind: 'named'; readonly name: string };

export interface InputState {
  role: 'number' | 'count' | 'labels' | 'text' | 'dictionary' | 'parts' | 'record' | 'function';
  /** `null` while nothing tells: it begins as a scalar. */
  rank: number | null;
  axes: Axis[];
  /** From a directive, an annotation or given values: not to be changed by what the body does. */
  sure: boolean;
  /** For a count: the default, where there is one. */
  count: number | null;
  /** The text that it is shown for. */
  text?: string;
  /** Names of an object's properties, as far as the source says them, in order. */
  fields?: readonly string[];
  /** The names that it is unpacked into: `W, b = params`. */
  parts?: readonly string[];
  /** The names that each of its items is unpacked into: `for W, b in params`. */
  partsOfItems?: readonly string[];
  /** A list (of lists), which an array of that shape stands for until the body shows it. */
  isList?: boolean;
  /** The file's calls give it NumPy's matrices. */
  isMatrix?: boolean;
  /** Its annotation says that it is a list. */
  saysList?: boolean;
  /** It has a number as its default. */
  likelyScalar?: boolean;
  /** The source says how many axes it has; else the body has shown some of them. */
  isSaid?: boolean;
  /** The file's calls give it numbers at equal steps: a scalar at each of them, unless the body asks for an array. */
  drawnAt?: readonly number[] | undefined;
  /** It moves over something that is larger. */
  isWindow?: boolean;
  span: Span;
}

const SIZE_NAMES = ['n', 'm', 'k', 'p', 'q', 'r', 's', 't'];
/** Different sizes are shown for different names, so that sizes that must agree are found out. */
const SHOWN_SIZES = [3, 2, 4, 5, 6, 7, 8, 9];
/** The first is what counts are shown for, too. */
const SHOWN_INDICES = [3, 2, 1, 0];
/** Fewer would go with arrays of any size. */
const SMALLEST_SHOWN = 2;
/** Elements along an axis that an argument is taken to have because of how it is used. */
export const LARGEST_GUESS = 64;
/** What asks for more axes than these asks for one more each time. */
const LARGEST_RANK = 5;

export class ShapeBook {
  private readonly states = new Map<string, InputState>();
  private readonly shown = new Map<string, number>();
  readonly notes = new Set<string>();
  /** Shapes of parts of arguments (`params[0]`) at the calls in the file. */
  readonly calledWith = new Map<string, readonly number[]>();

  /**
   * @param definite inputs that are given from outside, with all that belongs to them: nothing of them is guessed.
   * @param chosen what sizes that nothing fixes are to be shown for, by name.
   * @param shownFor what counts and lists of indices that nothing fixes are to be shown for, by name.
   */
  constructor(
    private readonly definite: (name: string) => boolean = () => false,
    private readonly chosen: Readonly<Record<string, number>> = {},
    readonly shownFor: Shown = {},
  ) {}

  /** The input's state, made on first mention. */
  stateOf(name: string): InputState {
    let state = this.states.get(name);
    if (!state) {
      state = { role: 'number', rank: null, axes: [], sure: false, count: null, span: { start: 0, end: 0 } };
      this.states.set(name, state);
    }
    return state;
  }

  /** Sets a shape that the source or the request says; a name is a size of that name. */
  fix(name: string, shape: readonly (number | string)[], sure: boolean): void {
    const state = this.stateOf(name);
    state.rank = shape.length;
    state.isSaid = true;
    state.sure = sure;
    state.axes = shape.map((size) => {
      if (typeof size === 'number') return { kind: 'fixed', size };
      const own = multipleOf(size)?.of ?? size;
      if (!this.shown.has(own))
        this.shown.set(own, this.chosen[own] ?? (SHOWN_SIZES[this.shown.size % SHOWN_SIZES.length] as number));
      return { kind: 'named', name: size };
    });
  }

  /** A number is the default: the argument is a scalar unless the body asks for more. */
  suggestScalar(name: string): void {
    this.stateOf(name).likelyScalar = true;
  }

  /** An array, of which its use must tell more; a vector if it does not. */
  suggestArray(name: string): void {
    const state = this.stateOf(name);
    if (state.rank !== null) return;
    state.rank = 1;
    state.axes = [{ kind: 'atLeast', size: 1 }];
  }

  /** An array of so many axes, each of any size. */
  suggestRank(name: string, rank: number): void {
    const state = this.stateOf(name);
    state.rank = rank;
    state.isSaid = true;
    state.axes = [];
    // Each name is taken before the next one is looked for.
    for (let axis = 0; axis < rank; axis += 1) state.axes.push(this.newName(1));
  }

  /** The same with another size shown for a name. */
  withSize(name: string, size: number): ShapeBook {
    const copy = this.copy();
    copy.shown.set(name, size);
    return copy;
  }

  private newName(atLeast: number): Axis {
    const used = new Set(
      [...this.states.values()].flatMap((s) => s.axes.map((a) => (a.kind === 'named' ? a.name : ''))),
    );
    const taken = new Set([...used].map((name) => (name === '' ? undefined : this.sizeOfName(name))));
    const name = SIZE_NAMES.find((candidate) => !used.has(candidate)) ?? `n${used.size}`;
    let size = SHOWN_SIZES.find((candidate) => !taken.has(candidate) && candidate >= atLeast) ?? atLeast;
    const wanted = this.chosen[name];
    if (wanted !== undefined && wanted >= atLeast) size = wanted;
    while (taken.has(size)) size += 1;
    this.shown.set(name, size);
    return { kind: 'named', name };
  }

  private sizeOfAxis(axis: Axis): number {
    return axis.kind === 'named' ? this.sizeOfName(axis.name) : axis.size;
  }

  private sizeOfName(name: string): number {
    const multiple = multipleOf(name);
    return multiple ? multiple.times * this.sizeOfName(multiple.of) : (this.shown.get(name) as number);
  }

  /** Of a multiple, that of which it is one is changed. */
  private show(name: string, atLeast: number): void {
    const multiple = multipleOf(name);
    if (multiple) this.show(multiple.of, Math.ceil(atLeast / multiple.times));
    else this.shown.set(name, Math.max(this.shown.get(name) as number, atLeast));
  }

  sizesOf(name: string): number[] {
    return this.stateOf(name).axes.map((axis) => this.sizeOfAxis(axis));
  }

  shapeOf(name: string): (number | string)[] {
    return this.stateOf(name).axes.map((axis) => (axis.kind === 'named' ? axis.name : axis.size));
  }

  /** Names of sizes that nothing fixes, with what they are shown for. */
  namedSizes(): Map<string, number> {
    const names = [...this.states.values()].flatMap((s) => s.axes.flatMap((a) => (a.kind === 'named' ? [a.name] : [])));
    return new Map(names.map((name) => [name, this.sizeOfName(name)]));
  }

  /** Whether a named size is that of one axis of one input only. */
  isOwnSize(input: string, size: string): boolean {
    const axes = [...this.states].flatMap(([name, { axes }]) =>
      axes.flatMap((axis) => (axis.kind === 'named' && axis.name === size ? [name] : [])),
    );
    return axes.length === 1 && axes[0] === input;
  }

  private isShared(state: InputState): boolean {
    const [axis] = state.axes;
    const isSame = (other: Axis): boolean =>
      axis?.kind === 'named' && other.kind === 'named' && other.name === axis.name;
    return [...this.states.values()].some((other) => other !== state && other.axes.some(isSame));
  }

  /** Whether the changes would change anything, and are not against what is known. */
  allows(name: string, changes: readonly Change[]): boolean {
    const state = this.stateOf(name);
    if (this.definite(name)) return false;
    if (
      state.sure &&
      !changes.every((change) => ['atLeast', 'sameSize', 'exactly', 'list', 'labels'].includes(change.kind))
    )
      return false;
    const copy = this.copy();
    return copy.apply(name, changes) && copy.print() !== this.print();
  }

  private print(): string {
    return JSON.stringify([[...this.states], [...this.shown]]);
  }

  private copy(): ShapeBook {
    const copy = new ShapeBook(this.definite, this.chosen, this.shownFor);
    for (const [name, state] of this.states) copy.states.set(name, { ...state, axes: [...state.axes] });
    for (const [name, size] of this.shown) copy.shown.set(name, size);
    for (const [part, sizes] of this.calledWith) copy.calledWith.set(part, sizes);
    return copy;
  }

  /** Changes the input; false where that is against what is known. */
  apply(name: string, changes: readonly Change[]): boolean {
    return changes.every((change) => this.applyOne(this.stateOf(name), change));
  }

  private applyOne(state: InputState, change: Change): boolean {
    switch (change.kind) {
      case 'rank':
        if (state.role !== 'number' || change.rank > LARGEST_RANK) return false;
        if (!state.rank && !state.sure && state.drawnAt?.length === change.rank) {
          state.rank = change.rank;
          state.axes = state.drawnAt.map((size) => ({ kind: 'fixed', size }));
          return true;
        }
        while ((state.rank ?? 0) < change.rank) {
          if (state.sure) return false;
          state.rank = (state.rank ?? 0) + 1;
          const axis: Axis = { kind: 'atLeast', size: 1 };
          if (change.leading && this.isShared(state)) state.axes.unshift(axis);
          else state.axes.push(axis);
        }
        return true;
      case 'square': {
        const [first, second] = state.axes;
        if (!first || !second) return false;
        const fixed = [first, second].find((axis) => axis.kind === 'fixed');
        const size = fixed ?? (first.kind === 'named' ? first : this.newName(Math.max(this.sizeOfAxis(first), 2)));
        state.axes = [size, size, ...state.axes.slice(2)];
        return true;
      }
      case 'atLeast': {
        const axis = state.axes[change.axis];
        if (!axis || change.size > LARGEST_GUESS) return false;
        if (axis.kind === 'fixed') return axis.size >= change.size;
        if (axis.kind === 'atLeast')
          state.axes[change.axis] = { kind: 'atLeast', size: Math.max(axis.size, change.size) };
        else this.show(axis.name, change.size);
        return true;
      }
      case 'exactly': {
        const axis = state.axes[change.axis];
        if (!axis) return false;
        if (axis.kind === 'fixed') return axis.size === change.size;
        if (axis.kind === 'atLeast') {
          if (axis.size > change.size) return false;
          state.axes[change.axis] = { kind: 'fixed', size: change.size };
        } else this.replace(axis.name, { kind: 'fixed', size: change.size });
        return true;
      }
      case 'any': {
        const axis = state.axes[change.axis];
        if (!axis) return false;
        if (axis.kind === 'atLeast') state.axes[change.axis] = this.newName(axis.size);
        return true;
      }
      case 'smaller': {
        const axis = state.axes[change.axis];
        if (axis?.kind !== 'named' || axis.name in this.chosen || multipleOf(axis.name)) return false;
        if (this.sizeOfAxis(axis) <= SMALLEST_SHOWN) return false;
        this.shown.set(axis.name, SMALLEST_SHOWN);
        state.isWindow = true;
        return true;
      }
      case 'sameSize': {
        const names = this.namedSizes();
        const from = [...names].find(([, size]) => size === change.shown)?.[0];
        if (from === undefined) return false;
        const to = change.isNumber ? undefined : [...names].find(([, size]) => size === change.as)?.[0];
        this.replace(from, to === undefined ? { kind: 'fixed', size: change.as } : { kind: 'named', name: to });
        return true;
      }
      case 'parts':
        if (state.role !== 'number' || state.sure || (state.rank ?? 0) > (state.partsOfItems ? 2 : 1)) return false;
        state.role = 'parts';
        state.rank = null;
        state.axes = [];
        return true;
      case 'labels':
        if (state.role !== 'number' || (state.rank ?? 0) === 0) return false;
        state.role = 'labels';
        return true;
      case 'list':
        // Of a list of a size that is still to be found, indices could not ask for more.
        if (state.role !== 'number' || (state.rank ?? 0) === 0 || !state.sure) return false;
        state.isList = true;
        return true;
      default:
        if (state.role !== 'number' || state.sure || (state.rank ?? 0) > 0) return false;
        state.role = change.kind;
        if (change.kind === 'text') state.text = change.value;
        if (change.kind === 'count' && change.isIndex) state.count ??= this.freeIndex();
        return true;
    }
  }

  /** An index that no argument is shown for: `xyz[a] - xyz[b]` is a difference of two rows. */
  private freeIndex(): number {
    const taken = new Set([...this.states.values()].map(({ count }) => count));
    return SHOWN_INDICES.find((index) => !taken.has(index)) ?? taken.size;
  }

  /**
   * Gives arguments of one rank the same sizes, as far as nothing fixes them; false where they have them already. For a
   * function that refuses any others: `if shape(A) != shape(B): raise`.
   */
  makeAlike(): boolean {
    let isChanged = false;
    const models = new Map<number, InputState>();
    for (const state of this.states.values()) {
      const model = models.get(state.axes.length);
      if (!model) models.set(state.axes.length, state);
      else
        for (const [k, axis] of state.axes.entries()) {
          const own = model.axes[k];
          if (own?.kind !== 'named' || axis.kind !== 'named' || own.name === axis.name) continue;
          this.replace(axis.name, own);
          isChanged = true;
        }
    }
    return isChanged;
  }

  private replace(name: string, axis: Axis): void {
    for (const state of this.states.values())
      state.axes = state.axes.map((old) => (old.kind === 'named' && old.name === name ? axis : old));
  }
}
