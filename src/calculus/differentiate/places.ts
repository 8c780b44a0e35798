import type { NodeId } from '../graph';

/** Where a node stands in a list of nodes: several places where it stands there several times. */
export class Places {
  /** The first place by node, −1 for nodes that do not stand in the list. */
  private readonly first: Int32Array;
  /** The next place of the same node, −1 after the last. */
  private readonly following: Int32Array;

  constructor(nodes: readonly NodeId[]) {
    let largest = -1;
    for (const node of nodes) if (node > largest) largest = node;
    this.first = new Int32Array(largest + 1).fill(-1);
    this.following = new Int32Array(nodes.length).fill(-1);
    for (let place = nodes.length - 1; place >= 0; place -= 1) {
      const node = nodes[place] as NodeId;
      this.following[place] = this.first[node] as number;
      this.first[node] = place;
    }
  }

  /** Calls `visit` with each place of the node, ascending. */
  each(node: NodeId, visit: (place: number) => void): void {
    for (let place = this.first[node] ?? -1; place >= 0; place = this.following[place] as number) visit(place);
  }
}
