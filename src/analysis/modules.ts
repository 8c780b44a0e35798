/** The other files of the workspace that a file imports from: found, read and parsed when a name of them is needed. */
import type { Language, LanguageParser, Parsed } from '../languages/language';
import type { Program } from '../languages/program';

/** The text of the file at a path, `undefined` where there is none. */
export type ReadFile = (path: string) => string | undefined;

export class Modules {
  private readonly paths = new Map<Program, string>();
  private readonly parsed = new Map<string, Parsed | null>();

  constructor(
    private readonly language: Language,
    private readonly parser: LanguageParser,
    private readonly readFile: ReadFile,
  ) {}

  /** Says which file a program is of, so that its imports can be found. */
  place(program: Program, path: string): void {
    this.paths.set(program, path);
  }

  /** The program of a module as an import in `from` names it. */
  find(module: string, from: Program): Program | undefined {
    const importing = this.paths.get(from);
    if (importing === undefined) return undefined;
    for (const path of this.language.modulePaths(module, importing)) {
      const parsed = path === importing ? null : this.parse(path);
      if (parsed) return parsed.program;
    }
    return undefined;
  }

  /** Whether the file at the path was looked for, found or not. */
  asked(path: string): boolean {
    return this.parsed.has(path);
  }

  dispose(): void {
    for (const parsed of this.parsed.values()) parsed?.free();
    this.parsed.clear();
    this.paths.clear();
  }

  private parse(path: string): Parsed | null {
    const known = this.parsed.get(path);
    if (known !== undefined) return known;
    const text = this.readFile(path);
    const parsed = text === undefined ? null : this.parser.parse(text);
    this.parsed.set(path, parsed);
    if (parsed) this.place(parsed.program, path);
    return parsed;
  }
}
