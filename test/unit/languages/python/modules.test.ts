import { describe, expect, it } from 'vitest';
import { modulePaths } from '../../../../src/languages/python/modules';

describe('where the file of a module may be', () => {
  it.each([
    ['.angles', '/a/pkg/f.py', ['/a/pkg/angles.py', '/a/pkg/angles/__init__.py']],
    ['..angles', '/a/pkg/f.py', ['/a/angles.py', '/a/angles/__init__.py']],
    ['.sub.angles', '/a/f.py', ['/a/sub/angles.py', '/a/sub/angles/__init__.py']],
    ['.', '/a/pkg/f.py', ['/a/pkg/__init__.py']],
    ['....angles', '/a/f.py', []],
    [
      'pkg.angles',
      '/a/f.py',
      [
        '/a/pkg/angles.py',
        '/a/pkg/angles/__init__.py',
        '/pkg/angles.py',
        '/pkg/angles/__init__.py',
        'pkg/angles.py',
        'pkg/angles/__init__.py',
      ],
    ],
  ])('%s imported in %s', (module, from, paths) => expect(modulePaths(module, from)).toEqual(paths));

  it('looks in the nearest folder first', () => {
    const paths = modulePaths('angles', 'file:///work/pkg/f.py');
    expect(paths.indexOf('file:///work/pkg/angles.py')).toBeLessThan(paths.indexOf('file:///work/angles.py'));
  });
});
