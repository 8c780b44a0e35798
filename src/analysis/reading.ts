/** The text of a document and what is read out of it: at once, or in steps so that others need not wait for a long one. */
import type { LanguageParser, Parsed, TextEdit } from '../languages/language';
import { Lines } from '../languages/lines';
import type { Definition, Program } from '../languages/program';
import { findPairs, findPairsInSteps } from '../verification/pairing';
import type { Pair } from '../verification/pairing';
import type { Fix } from './handWritten';
import type { Hover } from './hover';

/** What is worked out of one version of the text. */
export class Reading {
  readonly program: Program;
  readonly lines: Lines;
  readonly byName: ReadonlyMap<string, Definition>;
  readonly fixes = new Map<string, readonly Fix[]>();
  readonly hovers = new Map<string, Hover | null>();
  private found: readonly Pair[] | null = null;

  constructor({ program }: Parsed, text: string) {
    this.program = program;
    this.lines = new Lines(text);
    this.byName = new Map(program.definitions.map((definition) => [definition.name, definition]));
  }

  /** Which functions are hand-written derivatives of which. */
  get pairs(): readonly Pair[] {
    this.found ??= findPairs(this.program);
    return this.found;
  }

  /** Finds them in steps, so that they are there. */
  *pairsInSteps(): Generator<void, readonly Pair[], void> {
    if (this.found === null) {
      const found = yield* findPairsInSteps(this.program);
      this.found ??= found;
    }
    return this.found;
  }

  /** The text is the same, but what is said of it may be something else now. */
  forgetAnswers(): void {
    this.fixes.clear();
    this.hovers.clear();
  }
}

export class DocumentText {
  private previous: Parsed | null = null;
  private edits: TextEdit[] = [];
  private made: Reading | null = null;

  /** @param onRead is told of each new version's program before anything is asked about it. */
  constructor(
    private text: string,
    private readonly parser: LanguageParser,
    private readonly onRead: (program: Program, text: string) => void,
  ) {}

  get content(): string {
    return this.text;
  }

  /** Applies edits, in order, each in offsets of the text that the one before it left. */
  change(edits: readonly TextEdit[]): void {
    for (const edit of edits) this.text = this.text.slice(0, edit.start) + edit.text + this.text.slice(edit.oldEnd);
    this.edits.push(...edits);
    this.made = null;
  }

  /** What is known of the present text, read now if need be. */
  get reading(): Reading {
    return this.made ?? this.take(this.parser.parse(this.text, this.before));
  }

  /** `null` where the present text has not been read yet. */
  get known(): Reading | null {
    return this.made;
  }

  /** Reads the present text. What a step has read is not lost when the text changes before the last. */
  *readInSteps(): Generator<void, void, void> {
    const { parser, text } = this;
    if (this.made || !parser.parseInSteps) return;
    this.previous ??= parser.parse('');
    const steps = parser.parseInSteps(text, { parsed: this.previous, edits: this.edits });
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return void this.take(step.value);
      yield;
      // Somebody could not wait, or the text has changed.
      if (this.made || this.text !== text) return;
    }
  }

  dispose(): void {
    this.made = null;
    this.previous?.free();
    this.previous = null;
  }

  private get before(): { readonly parsed: Parsed; readonly edits: readonly TextEdit[] } | undefined {
    return this.previous ? { parsed: this.previous, edits: this.edits } : undefined;
  }

  private take(parsed: Parsed): Reading {
    this.previous = parsed;
    this.edits = [];
    this.onRead(parsed.program, this.text);
    this.made = new Reading(parsed, this.text);
    return this.made;
  }
}
