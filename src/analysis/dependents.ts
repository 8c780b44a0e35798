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
  private readonly byOwnAttribute = new Map<string, Set<Unit>>();

  /** Takes in a new version. */
  renew(program: Program, text: string): Concerned {
    const { units, added, removed } = renewUnits(this.units, program, text);
    this.units = units;
    for (const unit of removed) this.file(unit, false);
    for (const unit of added) this.file(unit, true);
    if ([...added, ...removed].some(({ mentions }) => mentions.givesAll))
      return { changed: new Set(units), called: new Set(program.definitions.map((one) => one.function.name)) };
    const changed = this.dependingOn(added, removed, new Families(program));
    return { changed, called: this.calledFrom(program, new Set([...changed, ...removed])) };
  }

  private file(unit: Unit, isThere: boolean): void {
    const { names, attributes, ownAttributes } = unit.mentions;
    for (const [index, words] of [
      [this.byName, names],
      [this.byAttribute, attributes],
      [this.byOwnAttribute, ownAttributes],
    ] as const)
      for (const word of words) {
        const known = index.get(word);
        if (!isThere) known?.delete(unit);
        else if (known) known.add(unit);
        else index.set(word, new Set([unit]));
        if (known?.size === 0) index.delete(word);
      }
  }

  private dependingOn(added: readonly Unit[], removed: readonly Unit[], families: Families): Set<Unit> {
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
      const { group, role } = unit;
      for (const name of unit.mentions.givenAttributes) {
        if (isNew(`.${name}`)) reach(this.byAttribute.get(name));
        if (isNew(`own .${name}`)) reach(this.byOwnAttribute.get(name));
      }
      for (const name of unit.mentions.givenOwnAttributes) {
        if (isNew(`.${name}`)) reach(this.byAttribute.get(name));
        if (isNew(`${group} .${name}`))
          reach([...(this.byOwnAttribute.get(name) ?? [])].filter((other) => families.mayBeOne(group, other.group)));
      }
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
      for (const names of [unit.mentions.givenNames, unit.mentions.givenAttributes, unit.mentions.givenOwnAttributes])
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
        for (const words of [mentions.names, mentions.attributes, mentions.ownAttributes])
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

/** Which classes of a file one object may be of: of a class with all that it inherits from. */
class Families {
  private readonly bases = new Map<string, Set<string>>();
  /** By class, those that inherit from it, itself among them. */
  private readonly heirs = new Map<string, Set<string>>();

  constructor({ classes }: Program) {
    for (const { class: one } of classes)
      for (const base of one.bases) {
        const name = base.kind === 'name' || base.kind === 'attribute' ? base.name : null;
        if (name !== null) this.bases.set(one.name, (this.bases.get(one.name) ?? new Set()).add(name));
      }
    for (const heir of this.bases.keys()) this.enter(heir, heir);
  }

  private enter(heir: string, ancestor: string): void {
    const known = this.heirs.get(ancestor) ?? new Set();
    if (known.has(heir)) return;
    this.heirs.set(ancestor, known.add(heir));
    for (const base of this.bases.get(ancestor) ?? []) this.enter(heir, base);
  }

  /** Classes by their names; `null` for what stands in none. */
  mayBeOne(one: string | null, other: string | null): boolean {
    if (one === other || one === null || other === null) return true;
    const heirs = this.heirs.get(one);
    return heirs !== undefined && [...(this.heirs.get(other) ?? [])].some((heir) => heirs.has(heir));
  }
}
