import type { Ahead } from '../../../src/worker/serve';
import type { Position, Service, Settings, Steps } from '../../../src/worker/protocol';

export const SETTINGS: Settings = { hoverEntries: 36, digits: 6, indices: 'source', budget: 500 };
export const ORIGIN: Position = { line: 0, character: 0 };

/** A service that answers with the text that it has, and notes what it was asked. */
export class FakeService implements Service {
  readonly calls: string[] = [];
  readonly texts = new Map<string, string>();
  settings: Settings | null = null;

  /** @param onHover may throw, hang or kill, by the document's text. */
  constructor(private readonly onHover: (text: string) => void = () => {}) {}

  configure(settings: Settings): void {
    this.settings = settings;
  }
  open({ uri, text }: Parameters<Service['open']>[0]): void {
    this.calls.push(`open ${uri}`);
    if (text.includes('unreadable')) throw new Error('unreadable text');
    this.texts.set(uri, text);
  }
  change({ uri, edits }: Parameters<Service['change']>[0]): void {
    let text = this.texts.get(uri);
    if (text === undefined) throw new Error(`${uri} is not open`);
    for (const edit of edits) text = text.slice(0, edit.start) + edit.text + text.slice(edit.oldEnd);
    this.calls.push(`change ${uri}`);
    this.texts.set(uri, text);
  }
  files({ files }: Parameters<Service['files']>[0]): void {
    for (const { uri } of files) this.calls.push(`file ${uri}`);
    this.waiting.clear();
  }
  /** Documents whose answers wait for files. */
  readonly waiting = new Set<string>();
  isWaiting = (uri: string): boolean => this.waiting.has(uri);
  ahead: () => Ahead | null = () => null;
  practise: () => Ahead | null = () => null;
  close({ uri }: { uri: string }): void {
    this.calls.push(`close ${uri}`);
    this.texts.delete(uri);
  }
  /** One part for each word of the text. */
  *outline({ uri }: { uri: string }): Steps<[]> {
    for (let parts = (this.texts.get(uri) ?? '').split(' ').length; parts > 0; parts--) {
      this.calls.push(`outline ${uri}`);
      this.onPart();
      yield;
    }
    return [];
  }
  onPart = (): void => {};
  hover({ uri }: { uri: string }): null {
    this.calls.push(`hover ${uri}`);
    this.onHover(this.texts.get(uri) ?? '');
    return null;
  }
  /** The text as the worker has it. */
  copy({ uri }: { uri: string }): string {
    this.calls.push(`copy ${uri}`);
    return this.texts.get(uri) ?? 'no text';
  }
  functionAt(): string {
    this.calls.push('functionAt');
    throw new RangeError('Maximum call stack size exceeded');
  }
  /** One part for each word of the function's name. */
  *investigate(asked: Parameters<Service['investigate']>[0]): Steps<null> {
    for (const part of asked.function.split(' ')) {
      this.calls.push(`investigate ${part}`);
      this.onPart();
      yield;
    }
    return null;
  }
  /** What cannot be sent between threads. */
  card(): never {
    return { card: () => {} } as never;
  }
  lens = (): null => null;
  parsePoint = (): { ok: true; point: Record<string, never> } => ({ ok: true, point: {} });
  *status(): Steps<never> {
    yield;
    return { functions: 0, differentiable: 0, unsupported: [], syntaxErrors: 0 } as never;
  }
  *checks(): Steps<[]> {
    yield;
    return [];
  }
  *fixes(): Steps<[]> {
    yield;
    return [];
  }
}
