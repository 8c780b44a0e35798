/** Makes formulas of samples, and tells whether a formula in indices is what the graph has for an entry. */
import type { Graph, NodeId } from '../../graph';
import type { Approximate } from '../approximate';
import { compared, generator, hasNumber, randomPoint } from '../check';
import { cost } from '../cost';
import type { Effort } from '../effort';
import type { Point } from '../evaluate';
import { elementsOf, evaluateNodes, evaluateTerm } from '../evaluate';
import { generalised } from '../generalise';
import { reachable } from '../read';
import { folded } from '../series';
import type { Term } from '../term';
import { view } from '../view';
import type { ViewOptions } from '../view';
import type { Member } from './family';
import { SwitchReader } from './switches';

/** Points at which every entry is compared. */
const POINTS = 12;
/** In graphs of more nodes, at half of them. */
const LARGE = 4000;
/** At so many of them it must have had a number. */
const WANTED = 2;
/** Parts of a formula that are evaluated in a step. */
const EVALUATED_PER_STEP = 4;
/** Milliseconds for the formulas of a few samples. */
const SAMPLE_BUDGET = 40;

export type Definitions = readonly { readonly name: string; readonly value: Term }[];

interface Observed {
  readonly point: Point;
  readonly wanted: ReadonlyMap<NodeId, Approximate>;
  readonly memory: Map<Term, Approximate>;
}

export class Judge {
  private readonly switches: SwitchReader;
  private readonly observed: readonly Observed[];
  private readonly formulas = new Map<string, Term | undefined>();

  constructor(
    private readonly g: Graph,
    roots: readonly NodeId[],
    private readonly effort: Effort,
    private readonly workshop: ViewOptions['workshop'],
  ) {
    const nodes = reachable(g, roots);
    this.switches = new SwitchReader(g, roots);
    const elements = elementsOf(g, nodes);
    const random = generator(77003);
    const points = nodes.length > LARGE ? POINTS / 2 : POINTS;
    effort.spend((nodes.length * points) / EVALUATED_PER_STEP);
    this.observed = Array.from({ length: points }, (_, i) => {
      const point = { ...randomPoint(g, nodes, i, random), elements };
      return { point, wanted: evaluateNodes(g, nodes, point), memory: new Map() };
    });
  }

  get isLate(): boolean {
    return this.effort.isSpent();
  }

  /** One formula for all samples, without names; `undefined` where they have none in common. */
  formula(samples: readonly Member[], names: readonly string[]): Term | undefined {
    const key = samples.map(({ at, node }) => `${at.join()}:${node}`).join(' ');
    if (!this.formulas.has(key)) this.formulas.set(key, this.made(samples, names));
    return this.formulas.get(key);
  }

  private made(samples: readonly Member[], names: readonly string[]): Term | undefined {
    if (this.isLate) return undefined;
    const nodes = [...new Set(samples.map(({ node }) => node))];
    const { entries, definitions } = view(this.g, nodes, {
      names: false,
      effort: this.effort.within(SAMPLE_BUDGET),
      workshop: this.workshop,
    });
    if (definitions.length > 0) return undefined;
    this.effort.spend(entries.reduce((sum, entry) => sum + cost(entry), 0));
    const terms = new Map(nodes.map((node, i) => [node, folded(entries[i]!)]));
    return generalised(
      samples.map(({ node }) => terms.get(node)!),
      { names, at: samples.map(({ at }) => at) },
    );
  }

  /** A judge of the samples' formula: whether it is an entry's value wherever that has one. */
  matcher(
    term: Term,
    names: readonly string[],
    samples: readonly Member[],
    definitions: Definitions = [],
  ): (member: Member) => boolean {
    const isAlike = this.switches.like(samples, names);
    if (!isAlike) return () => false;
    const size = (cost(term) * this.observed.length) / EVALUATED_PER_STEP;
    const known = this.observed.map(({ point, memory }) => {
      const values = new Map<string, Approximate>();
      const own = definitions.length > 0 ? new Map<Term, Approximate>() : memory;
      for (const { name, value } of definitions) values.set(name, evaluateTerm(value, point, values, own));
      return { values, own };
    });
    return (member) => {
      const { at, node } = member;
      if (!isAlike(member)) return false;
      const bound = new Map(names.map((name, d) => [name, at[d]!]));
      let seen = 0;
      this.effort.spend(size);
      for (const [i, { point, wanted }] of this.observed.entries()) {
        const value = wanted.get(node);
        if (!value || !hasNumber(value)) continue;
        const found = evaluateTerm(term, { ...point, bound }, known[i]!.values, known[i]!.own);
        const verdict = compared(value, found);
        if (verdict === 'other') return false;
        if (verdict === 'same') seen += 1;
      }
      return seen >= WANTED;
    };
  }
}
