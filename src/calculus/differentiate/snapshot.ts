import type { Graph } from '../graph';

/** The conditions that rules noted so far: a result that is thrown away leaves none behind. */
export function snapshot(g: Graph): { restore(): void } {
  if (g.assumptions.size === 0 && g.dropped.size === 0)
    return {
      restore() {
        g.assumptions.clear();
        g.dropped.clear();
      },
    };
  const [assumptions, dropped] = [new Set(g.assumptions), new Map(g.dropped)];
  return {
    restore() {
      g.assumptions.clear();
      g.dropped.clear();
      for (const id of assumptions) g.assumptions.add(id);
      for (const [id, guard] of dropped) g.dropped.set(id, guard);
    },
  };
}
