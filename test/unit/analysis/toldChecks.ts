/** What the Problems view is told of the hand-written derivatives of a text. */
import type { Check } from '../../../src/analysis/card';
import { openPython } from './open';

/** @param text lines of Python, in which NumPy is `np`. */
export function toldChecks(...text: string[]): readonly Check[] {
  const document = openPython(`import numpy as np\n\n${text.join('\n')}\n`);
  return document.functions().flatMap((name) => document.toldChecks(name));
}

/** `grad proved`, one for each verdict. */
export const verdicts = (...text: string[]): string[] =>
  toldChecks(...text).map(({ function: name, verdict }) => `${name} ${verdict}`);

export const messages = (...text: string[]): string[] => toldChecks(...text).map(({ message }) => message);
