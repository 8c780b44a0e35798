/** Which parts of a file an edit concerns: those whose text has changed, and all that depend on them. */
import type { Program } from '../languages/program';
import { renewUnits } from './units';
import type { Unit } from './units';

/** How far away the values that a function is called with may come from: through the callers of its callers. */
const CALLERS = 3;

export interface Concerned {
  /** What was known of these no longer holds. */
  readonly changed: ReadonlySet<Unit>;
  /** Functions that may be called with other values than before, by their plain names. */
  readonly called: ReadonlySet<string>;
}

export class Dependents {
  units: readonly Unit[] = [];
  private readonly byName = new Map<string, Set<Unit>>();
  private readonly byAttribute = new Map<string, Set<Unit>>();

  /** Takes in a new version. */
  renew(program: Program, text: string): Concerned {
    const { units, added, removed } = renewUnits(this.units, program, text);
    this.units = units;
    for (const unit of removed) this.file(unit, false);
    for (const unit of added) this.file(unit, true);
    if ([...added, ...removed].some(({ mentions }) => mentions.givesAll))
      return { changed: new Set(units), called: new Set(program.definitions.map((one) => one.function.name)) };
    const changed = this.dependingOn(added, removed);
    return { changed, called: this.calledFrom(program, new Set([...changed, ...removed])) };
  }

  private file(unit: Unit, isThere: boolean): void {
    const { names, attributes } = unit.mentions;
    for (const [index, words] of [
      [this.byName, names],
      [this.byAttribute, attributes],
    ] as const)
      for (const word of words) {
        const known = index.get(word);
        if (!isThere) known?.delete(unit);
        else if (known) known.add(unit);
        else index.set(word, new Set([unit]));
        if (known?.size === 0) index.delete(word);
      }
  }

  private dependingOn(added: readonly Unit[], removed: readonly Unit[]): Set<Unit> {
    const found = new Set(added);
    const waiting = [...removed, ...added];
    const reach = (units: Iterable<Unit> | undefined): void => {
      for (const unit of units ?? []) {
        if (found.has(unit)) continue;
        found.add(unit);
        waiting.push(unit);
      }
    };
    // A name that ten thousand lines give is followed once, not ten thousand times.
    const followed = new Set<string>();
    const isNew = (key: string): boolean => !followed.has(key) && followed.add(key).has(key);
    for (let unit = waiting.pop(); unit; unit = waiting.pop()) {
      for (const name of unit.mentions.givenNames) if (isNew(`name ${name}`)) reach(this.byName.get(name));
      for (const name of unit.mentions.givenAttributes) if (isNew(`.${name}`)) reach(this.byAttribute.get(name));
      const { group, role } = unit;
      if (group === null || role === 'method' || !isNew(`${role} ${group}`)) continue;
      // Through its head, a class's constructor concerns all who use the class.
      reach(this.units.filter((other) => other.group === group && (role === 'head' || other.role === 'head')));
    }
    return found;
  }

  /** Functions that these units mention, that those mention, and so on. */
  private calledFrom(program: Program, units: ReadonlySet<Unit>): Set<string> {
    const definers = new Map<string, Unit[]>();
    for (const unit of this.units)
      for (const names of [unit.mentions.givenNames, unit.mentions.givenAttributes])
        for (const name of names) {
          const known = definers.get(name);
          if (known) known.push(unit);
          else definers.set(name, [unit]);
        }
    const functions = new Set(program.definitions.map(({ function: { name } }) => name));
    const called = new Set<string>();
    const seen = new Set(units);
    let from: readonly Unit[] = [...units];
    for (let level = 0; level < CALLERS; level += 1) {
      const next: Unit[] = [];
      for (const { mentions } of from)
        for (const words of [mentions.names, mentions.attributes])
          for (const name of words) {
            if (!functions.has(name) || called.has(name)) continue;
            called.add(name);
            for (const unit of definers.get(name) ?? []) {
              if (seen.has(unit)) continue;
              seen.add(unit);
              next.push(unit);
            }
          }
      from = next;
    }
    return called;
  }
}
