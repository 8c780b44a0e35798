/**
 * The files that documents import from: the text of an open one, else what the host has read. A file that is neither is
 * asked for, and taken for missing until the host has answered.
 */
export class OtherFiles {
  private readonly texts = new Map<string, string | null>();
  private readonly awaited = new Set<string>();

  /**
   * @param openText the text of an open document.
   * @param ask asks the host for a file.
   */
  constructor(
    private readonly openText: (path: string) => string | undefined,
    private readonly ask: (path: string) => void,
  ) {}

  read(path: string): string | undefined {
    const open = this.openText(path);
    if (open !== undefined) return open;
    const known = this.texts.get(path);
    if (known !== undefined) return known ?? undefined;
    if (!isAddress.test(path)) return undefined;
    if (!this.awaited.has(path)) {
      this.awaited.add(path);
      this.ask(path);
    }
    return undefined;
  }

  /** The host has read a file, or found that there is none. */
  arrived(path: string, text: string | null): 'first' | 'same' | 'other' {
    this.awaited.delete(path);
    const before = this.texts.get(path);
    this.texts.set(path, text);
    if (before === text) return 'same';
    return before === undefined ? 'first' : 'other';
  }

  /** What was read of a file need no longer be so. */
  forget(path: string): void {
    this.texts.delete(path);
    this.awaited.delete(path);
  }

  /** Forgets all files but these. */
  keep(paths: ReadonlySet<string>): void {
    for (const path of [...this.texts.keys()]) if (!paths.has(path)) this.texts.delete(path);
  }

  get isAwaiting(): boolean {
    return this.awaited.size > 0;
  }

  awaits(path: string): boolean {
    return this.awaited.has(path);
  }
}

/** Documents that are stored nowhere (`untitled:Untitled-1`) have no files beside them. */
const isAddress = /^[a-z][a-z\d+.-]*:\/\//i;
