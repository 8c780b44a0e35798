/**
 * What is known of a program's functions, each thing found once. An edit of the text ends what is known of the functions
 * that it concerns; the rest is kept, and moves with the text.
 */
import { reachable } from '../calculus/reachable';
import type { Language } from '../languages/language';
import type { Definition, FunctionDefinition, Program } from '../languages/program';
import type { Span } from '../languages/source';
import { callSites } from '../tracing/sites';
import { trace } from '../tracing/trace';
import type { GivenValue, Shown, TraceRequest, TraceResult, Traced, TracedInput } from '../tracing/traced';
import { viewed } from '../verification/views';
import type { View } from '../verification/views';
import type { Selection } from './card';
import { Dependents } from './dependents';
import { defaultArguments, differentiate } from './differentiated';
import type { Differentiated } from './differentiated';
import type { Modules } from './modules';
import { KeptTrace } from './relocation';
import type { Settings } from './settings';
import { areSameSites, remember, Study } from './study';
import { indexAt } from './units';
import type { Unit } from './units';

/** A trace of this many steps or nodes is no longer read by anybody. */
const MAXIMUM_STEPS = 200_000;
const MAXIMUM_NODES = 200_000;
/** All traces of a file together: a node takes some hundred bytes. What was traced first is forgotten first. */
const MAXIMUM_KEPT_NODES = 400_000;

export interface Given {
  readonly wrt: readonly string[] | null;
  readonly values: Readonly<Record<string, GivenValue>>;
  readonly shown?: Shown;
}

const nothingGiven: Given = { wrt: null, values: {} };

/** How much was worked out and is held: for measurements and tests. */
export interface StudyCounts {
  /** Traces made so far. */
  readonly traced: number;
  /** Traces that are held, and the nodes of their graphs. */
  readonly held: number;
  readonly nodes: number;
}

export class Studies {
  private program: Program = { language: '', body: [], definitions: [], classes: [], problems: [] };
  private readonly dependents = new Dependents();
  /** Of each unit the functions in it, in their order: so that they are found again wherever the unit stands. */
  private studies = new WeakMap<Unit, Map<number, Study>>();
  private places = new Map<FunctionDefinition, { readonly unit: Unit; readonly ordinal: number }>();
  private readonly held = new Map<KeptTrace, { readonly study: Study; readonly key: string; readonly size: number }>();
  private nodes = 0;
  private traced = 0;
  private text = '';

  constructor(
    private readonly language: Language,
    private settings: Settings,
    private readonly modules: Modules,
  ) {}

  get units(): readonly Unit[] {
    return this.dependents.units;
  }

  get counts(): StudyCounts {
    return { traced: this.traced, held: this.held.size, nodes: this.nodes };
  }

  /** Takes in a new version of the text. */
  renew(program: Program, text: string): void {
    this.program = program;
    this.text = text;
    const { changed, called } = this.dependents.renew(program, text);
    for (const unit of changed) this.studies.delete(unit);
    this.places = new Map();
    const counts = new Map<Unit, number>();
    for (const definition of program.definitions) {
      const unit = this.units[indexAt(this.units, definition.function.span.start)];
      if (!unit) continue;
      const ordinal = counts.get(unit) ?? 0;
      counts.set(unit, ordinal + 1);
      this.places.set(definition.function, { unit, ordinal });
      const known = called.has(definition.function.name) && this.studies.get(unit)?.get(ordinal);
      if (known) known.isCalledAnew = true;
    }
    this.dropForgotten();
  }

  /** What is written there. */
  textOf({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** Forgets everything: other settings hold. */
  reset(settings: Settings): void {
    this.settings = settings;
    this.studies = new WeakMap();
    this.dropForgotten();
  }

  /** Another file has changed: forgets what was found with it. Tells whether that is anything. */
  fileChanged(path: string): boolean {
    let isConcerned = false;
    for (const { unit, ordinal } of this.places.values()) {
      const known = this.studies.get(unit)?.get(ordinal);
      if (!known?.paths.has(path)) continue;
      this.studies.get(unit)?.delete(ordinal);
      isConcerned = true;
    }
    if (isConcerned) this.dropForgotten();
    return isConcerned;
  }

  /** All other files that were looked for. */
  get paths(): Set<string> {
    const paths = new Set<string>();
    for (const study of this.known()) for (const path of study.paths) paths.add(path);
    return paths;
  }

  /** All methods of the class that a definition stands in, be it in a method of it. */
  methodsBeside({ name }: Definition): Definition[] {
    const isAround = (method: string): boolean => name.startsWith(method.slice(0, method.lastIndexOf('.') + 1));
    return this.program.definitions.filter((other) => other.className !== null && isAround(other.name));
  }

  /** What is known of a function. */
  of(definition: Definition): Study {
    const place = this.places.get(definition.function);
    if (!place) return new Study();
    let studies = this.studies.get(place.unit);
    if (!studies) this.studies.set(place.unit, (studies = new Map<number, Study>()));
    let study = studies.get(place.ordinal);
    if (study?.isCalledAnew && study.sites) {
      const isSame = areSameSites(study.sites, callSites(this.program, definition, this.language));
      if (isSame) study.isCalledAnew = false;
      else study = undefined;
    }
    if (!study) studies.set(place.ordinal, (study = new Study()));
    return study;
  }

  /** @param view how the function is read, where that is another way than by what it returns. */
  trace(written: Definition, given: Given = nothingGiven, view: View | null = null): TraceResult {
    const study = this.of(written);
    const definition = viewed(written, view);
    const values = given === nothingGiven ? '' : JSON.stringify(given);
    const key = view ? `${view.label} ${values}` : values;
    const known = study.traces.get(key);
    if (known) return known.present;
    study.sites ??= callSites(this.program, written, this.language);
    const request: TraceRequest = {
      wrt: given.wrt,
      given: given.values,
      ...(given.shown && { shown: given.shown }),
      modules: (module, from) => this.modules.find(module, from, (path) => study.paths.add(path)),
      sites: study.sites,
      budget: { milliseconds: this.settings.budget, steps: MAXIMUM_STEPS, nodes: MAXIMUM_NODES },
    };
    this.traced += 1;
    const made = new KeptTrace(trace(this.program, definition, this.language, request), this.units);
    remember(study.traces, key, made);
    this.hold(made, study, key);
    return made.present;
  }

  /** A trace where sizes that nothing fixes are others; nobody asks for it twice. */
  traceAt(written: Definition, sizes: Readonly<Record<string, number>>, given: Given = nothingGiven): TraceResult {
    const study = this.of(written);
    study.sites ??= callSites(this.program, written, this.language);
    return trace(this.program, written, this.language, {
      wrt: given.wrt,
      given: given.values,
      modules: (module, from) => this.modules.find(module, from, (path) => study.paths.add(path)),
      sites: study.sites,
      sizes,
      budget: { milliseconds: this.settings.budget, steps: MAXIMUM_STEPS, nodes: MAXIMUM_NODES },
    });
  }

  /** Throws NotDifferentiable with the reason. */
  differentiate(traced: Traced, selection: Selection): Differentiated {
    return differentiate(traced, selection, dependence(traced));
  }

  /** Whether a function has a derivative to show, without working it out. */
  isDifferentiable(definition: Definition): boolean {
    const study = this.of(definition);
    study.isDifferentiable ??= this.hasDerivative(definition);
    return study.isDifferentiable;
  }

  private hasDerivative(definition: Definition): boolean {
    const result = this.trace(definition);
    if (!result.ok || result.traced.outputs.length === 0) return false;
    const { traced } = result;
    const wrt = definition.directive?.wrt;
    return wrt
      ? traced.inputs.some((input) => wrt.includes(input.name) && input.numeric)
      : defaultArguments(traced, dependence(traced)).length > 0;
  }

  private hold(made: KeptTrace, study: Study, key: string): void {
    const { size } = made;
    this.held.set(made, { study, key, size });
    this.nodes += size;
    for (const [oldest, { study: of, key: its, size: nodes }] of this.held) {
      if (this.nodes <= MAXIMUM_KEPT_NODES || oldest === made) break;
      if (of.traces.get(its) === oldest) of.traces.delete(its);
      this.held.delete(oldest);
      this.nodes -= nodes;
    }
  }

  private *known(): IterableIterator<Study> {
    for (const { unit, ordinal } of this.places.values()) {
      const study = this.studies.get(unit)?.get(ordinal);
      if (study) yield study;
    }
  }

  /** Lets go of the traces of functions of which nothing is known any more. */
  private dropForgotten(): void {
    const present = new Set(this.known());
    for (const [made, { study, key, size }] of this.held) {
      if (present.has(study) && study.traces.get(key) === made) continue;
      this.held.delete(made);
      this.nodes -= size;
    }
  }
}

/** Tells whether the outputs depend on an input. */
function dependence({ graph, outputs }: Traced): (input: TracedInput) => boolean {
  const used = new Set(reachable(graph, outputs));
  return (input) => input.symbols.some((symbol) => used.has(symbol));
}
