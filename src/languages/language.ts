/**
 * What a language is to the rest of Gradlens: a parser to the program, a few semantic switches and a table of its
 * library's names. A new language is a folder and one line in `registry.ts`.
 */
import type { Program } from './program';

/** How a language differs from others in what its operators mean. */
export interface Semantics {
  readonly indexBase: 0 | 1;
  /** `x[-1]` is the last element. */
  readonly negativeIndices: boolean;
  /** What `a / b` does on two integers. */
  readonly integerDivision: 'exact' | 'truncate';
  /** What `a % b` takes its sign from. */
  readonly remainder: 'divisor' | 'dividend';
  /** What `a * b` does on two arrays. */
  readonly arrayProduct: 'elementwise' | 'matrix' | 'none';
  /** Whether `b = a` shares an array. */
  readonly arrays: 'reference' | 'value';
  /** What is missing is a value of its own (`undefined`): an element, a property, an argument. Left out: an error. */
  readonly missing?: 'undefined';
  /** What `{…}` makes, and what has properties that can be read and set. Left out: a dictionary. */
  readonly objects?: 'records';
  /** What counts as false beside 0, nothing and the empty text. Left out: empty lists too. */
  readonly emptyIs?: 'true';
  /** What a method has its object as. Left out: its first argument, whatever its name. */
  readonly receiver?: 'this';
  /** Whether a slice of an array shares its elements. */
  readonly slices: 'view' | 'copy';
}

/**
 * Names of a language's libraries, mapped to the primitives of `tracing/`:
 * `'numpy.sin': 'sin'`, `'math.hypot': 'hypot'`, `'numpy.linalg.norm': 'linalg.norm'`.
 * The keys are dotted from the module's real name; `import numpy as np` is resolved before the look-up.
 * A key `'numpy.random.*'` stands for every name below `numpy.random` that has no key of its own.
 * To look a name up, use `lookUp` of `library.ts`, which follows aliases.
 */
export interface Library {
  /** Dotted name to primitive. */
  readonly functions: Readonly<Record<string, string>>;
  /** Dotted name to constant: `'math.pi': 'pi'`. */
  readonly constants: Readonly<Record<string, string>>;
  /** Modules that are known under another name: `'jax.numpy': 'numpy'`. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Modules by the names that everybody gives them, for files whose imports are hidden: `np`. */
  readonly conventions?: Readonly<Record<string, string>>;
  /** Names that are there without an import: `'len': 'len'`. */
  readonly builtins: Readonly<Record<string, string>>;
  /** Methods and attributes of arrays: `'sum': 'sum'`, `'T': 'transpose'`. */
  readonly arrayMembers: Readonly<Record<string, string>>;
  /** Members that mean something else where a file uses the module: `torch` to `{ var: 'torch.var' }`. */
  readonly dialects?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What the primitives of lists, texts and objects begin with, where they are not Python's: `javascript`. */
  readonly memberPrefix?: string;
  /** Modules and constants that are there without an import: `Math`, `NaN`. */
  readonly globals?: readonly string[];
  /** Those of `arrayMembers` that are read without a call: `T`, `shape`. */
  readonly arrayAttributes: readonly string[];
}

/** A parsed text: keep it to parse the next version faster; free it when done. */
export interface Parsed {
  readonly program: Program;
  /** Frees what the parser holds (a tree outside the JavaScript heap). */
  free(): void;
}

/** A change of the text between two parses, in UTF-16 offsets of the old text. */
export interface TextEdit {
  readonly start: number;
  readonly oldEnd: number;
  readonly text: string;
}

export interface LanguageParser {
  /**
   * Parses a text. Never throws on bad input: syntax errors are in `program.problems`.
   *
   * @param previous the result for an older version, with the edits since then (oldest first), for incremental parsing.
   * Its program is used up by this: statements that have not changed are taken over, and moved to their new places.
   */
  parse(text: string, previous?: { readonly parsed: Parsed; readonly edits: readonly TextEdit[] }): Parsed;
  /**
   * The same in steps, for a text that takes long. If it is not gone on with, `previous` is as good as before, and knows
   * what was read so far. Left out where a text is read as a whole.
   */
  parseInSteps?(
    text: string,
    previous: { readonly parsed: Parsed; readonly edits: readonly TextEdit[] },
  ): Generator<void, Parsed, void>;
}

export interface Language {
  /** The editor's language id: `python`. */
  readonly id: string;
  readonly fileExtensions: readonly string[];
  /** The grammar's file beside the bundles: `tree-sitter-python.wasm`. */
  readonly grammar: string;
  readonly semantics: Semantics;
  readonly library: Library;
  /** The paths at which a module's file may be, best first, as an import in the file `from` names it. */
  modulePaths(module: string, from: string): readonly string[];
  /** @param load reads a file that ships with the extension (the grammar and the parser's runtime). */
  createParser(load: (file: string) => Promise<Uint8Array>): Promise<LanguageParser>;
}
