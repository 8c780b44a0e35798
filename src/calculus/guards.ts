/**
 * Under which conditions a node is needed at all: those of the selects that it stands in. A node that is used in several
 * places is needed under the conditions that all those places share.
 */
import { and, not, trueNode } from './conditions';
import type { Graph, NodeId } from './graph';
import { Op } from './operations';
import { forEachOperand, reachedMarks } from './reachable';

/** Guards this deep and deeper are left out: what is then said of a node is more than needed, never less. */
const DEEPEST = 64;

interface Path {
  readonly parent: Path | null;
  readonly depth: number;
  readonly condition: NodeId;
  /** `null` until there is one. */
  inner: Map<NodeId, Path> | null;
}

/** What is built under conditions takes far longer than what is needed always: more of it would keep all else waiting. */
const MOST_BUILT = 200_000;

/** Thrown where more would have to be built under conditions than anybody waits for. */
export class TooManyCases extends Error {
  constructor() {
    super(`more than ${MOST_BUILT} steps of it hold only under conditions`);
  }
}

/**
 * The guards of all nodes that the roots consist of. With `through` 'values', what stands in conditions is not looked
 * into: it moves nothing.
 */
export class Guards {
  private readonly paths: (Path | undefined)[] = [];
  private readonly top: Path;
  private conditions: Map<Path, NodeId> | null = null;
  private built = 0;

  constructor(
    private readonly g: Graph,
    roots: readonly NodeId[],
    through: 'all' | 'values' = 'all',
  ) {
    this.top = { parent: null, depth: 0, condition: trueNode(g), inner: null };
    if (!g.hasSelections && through === 'all') return;
    const marks = reachedMarks(g, roots);
    let hasSelect = false;
    for (let id = 0; id < marks.length && !hasSelect; id += 1) hasSelect = marks[id] === 1 && g.op(id) === Op.Select;
    if (!hasSelect && through === 'all') return;
    for (const root of roots) this.paths[root] = this.top;
    for (let id = marks.length - 1; id >= 0; id -= 1) {
      const path = this.paths[id];
      if (path === undefined) continue;
      if (g.op(id) === Op.Select) {
        const condition = g.a(id);
        if (through === 'all') this.meet(condition, path);
        this.meet(g.b(id), this.extend(path, condition));
        this.meet(g.c(id), this.extend(path, not(g, condition)));
      } else forEachOperand(g, id, (operand) => this.meet(operand, path));
    }
  }

  /** Whether the node is reached; only known for guards through values. */
  reaches(id: NodeId): boolean {
    return this.paths[id] !== undefined;
  }

  /** The conjunction of the conditions under which the node is needed; the true node where it always is. */
  guardOf(id: NodeId): NodeId {
    const path = this.paths[id];
    return path === undefined ? this.top.condition : this.conjunction(path);
  }

  /** Whether the node is needed always: what is built for it can be built as it is. */
  isFree(id: NodeId): boolean {
    const path = this.paths[id];
    return path === undefined || path === this.top;
  }

  /**
   * Builds something for the node: what is assumed or dropped meanwhile is so only where the node is needed. Throws
   * `TooManyCases` where that is asked for too often.
   */
  within<T>(id: NodeId, build: () => T): T {
    const path = this.paths[id];
    if (path === undefined || path === this.top) return build();
    this.built += 1;
    if (this.built > MOST_BUILT) throw new TooManyCases();
    return under(this.g, this.conjunction(path), build);
  }

  private conjunction(path: Path): NodeId {
    if (path.parent === null) return path.condition;
    this.conditions ??= new Map();
    let known = this.conditions.get(path);
    if (known === undefined) {
      known = and(this.g, this.conjunction(path.parent), path.condition);
      this.conditions.set(path, known);
    }
    return known;
  }

  private extend(path: Path, condition: NodeId): Path {
    if (path.depth >= DEEPEST) return path;
    path.inner ??= new Map();
    let inner = path.inner.get(condition);
    if (inner === undefined) {
      inner = { parent: path, depth: path.depth + 1, condition, inner: null };
      path.inner.set(condition, inner);
    }
    return inner;
  }

  /** What the node's guard and this one have in common. */
  private meet(id: NodeId, path: Path): void {
    let p: Path = this.paths[id] ?? path;
    let q: Path = path;
    while (p !== q) {
      if (p.depth >= q.depth && p.parent) p = p.parent;
      else if (q.parent) q = q.parent;
      else break;
    }
    this.paths[id] = p;
  }
}

/** Builds something that is needed only under the condition: what is assumed or dropped meanwhile holds only there. */
export function under<T>(g: Graph, condition: NodeId, build: () => T): T {
  const outer = g.guard;
  g.guard = outer === null ? condition : and(g, outer, condition);
  try {
    return build();
  } finally {
    g.guard = outer;
  }
}

/** Builds derivatives, in which a factor that is 0 ends it: see `graph.zerosWin`. */
export function zerosWinning<T>(g: Graph, build: () => T): T {
  const outer = g.zerosWin;
  g.zerosWin = true;
  try {
    return build();
  } finally {
    g.zerosWin = outer;
  }
}
