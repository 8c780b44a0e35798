/** Names of sizes: `n`, or a multiple of one as documentation says it, `4H`. */

/** What a name is a multiple of; `null` for a size of its own. */
export function multipleOf(name: string): { readonly times: number; readonly of: string } | null {
  const [, times, of] = /^(\d+)([A-Za-z_]\w*)$/.exec(name) ?? [];
  return times === undefined || of === undefined ? null : { times: Number(times), of };
}
