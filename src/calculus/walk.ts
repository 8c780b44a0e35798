/** Ways through a part of a graph, found again and again: each costs what the part does, not what the graph does. */
import type { NodeId } from './graph';

/** A part this many times smaller than the span of its ids is put in order by sorting, a larger one by looking through. */
const SPARSE = 16;

/** So few ids are put in order here faster than by a call. */
const FEW = 40;

/** Each is put where it belongs among those before it: most stand there already. */
function sortFew(ids: Int32Array): void {
  for (let i = 1; i < ids.length; i += 1) {
    const id = ids[i] as number;
    let place = i;
    while (place > 0 && (ids[place - 1] as number) > id) {
      ids[place] = ids[place - 1] as number;
      place -= 1;
    }
    ids[place] = id;
  }
}

export class Walk {
  private readonly marks: Uint8Array;
  private found: Int32Array;
  private count = 0;
  private done = 0;

  /** @param size how many ids there are: all nodes that are met have smaller ones. */
  constructor(size: number) {
    this.marks = new Uint8Array(size);
    this.found = new Int32Array(Math.min(size, 64));
  }

  /** Begins with these nodes. */
  meet(id: NodeId): void {
    if (this.marks[id] === 1) return;
    this.marks[id] = 1;
    if (this.count === this.found.length) {
      const longer = new Int32Array(Math.min(this.marks.length, 2 * this.count + 1));
      longer.set(this.found);
      this.found = longer;
    }
    this.found[this.count] = id;
    this.count += 1;
  }

  /** A node that was met and from which nobody went on yet; `undefined` when all have been gone through. */
  next(): NodeId | undefined {
    if (this.done === this.count) return undefined;
    this.done += 1;
    return this.found[this.done - 1];
  }

  /** All nodes that were met, ascending. The walk is then ready for the next one. */
  finish(): Int32Array {
    const { found, marks, count } = this;
    let least = marks.length;
    let largest = -1;
    for (let i = 0; i < count; i += 1) {
      const id = found[i] as number;
      if (id < least) least = id;
      if (id > largest) largest = id;
    }
    const ids = found.slice(0, count);
    if (largest - least >= SPARSE * count) {
      if (count <= FEW) sortFew(ids);
      else ids.sort();
      for (let i = 0; i < count; i += 1) marks[ids[i] as number] = 0;
    } else {
      let place = 0;
      for (let id = least; id <= largest; id += 1)
        if (marks[id] === 1) {
          ids[place] = id;
          place += 1;
          marks[id] = 0;
        }
    }
    this.count = 0;
    this.done = 0;
    return ids;
  }
}
