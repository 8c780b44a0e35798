import { Document } from '../../../src/analysis/document';
import { defaultSettings, type Settings } from '../../../src/analysis/settings';
import { python } from '../../../src/languages/python/language';
import { parser } from '../languages/python/reading';

/** A Python text opened as in the editor. */
export const openPython = (text: string, settings: Partial<Settings> = {}): Document =>
  new Document({
    uri: 'test:///a.py',
    version: 1,
    text,
    language: python,
    parser,
    settings: { ...defaultSettings, budget: 5000, ...settings },
  });
