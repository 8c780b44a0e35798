const PATIENCE_MS = 20_000;

/**
 * Waits until something is so, and gives it: for what VS Code or the worker does in its own time.
 *
 * @param what completes "waited in vain until …"
 * @param look gives a truthy value when it is so; may throw, which counts as not yet
 */
export async function eventually<T>(what: string, look: () => T | PromiseLike<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    let problem: unknown;
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      problem = error;
    }
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`, { cause: problem });
    await new Promise((next) => setTimeout(next, 50));
  }
}
