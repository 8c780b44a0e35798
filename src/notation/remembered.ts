/** Results kept for their next use, the least recently used dropped first when they take too much room. */
export class Remembered<T> {
  private readonly kept = new Map<string, { readonly value: T; readonly size: number }>();
  private total = 0;

  constructor(private readonly capacity: number) {}

  get(key: string): T | undefined {
    const entry = this.kept.get(key);
    if (!entry) return undefined;
    // A Map keeps the order of insertion: put again, it is the latest.
    this.kept.delete(key);
    this.kept.set(key, entry);
    return entry.value;
  }

  put(key: string, value: T, size: number): void {
    this.total += size - (this.kept.get(key)?.size ?? 0);
    this.kept.delete(key);
    this.kept.set(key, { value, size });
    for (const [oldest, entry] of this.kept) {
      if (this.total <= this.capacity || this.kept.size === 1) return;
      this.kept.delete(oldest);
      this.total -= entry.size;
    }
  }
}
