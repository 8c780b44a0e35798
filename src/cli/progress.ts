/** How far a long run is, on one line of a terminal; nothing where the output goes elsewhere. */
export interface Progress {
  readonly show: (done: number) => void;
  /** Makes room for other lines. */
  readonly clear: () => void;
}

/** Milliseconds between two changes of the line. */
const PAUSE = 100;

export function progressOn(stream: NodeJS.WriteStream, total: number): Progress {
  if (!stream.isTTY || total < 2) return { show: () => undefined, clear: () => undefined };
  let [last, width] = [0, 0];
  const clear = (): void => {
    if (width > 0) stream.write(`\r${' '.repeat(width)}\r`);
    width = 0;
  };
  return {
    show: (done) => {
      const now = performance.now();
      if (now - last < PAUSE && done < total) return;
      last = now;
      clear();
      const line = `checking ${done} of ${total} files (${Math.floor((100 * done) / total)} %)`;
      stream.write(line);
      width = line.length;
    },
    clear,
  };
}
