/**
 * What decides between branches in an expression: conditions, and arguments of functions with kinks. Random points say
 * nothing of a border that they do not meet, so entries of one family must decide in the same way by structure.
 */
import type { Graph, NodeId } from '../../graph';
import { rowOf } from '../../functions/table';
import { Op } from '../../operations';
import { reachable } from '../read';
import type { Places } from '../fit';
import { fitIndex } from '../fit';
import { indexValue } from '../indices';
import type { Member } from './family';

/** All that decides in one expression: equal shapes differ only in the subscripts of their symbols. */
interface Switches {
  readonly shape: string;
  readonly subscripts: readonly number[];
}

const NOTHING: Switches = { shape: '', subscripts: [] };
/** Steps for all entries together, after which nothing more is said of any. */
const EFFORT = 2_000_000;

/** Not smooth at the border of their domain alone: one branch, which any point of it determines. */
const ONE_BRANCH = new Set(['sqrt', 'hypot']);

function decides(g: Graph, id: NodeId): boolean {
  const row = rowOf(g, id);
  return g.op(id) === Op.Select || g.isCondition(id) || (row?.kinks !== undefined && !ONE_BRANCH.has(row.name));
}

export class SwitchReader {
  private readonly deciding = new Map<NodeId, boolean>();
  private readonly read = new Map<NodeId, Switches | undefined>();
  private left = EFFORT;

  constructor(
    private readonly g: Graph,
    roots: readonly NodeId[],
  ) {
    for (const id of reachable(g, roots))
      this.deciding.set(id, decides(g, id) || g.operands(id).some((operand) => this.deciding.get(operand) === true));
  }

  /** `undefined` where it would take too long. */
  of(node: NodeId): Switches | undefined {
    if (this.deciding.get(node) !== true) return NOTHING;
    if (!this.read.has(node)) this.read.set(node, this.walk(node));
    return this.read.get(node);
  }

  private walk(root: NodeId): Switches | undefined {
    const shape: string[] = [];
    const subscripts: number[] = [];
    const seen = new Map<string, number>();
    const stack: (readonly [NodeId, boolean])[] = [[root, false]];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const [id, isBelow] = top;
      this.left -= 1;
      if (this.left < 0) return undefined;
      if (this.g.op(id) === Op.Symbol) {
        const { variable, index } = this.g.symbolOf(id);
        shape.push(variable);
        subscripts.push(...index);
        continue;
      }
      // Numbers matter where something is decided: elsewhere any point tells them apart.
      if (this.g.isNumber(id)) {
        shape.push(isBelow ? `#${this.g.numberOf(id).value}` : '#');
        continue;
      }
      const key = `${id}${isBelow}`;
      const before = seen.get(key);
      if (before !== undefined) {
        shape.push(`=${before}`);
        continue;
      }
      seen.set(key, seen.size);
      const operands = this.g.operands(id);
      const isDeciding = isBelow || decides(this.g, id);
      shape.push(`${this.g.op(id)}/${operands.length}`);
      for (const operand of operands) stack.push([operand, isDeciding]);
    }
    return { shape: shape.join(' '), subscripts };
  }

  /** Whether a member decides as the samples do, its subscripts put in; `undefined` where the samples themselves differ. */
  like(samples: readonly Member[], names: readonly string[]): ((member: Member) => boolean) | undefined {
    const own = samples.map(({ node }) => this.of(node));
    const [first] = own;
    if (!first || own.some((other) => other?.shape !== first.shape)) return undefined;
    if (first === NOTHING) return ({ node }) => this.deciding.get(node) !== true;
    const places: Places = { names, at: samples.map(({ at }) => at) };
    const fitted = first.subscripts.map((_, k) => {
      const values = own.map((other) => other!.subscripts[k]!);
      return fitIndex(values, places);
    });
    if (fitted.some((each) => each === undefined)) return undefined;
    return ({ at, node }) => {
      const other = this.of(node);
      if (other?.shape !== first.shape) return false;
      const bound = new Map(names.map((name, d) => [name, at[d]!]));
      return other.subscripts.every((subscript, k) => subscript === indexValue(fitted[k]!, bound));
    };
  }
}
