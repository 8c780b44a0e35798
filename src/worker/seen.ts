/** The functions that somebody sees: those whose lenses were asked for, the latest first. */

/** More do not fit on a screen. */
const MOST = 40;

export interface SeenFunction {
  readonly uri: string;
  readonly name: string;
}

export class Seen {
  private readonly functions = new Map<string, SeenFunction>();

  put(uri: string, name: string): void {
    const key = JSON.stringify([uri, name]);
    // A Map keeps the order of insertion: put again, it is the latest.
    this.functions.delete(key);
    this.functions.set(key, { uri, name });
    const [oldest] = this.functions.keys();
    if (this.functions.size > MOST && oldest !== undefined) this.functions.delete(oldest);
  }

  /** The one seen last, which is then forgotten. */
  take(): SeenFunction | undefined {
    const key = [...this.functions.keys()].at(-1);
    if (key === undefined) return undefined;
    const found = this.functions.get(key);
    this.functions.delete(key);
    return found;
  }
}
