/**
 * What Node and browsers both have beyond the language itself: all that the core may use of its surroundings.
 * Only tsconfig.core.json and tsconfig.editor.json see this file; elsewhere the surroundings' own types say the same.
 */

declare const performance: { now(): number };

declare function setTimeout(callback: () => void, milliseconds?: number): UniversalTimer;
declare function clearTimeout(timer: UniversalTimer | undefined): void;
interface UniversalTimer {
  readonly universalTimer: unique symbol;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}

/** Base64 of a string whose characters are bytes. */
declare function btoa(bytes: string): string;
declare function atob(base64: string): string;

declare function structuredClone<T>(value: T): T;
declare function queueMicrotask(callback: () => void): void;

declare const crypto: { getRandomValues<T extends Uint8Array>(array: T): T };
