/** Repeated structure: arrays of expressions as a few formulas in indices. */
import type { Graph, NodeId } from '../../graph';
import { reachable } from '../read';
import { cost } from '../cost';
import { Effort } from '../effort';
import { expanded } from '../expand';
import { generalised } from '../generalise';
import { partsOfTerm } from '../parts';
import { folded } from '../series';
import type { Term } from '../term';
import { view } from '../view';
import type { ViewOptions } from '../view';
import type { Block, Candidate, Family, FamilyView } from './family';
import { Judge } from './judge';
import type { Definitions } from './judge';
import { runsOf } from './line';
import type { Runs } from './line';
import { covers, lineOf } from './partition';

/** Larger graphs are not evaluated at a dozen points only to be shown. */
const LARGEST_GRAPH = 60_000;
/** What a line of its own costs its reader. */
const LINE = 3;
/** What a line of the `where` list costs, and one with a name that says what it is. */
const DEFINITION = 1.5;
const NORM = 0;
/** Formulas with more parts than these are not written without names. */
const LARGEST_TERM = 2000;

export interface FamilyOptions {
  /** On a machine of today, counted in steps. Default 100. */
  readonly budgetMilliseconds?: number;
  readonly values?: ViewOptions['values'];
  /** What was found when the entries were made readable one by one. */
  readonly workshop?: ViewOptions['workshop'];
}

/**
 * The blocks as families, every entry of each checked against the graph at random points; `undefined` where a block has
 * no such structure, or the effort does not suffice to find it.
 */
export function familyView(g: Graph, blocks: readonly Block[], options: FamilyOptions = {}): FamilyView | undefined {
  const roots = blocks.flatMap(({ cells }) => cells.map(({ node }) => node));
  if (reachable(g, roots).length > LARGEST_GRAPH) return undefined;
  const { budgetMilliseconds = 100, workshop } = options;
  const judge = new Judge(g, roots, Effort.of(budgetMilliseconds), workshop);
  const runs = blocks.map((block) => (block.sizes.length === 1 ? runsOf(lineOf(block), judge) : undefined));
  // Where no entry is like another, each would be told by itself: that is the matrix.
  const hasNoLike = blocks.every(({ sizes }, b) => sizes.length === 0 || runs[b]?.found.length === 0);
  if (hasNoLike) return undefined;
  const found: Candidate[][] = [];
  for (const [b, block] of blocks.entries()) {
    const best = bestCover(block, judge, runs[b]);
    if (!best) return undefined;
    found.push(best);
  }
  const unnamed: FamilyView = viewOf(blocks, found, (candidate) => candidate.term, []);
  const named = withNames(g, blocks, found, judge, options);
  return named && familiesCost(named) < familiesCost(unnamed) ? named : unnamed;
}

function bestCover(block: Block, judge: Judge, runs: Runs | undefined): Candidate[] | undefined {
  if (block.cells.length === 0) return [];
  let best: { cover: Candidate[]; cost: number } | undefined;
  for (const cover of covers(block, judge, runs)) {
    const total = cover.reduce((sum, { term }) => sum + LINE + cost(term), 0);
    if (!best || total < best.cost) best = { cover, cost: total };
    if (cover.length <= 2 || judge.isLate) break;
  }
  return best?.cover;
}

/** What all formulas ask of their reader. */
export function familiesCost({ blocks, definitions }: FamilyView): number {
  const lines = blocks.flatMap(({ families }) => families.map(({ term }) => LINE + cost(term)));
  return [
    ...lines,
    ...definitions.map(({ name, value }) => (name.startsWith('‖') ? NORM : DEFINITION) + cost(value)),
  ].reduce((a, b) => a + b, 0);
}

function viewOf(
  blocks: readonly Block[],
  found: readonly (readonly Candidate[])[],
  termOf: (candidate: Candidate) => Term,
  definitions: Definitions,
): FamilyView {
  return {
    blocks: blocks.map(({ sizes, cells, isSymmetric }, b) => {
      const [rows = 1] = sizes;
      const size = sizes.reduce((a, c) => a * c, 1);
      const whole = isSymmetric ? (rows * (rows + 1)) / 2 : size;
      return {
        families: found[b]!.map((candidate): Family => ({
          key: candidate.key,
          ranges: candidate.ranges,
          relation: candidate.relation,
          term: termOf(candidate),
          count: candidate.members.length,
        })),
        hasZeros: cells.length < whole,
      };
    }),
    definitions,
  };
}

/** The same families with names for what stands in several of them, or in all members of one. */
function withNames(
  g: Graph,
  blocks: readonly Block[],
  found: readonly (readonly Candidate[])[],
  judge: Judge,
  { values = [], workshop }: FamilyOptions,
): FamilyView | undefined {
  const candidates = found.flat();
  const nodes = [...new Set(candidates.flatMap(({ samples }) => samples.map(({ node }) => node)))];
  const made = view(g, nodes, { values, workshop });
  if (made.definitions.length === 0 || judge.isLate) return undefined;
  const entryOf = (node: NodeId): Term => made.entries[nodes.indexOf(node)]!;
  const private_ = new Set(
    candidates.flatMap(({ samples }) =>
      privateNames(
        samples.map(({ node }) => entryOf(node)),
        made.definitions,
      ),
    ),
  );
  const inline = new Map<string, Term | undefined>();
  const written = (term: Term): Term | undefined => expanded(term, inline, LARGEST_TERM);
  const kept: { name: string; value: Term }[] = [];
  for (const { name, value } of made.definitions) {
    const own = written(value);
    if (private_.has(name)) inline.set(name, own);
    else if (own) kept.push({ name, value: folded(own) });
    else return undefined;
  }
  const terms = new Map<Candidate, Term>();
  for (const candidate of candidates) {
    const samples = candidate.samples.map(({ node }) => written(entryOf(node)));
    if (samples.some((sample) => !sample)) return undefined;
    const names = candidate.ranges.map(({ index }) => index);
    const term = generalised(
      samples.map((sample) => folded(sample!)),
      { names, at: candidate.samples.map(({ at }) => at) },
    );
    if (!term || judge.isLate) return undefined;
    if (!candidate.members.every(judge.matcher(term, names, candidate.samples, kept))) return undefined;
    terms.set(candidate, term);
  }
  const used = usedNames([...terms.values()], kept);
  return viewOf(
    blocks,
    found,
    (candidate) => terms.get(candidate)!,
    kept.filter(({ name }) => used.has(name)),
  );
}

function referencesIn(term: Term, into: Set<string>): Set<string> {
  if (term.kind === 'reference') into.add(term.name);
  for (const part of partsOfTerm(term)) referencesIn(part, into);
  return into;
}

/** The names that the terms use, and those that these use. */
function usedNames(terms: readonly Term[], definitions: Definitions): Set<string> {
  const used = new Set<string>();
  for (const term of terms) referencesIn(term, used);
  for (const { name, value } of [...definitions].reverse()) if (used.has(name)) referencesIn(value, used);
  return used;
}

/** Names that some of the samples use and others do not: they stand for something of one entry. */
function privateNames(samples: readonly Term[], definitions: Definitions): string[] {
  const uses = samples.map((sample) => usedNames([sample], definitions));
  const all = new Set(uses.flatMap((names) => [...names]));
  return [...all].filter((name) => !uses.every((names) => names.has(name)));
}
