/** Files that documents import from, from the worker's side: asked for, waited for, read anew. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService } from '../../../src/worker/service';
import type { Served } from '../../../src/worker/serve';

const folder = 'file:///work/shapes';
const load = (file: string): Promise<Uint8Array> => {
  const name = file.replace(/\.wasm$/, '');
  return Promise.resolve(readFileSync(new URL(`../../../node_modules/${name}/${file}`, import.meta.url)));
};

describe('files that a document imports from', () => {
  let service: Served;
  let asked: string[];
  let news: number;
  /** What is on the disk. */
  let disk: Record<string, string>;

  beforeEach(async () => {
    [asked, news, disk] = [[], 0, {}];
    service = await createService(load, { log: () => {}, read: (uri) => asked.push(uri), news: () => (news += 1) });
    await service.prepare?.('python');
  });
  afterEach(() => expect(new Set(asked).size, 'no file is asked for twice').toBe(asked.length));

  const open = (name: string, text: string): void =>
    service.open({ uri: `${folder}/${name}`, version: 1, language: 'python', text });
  /** The derivative, when all files that are asked for have come, layer by layer. */
  const derivative = (name: string, of = 'f'): string | undefined => {
    const uri = `${folder}/${name}`;
    const find = (): string | null => service.copy({ uri, version: 1, function: of, format: 'text' });
    let found = find();
    for (let rounds = 0; service.isWaiting?.(uri); rounds += 1) {
      expect(rounds).toBeLessThan(20);
      const files = asked.splice(0).map((one) => ({ uri: one, text: disk[one.replace(`${folder}/`, '')] ?? null }));
      service.files({ files });
      found = find();
    }
    return found?.replace(/\s+/g, ' ');
  };

  it('are asked for when a name of them is needed, and not for libraries', () => {
    open('a.py', 'import numpy as np\nfrom scipy.special import erf\n\ndef f(x):\n    return np.sin(x) * erf(x)\n');
    derivative('a.py');
    expect(asked).toEqual([]);
    open('b.py', 'from .models import drag\n\ndef g(x):\n    return x\n\ndef f(x):\n    return drag(x)\n');
    expect(service.copy({ uri: `${folder}/b.py`, version: 1, function: 'g', format: 'text' })).toBeTruthy();
    expect(asked).toEqual([]);
    service.copy({ uri: `${folder}/b.py`, version: 1, function: 'f', format: 'text' });
    const places = ['models', 'models/drag'].flatMap((path) => [`${path}.py`, `${path}/__init__.py`]);
    expect(asked).toEqual(places.map((path) => `${folder}/${path}`));
    expect(service.isWaiting?.(`${folder}/b.py`)).toBe(true);
    asked = [];
  });

  it.each([
    ['from .models import drag, RATE', { 'models.py': 'RATE = 3\ndef drag(v):\n    return v**2\n' }],
    ['from models import drag, RATE', { 'models.py': 'RATE = 3\ndef drag(v):\n    return v**2\n' }],
    [
      'import pkg.models as m\nfrom pkg.models import *\ndrag, RATE = m.drag, m.RATE',
      { 'pkg/models.py': 'RATE = 3\ndef drag(v):\n    return v**2\n' },
    ],
    [
      'from pkg import drag, RATE',
      {
        'pkg/__init__.py': 'from .models import drag\nfrom .constants import RATE\n',
        'pkg/models.py': 'from . import powers\ndef drag(v):\n    return powers.square(v)\n',
        'pkg/powers.py': 'def square(v):\n    return v**2\n',
        'pkg/constants.py': 'RATE = 3\n',
      },
    ],
    [
      'from grösse import drag, RATE',
      { 'gr%C3%B6sse.py': 'from a import UNIT\nRATE = 3 * UNIT\ndef drag(v):\n    return v**2\n' },
    ],
  ])('give their names: %s', (imports, files) => {
    disk = files;
    open('a.py', `${imports}\nUNIT = 1\n\ndef f(x):\n    return RATE * drag(x)\n`);
    expect(derivative('a.py')).toBe('f′(x) = 6x');
  });

  it('may be missing, or no Python at all, or import each other', () => {
    disk = {
      'noise.py': '\u0000((((def class\n',
      'ring.py': 'from ring2 import g\n',
      'ring2.py': 'from ring import g\n',
    };
    for (const module of ['nowhere', 'noise', 'ring']) {
      open(`${module}_user.py`, `from ${module} import g\n\ndef f(x):\n    return x * g(x)\n`);
      expect(derivative(`${module}_user.py`), module).toContain('g');
    }
  });

  it('are what an open editor has, and the disk again when that is closed', () => {
    disk = { 'models.py': 'def drag(v):\n    return v**2\n' };
    open('a.py', 'from models import drag\n\ndef f(x):\n    return drag(x)\n');
    expect(derivative('a.py')).toBe('f′(x) = 2x');
    open('models.py', 'def drag(v):\n    return v**3\n');
    expect(news).toBe(1);
    expect(derivative('a.py')).toBe('f′(x) = 3x²');
    const edits = [{ start: 0, oldEnd: 0, text: 'K = 2\n' }];
    service.change({ uri: `${folder}/models.py`, version: 2, edits });
    expect(news).toBe(2);
    service.close({ uri: `${folder}/models.py` });
    expect(derivative('a.py')).toBe('f′(x) = 2x');
  });

  it('are read anew when they change on the disk, which is news; when nothing changes it is none', () => {
    disk = { 'models.py': 'def drag(v):\n    return v**2\n' };
    open('a.py', 'from models import drag\n\ndef f(x):\n    return drag(x)\n');
    expect(derivative('a.py')).toBe('f′(x) = 2x');
    const uri = `${folder}/models.py`;
    service.files({ files: [{ uri, text: disk['models.py'] ?? '' }] });
    expect(news).toBe(0);
    service.files({ files: [{ uri, text: 'def drag(v):\n    return v**4\n' }] });
    expect(news).toBe(1);
    expect(derivative('a.py')).toBe('f′(x) = 4x³');
    service.files({ files: [{ uri, text: null }] });
    expect(news).toBe(2);
    expect(derivative('a.py')).toContain('drag');
  });

  it('are of no interest to a document that is stored nowhere', () => {
    service.open({
      uri: 'untitled:Untitled-1',
      version: 1,
      language: 'python',
      text: 'from m import g\ndef f(x): return g(x)\n',
    });
    service.copy({ uri: 'untitled:Untitled-1', version: 1, function: 'f', format: 'text' });
    expect(asked).toEqual([]);
  });
});
