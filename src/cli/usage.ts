export const usage = `Gradients, Jacobians and Hessians of the functions in a source file, without running it.

usage:
  gradlens inspect FILE… [--function NAME] [--wrt a,b] [--order 1|2] [--at JSON|@FILE] [--format text|latex|json]
  gradlens check PATH…   [--format text|json|sarif]

inspect  prints the derivative of each function that has one, and why for those that have none.
  --function NAME   only this one: f, Class.method, outer.inner
  --wrt a,b         differentiate by these arguments
  --order 2         Hessians of scalar functions instead of first derivatives
  --at JSON|@FILE   numbers at points: {"f": {"wrt": ["x"], "points": [{"x": [1, 2], "a": 3}]}} asks for f;
                    "*" is every function
  --format          text (default), latex or json

check    compares hand-written derivatives with the functions that they belong to; a folder is searched for files.
  --format          text (default), json or sarif (2.1.0)

exit status: 0; 1 when check found a derivative that differs; 2 on bad usage or a file that cannot be read.
`;

/** Bad usage or an unreadable file: one clear line on stderr, exit status 2. */
export class UsageError extends Error {}

/** Tells what went wrong; the exit status for it. */
export function failed(error: unknown): 2 {
  const message =
    error instanceof UsageError ? error.message : `internal error: ${(error as Error).stack ?? String(error)}`;
  process.stderr.write(`gradlens: ${message}\n`);
  return 2;
}
