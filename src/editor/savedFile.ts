/** A file that the panel's page hands over to be written: its name and its bytes. */
import type { SaveFormat } from '../panel/messages';

const LONGEST_NAME = 80;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A name that every file system takes: what could be a path, or a device, is not. */
export function fileName(name: string, format: SaveFormat): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_.-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, LONGEST_NAME);
  const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain);
  return `${plain === '' ? 'gradlens' : device ? `_${plain}` : plain}.${format}`;
}

/** Text as UTF-8, or a picture from its base64; `null` for what is no such picture. */
export function bytesOf(format: SaveFormat, content: string): Uint8Array | null {
  if (format !== 'png') return new TextEncoder().encode(content);
  let binary: string;
  try {
    binary = atob(content);
  } catch {
    return null;
  }
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return PNG.every((byte, i) => bytes[i] === byte) ? bytes : null;
}
