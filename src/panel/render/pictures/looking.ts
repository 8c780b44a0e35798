/**
 * Which part of its axes a picture shows. Until the reader goes elsewhere it is the worker's choice around the point,
 * which then stays, so that the picture does not run away under a point that is being moved.
 */
import type { Range } from '../../../numerics/nice';
import { columnValue, withColumns } from '../../pointColumns';
import type { Actions, View } from '../../view';
import type { Point } from '../../../worker/protocol';

interface Kept {
  readonly key: string;
  readonly across: Range;
  /** `null`: it follows what is seen. */
  readonly up: Range | null;
}

export class Looking {
  #automatic: Kept | null = null;
  #anchor: { readonly key: string; readonly values: ReadonlyMap<number, number> } | null = null;

  constructor(
    private readonly actions: Actions,
    private readonly option: string,
  ) {}

  /** The window to ask for; `null` for the usual one. `at` is the chosen point on the axes. */
  asked(view: View, key: string, at: readonly number[]): Kept | null {
    const chosen = this.#chosen(view, key);
    if (chosen) return chosen;
    const automatic = this.#automatic;
    if (automatic?.key !== key) return null;
    const [x = NaN, y = NaN] = at;
    const inside = isIn(x, automatic.across) && (!automatic.up || isIn(y, automatic.up));
    return inside || view.state.moving ? automatic : null;
  }

  /** The window that came without one being asked for. */
  came(key: string, across: Range, up: Range | null): void {
    this.#automatic = { key, across, up };
  }

  look(key: string, { across, up }: { readonly across: Range; readonly up: Range | null }): void {
    if (!isRange(across) || (up && !isRange(up))) return;
    this.actions.act({ kind: 'option', name: this.option, value: JSON.stringify({ key, across, up }) });
  }

  reset(): void {
    this.#automatic = null;
    this.actions.act({ kind: 'option', name: this.option, value: null });
  }

  /**
   * The point to ask for: with the axes' variables where they were when the picture was first drawn, for it does not
   * depend on them. The picture is then asked for once, and not at every step of a point that is moved.
   */
  pointFor(view: View, key: string, columns: readonly number[]): Point | null {
    const { point, card } = view;
    if (!point) return null;
    const shape = `${key} ${card.function} ${columns.map((column) => Number.isFinite(columnValue(point, card, column))).join()}`;
    if (this.#anchor?.key !== shape)
      this.#anchor = {
        key: shape,
        values: new Map(columns.map((column) => [column, columnValue(point, card, column)])),
      };
    return withColumns(point, card, this.#anchor.values);
  }

  #chosen(view: View, key: string): Kept | null {
    const text = view.state.options[this.option];
    if (text === undefined) return null;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return null;
    }
    const kept = value as Partial<Kept> | null;
    if (typeof kept !== 'object' || kept?.key !== key || !isRange(kept.across)) return null;
    if (kept.up !== null && !isRange(kept.up)) return null;
    return { key, across: kept.across, up: kept.up ?? null };
  }
}

const isIn = (value: number, { low, high }: Range): boolean => value >= low && value <= high;

function isRange(range: unknown): range is Range {
  const { low, high } = (range ?? {}) as Partial<Range>;
  if (typeof low !== 'number' || typeof high !== 'number') return false;
  const size = Math.max(Math.abs(low), Math.abs(high));
  return Number.isFinite(low) && Number.isFinite(high) && high - low > 1e-11 * size && high - low < 1e30;
}

/** The chosen point's values on the axes, not those on the way. */
export function chosenAt({ state, card, point }: View, columns: readonly number[]): number[] {
  const chosen = state.lastGood?.point ?? point;
  return columns.map((column) => (chosen ? columnValue(chosen, card, column) : NaN));
}

/** Takes a place on the axes as the point. */
export function takePlace(
  view: View,
  actions: Actions,
  values: ReadonlyMap<number, number>,
  final: boolean,
  write: (point: Point) => Readonly<Record<string, string>>,
): void {
  const { point, card } = view;
  if (!point) return;
  const moved = withColumns(point, card, values);
  actions.act({ kind: 'move', point: moved });
  if (final) actions.post({ kind: 'evaluate', point: write(moved) });
}
