/** Names that a file imports from other files of the workspace. */
import { describe, expect, it } from 'vitest';
import { Document } from '../../../src/analysis/document';
import { defaultSettings } from '../../../src/analysis/settings';
import { python } from '../../../src/languages/python/language';
import { parser } from '../languages/python/reading';

function open(path: string, files: Record<string, string>): Document {
  return new Document({
    uri: path,
    version: 1,
    text: files[path] ?? '',
    language: python,
    parser,
    settings: { ...defaultSettings, budget: 5000 },
    readFile: (other) => files[other],
  });
}

const entries = (document: Document, name: string): string[] | undefined =>
  document
    .card(name)
    .derivative?.entries?.flat()
    .map((entry) => entry.text);

const importing = 'from .angles import wave, SCALE\n\ndef f(x):\n    return SCALE * wave(x)\n';
const angles = 'import numpy as np\nSCALE = 2\n\ndef wave(t):\n    return np.sin(t)\n';

describe('imported names', () => {
  it('are functions and constants of a file beside', () => {
    const document = open('/w/a.py', { '/w/a.py': importing, '/w/angles.py': angles });
    expect(entries(document, 'f')).toEqual(['2·cos(x)']);
  });

  it.each([
    ['by another name', 'import pkg as p', 'p.angles.wave(x)'],
    ['by its own name', 'import pkg', 'pkg.angles.wave(x)'],
    ['that its own file imports', 'import pkg.angles', 'pkg.angles.wave(x)'],
  ])('may be files of a package %s', (_what, statement, call) => {
    const files = { '/w/a.py': `${statement}\n\ndef f(x):\n    return ${call}\n`, '/w/pkg/angles.py': angles };
    expect(entries(open('/w/a.py', { ...files, '/w/pkg/__init__.py': 'import pkg.angles\n' }), 'f')).toEqual([
      'cos(x)',
    ]);
  });

  it('may be classes to inherit from', () => {
    const base = 'class Base:\n    scale = 3\n\n    @property\n    def twice(self):\n        return 2 * self.scale\n';
    const derived = 'from base import Base\n\nclass D(Base):\n    def f(self, x):\n        return self.twice * x**2\n';
    const document = open('/w/a.py', { '/w/a.py': derived, '/w/base.py': base });
    expect(entries(document, 'D.f')).toEqual(['12x']);
  });

  it('are unknown functions where the file is not there', () => {
    const card = open('/w/a.py', { '/w/a.py': importing }).card('f');
    expect(card.status).toBe('partial');
  });

  it('are read anew when the other file changes', () => {
    const files: Record<string, string> = { '/w/a.py': importing, '/w/angles.py': angles };
    const document = open('/w/a.py', files);
    document.card('f');
    files['/w/angles.py'] = angles.replace('np.sin', 'np.exp');
    document.otherChanged('/w/elsewhere.py');
    expect(entries(document, 'f')).toEqual(['2·cos(x)']);
    document.otherChanged('/w/angles.py');
    expect(entries(document, 'f')).toEqual(['2·exp(x)']);
  });

  it('do not go in circles', () => {
    const a = 'from b import g\n\ndef f(x):\n    return g(x) * x\n';
    const b = 'from a import f\n\ndef g(x):\n    return x\n\ndef h(x):\n    return f(x)\n';
    expect(entries(open('/w/a.py', { '/w/a.py': a, '/w/b.py': b }), 'f')).toEqual(['2x']);
  });

  it('give the reason in the file that is shown', () => {
    const bad = 'import numpy as np\n\n\n\n\n\n\ndef wave(t):\n    return np.linalg.eig(t)\nSCALE = 1\n';
    const card = open('/w/a.py', { '/w/a.py': importing, '/w/angles.py': bad }).card('f');
    expect(card.status).toBe('unsupported');
    expect(card.reason?.range.start.line).toBe(3);
  });
});
