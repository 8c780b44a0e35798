import type { Range } from '../languages/source';

/** `file:line:column`, counted from 1 as compilers do. */
export const place = (file: string, { start }: Range): string => `${file}:${start.line + 1}:${start.character + 1}`;
