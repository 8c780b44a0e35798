/** What the reader chose for each function: variables, order, point, and points with names. Kept with the workspace. */
import type * as vscode from 'vscode';
import { isChoices, isKeptPoints, MOST_KEPT_POINTS } from '../panel/messages';
import type { Choices, KeptPoint, Target } from '../panel/messages';

export const NO_CHOICES: Choices = { wrt: null, order: 1, point: {} };

/** Under this name in the workspace's state. */
export const CHOICES_KEY = 'gradlens.choices';
/** Functions of which something is kept; those that were chosen for longest ago are forgotten first. */
const MOST_FUNCTIONS = 200;

interface Entry {
  readonly choices: Choices;
  readonly points: readonly KeptPoint[];
}

const NOTHING: Entry = { choices: NO_CHOICES, points: [] };

export class ChoicesByFunction {
  /** In the order in which they were last changed. */
  readonly #entries = new Map<string, Entry>();

  /** @param memento where it is kept; without one, for this session only. */
  constructor(private readonly memento: Pick<vscode.Memento, 'get' | 'update'> | null = null) {
    const kept = memento?.get<unknown>(CHOICES_KEY);
    for (const one of Array.isArray(kept) ? (kept as unknown[]) : []) {
      const [key, entry] = Array.isArray(one) ? (one as unknown[]) : [];
      if (typeof key === 'string' && isEntry(entry)) this.#entries.set(key, entry);
    }
  }

  of(target: Target): Choices {
    return this.#of(target).choices;
  }

  choose(target: Target, changes: Partial<Choices>): void {
    this.#put(target, { choices: { ...this.of(target), ...changes } });
  }

  /** The points that were given names, oldest first. */
  pointsOf(target: Target): readonly KeptPoint[] {
    return this.#of(target).points;
  }

  /** Keeps a point under a name; one that had it before is replaced. */
  keepPoint(target: Target, name: string, point: KeptPoint['point']): void {
    const kept = { name: name.trim(), point };
    const points = this.pointsOf(target);
    const at = points.findIndex((one) => one.name === kept.name);
    const all = at < 0 ? [...points, kept] : points.map((one, i) => (i === at ? kept : one));
    this.#put(target, { points: all.slice(-MOST_KEPT_POINTS) });
  }

  dropPoint(target: Target, name: string): void {
    this.#put(target, { points: this.pointsOf(target).filter((one) => one.name !== name) });
  }

  #of(target: Target): Entry {
    return this.#entries.get(keyOf(target)) ?? NOTHING;
  }

  #put(target: Target, changes: Partial<Entry>): void {
    const key = keyOf(target);
    const entry = { ...this.#of(target), ...changes };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const [oldest] of this.#entries) {
      if (this.#entries.size <= MOST_FUNCTIONS) break;
      this.#entries.delete(oldest);
    }
    void this.memento?.update(CHOICES_KEY, [...this.#entries]);
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { choices, points } = value as Record<string, unknown>;
  return isChoices(choices) && isKeptPoints(points);
}

const keyOf = ({ uri, function: name }: Target): string => JSON.stringify([uri, name]);
