/**
 * Memory that can be rolled back. Everything that a program can change (a scope's variables, an array's elements, a
 * list, a dictionary, an object's attributes) is changed through `write`, which notes the old value in the innermost
 * journal. So both sides of a branch run on the same objects, aliases included, and what differs is known by slot.
 */

let made = 0;

/** A number that grows with everything made that can change: tells what was there before a branch began. */
export const containersMade = (): number => made;

export const nextSerial = (): number => (made += 1);

export interface Mutable {
  readonly serial: number;
  get(key: string | number): unknown;
  set(key: string | number, value: unknown): void;
}

/** Values by slot: an object and a key in it. */
export class SlotMap {
  private readonly objects = new Map<Mutable, Map<string | number, unknown>>();

  has(object: Mutable, key: string | number): boolean {
    return this.objects.get(object)?.has(key) ?? false;
  }

  get(object: Mutable, key: string | number): unknown {
    return this.objects.get(object)?.get(key);
  }

  set(object: Mutable, key: string | number, value: unknown): void {
    let slots = this.objects.get(object);
    if (!slots) this.objects.set(object, (slots = new Map<string | number, unknown>()));
    slots.set(key, value);
  }

  *entries(): IterableIterator<[Mutable, string | number, unknown]> {
    for (const [object, slots] of this.objects) for (const [key, value] of slots) yield [object, key, value];
  }
}

export class Heap {
  private journals: SlotMap[] = [];

  /** How many journals are open: names the place that `changesSince` counts from. */
  get depth(): number {
    return this.journals.length;
  }

  write(object: Mutable, key: string | number, value: unknown): void {
    const journal = this.journals.at(-1);
    if (journal && !journal.has(object, key)) journal.set(object, key, object.get(key));
    object.set(key, value);
  }

  open(): void {
    this.journals.push(new SlotMap());
  }

  /** Closes the innermost journal and keeps what was written; gives the old values. */
  commit(): SlotMap {
    const journal = this.journals.pop() as SlotMap;
    const outer = this.journals.at(-1);
    if (outer)
      for (const [object, key, old] of journal.entries()) if (!outer.has(object, key)) outer.set(object, key, old);
    return journal;
  }

  /** Closes the innermost journal and takes back what was written; gives the values that are taken back. */
  undo(): SlotMap {
    const journal = this.journals.pop() as SlotMap;
    const after = new SlotMap();
    for (const [object, key, old] of journal.entries()) {
      after.set(object, key, object.get(key));
      object.set(key, old);
    }
    return after;
  }

  /** The values now of every slot written since there were `depth` journals. */
  changesSince(depth: number): SlotMap {
    const changes = new SlotMap();
    for (const journal of this.journals.slice(depth))
      for (const [object, key] of journal.entries()) changes.set(object, key, object.get(key));
    return changes;
  }

  /** Runs something that stands outside of the branches that are being traced (a module's constants). */
  outside<T>(run: () => T): T {
    const journals = this.journals;
    this.journals = [];
    try {
      return run();
    } finally {
      this.journals = journals;
    }
  }
}
