/** The other files of the workspace that a file imports from: found, read and parsed when a name of them is needed. */
import type { Language, LanguageParser, Parsed } from '../languages/language';
import type { Program } from '../languages/program';

/** The text of the file at a path, `undefined` where there is none. */
export type ReadFile = (path: string) => string | undefined;

/** Files that others import from, each parsed once for all of them. */
export class Siblings {
  private readonly parsed = new Map<string, Parsed | null>();
  private readonly paths = new WeakMap<Program, string>();

  constructor(
    private readonly parser: LanguageParser,
    private readonly readFile: ReadFile,
  ) {}

  /** The program of the file at a path, `null` where there is none. */
  at(path: string): Program | null {
    const known = this.parsed.get(path);
    if (known !== undefined) return known?.program ?? null;
    const text = this.readFile(path);
    const parsed = text === undefined ? null : this.parser.parse(text);
    this.parsed.set(path, parsed);
    if (parsed) this.paths.set(parsed.program, path);
    return parsed?.program ?? null;
  }

  /** Of which file a program is that was given out. */
  pathOf(program: Program): string | undefined {
    return this.paths.get(program);
  }

  /** A file has changed, was made or was taken away. */
  forget(path: string): void {
    this.parsed.get(path)?.free();
    this.parsed.delete(path);
  }

  /** Forgets all files but these. */
  keep(paths: ReadonlySet<string>): void {
    for (const path of [...this.parsed.keys()]) if (!paths.has(path)) this.forget(path);
  }

  /** How many files are held. */
  get size(): number {
    return [...this.parsed.values()].filter((parsed) => parsed !== null).length;
  }
}

/** In an editor files have addresses, in which other letters are encoded. */
const isAddress = /^[a-z][a-z\d+.-]*:\/\//i;

/** The modules that one document may import from. */
export class Modules {
  private program: Program | null = null;

  constructor(
    private readonly language: Language,
    private readonly siblings: Siblings,
    /** The document's own path. */
    private readonly path: string,
  ) {}

  /** Says which program is the document's own. */
  place(program: Program): void {
    this.program = program;
  }

  /**
   * The program of a module as an import in `from` names it.
   *
   * @param asked is told every path that was looked at, found or not.
   */
  find(module: string, from: Program, asked: (path: string) => void): Program | undefined {
    const importing = from === this.program ? this.path : this.siblings.pathOf(from);
    if (importing === undefined) return undefined;
    for (const written of this.language.modulePaths(module, importing)) {
      const path: string = isAddress.test(importing) ? written.replace(/[^\p{ASCII}]+/gu, encodeURIComponent) : written;
      if (path === importing) continue;
      asked(path);
      // A file that imports from the document that imports from it sees what the document now says.
      const found = path === this.path ? this.program : this.siblings.at(path);
      if (found) return found;
    }
    return undefined;
  }
}
