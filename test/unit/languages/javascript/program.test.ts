/** JavaScript's syntax as the program's: what each construct becomes. */
import { describe, expect, it } from 'vitest';
import { modulePaths } from '../../../../src/languages/javascript/modules';
import { names, printed, read, typescript } from './reading';

describe('statements', () => {
  it.each([
    ['x = a === b ? 1 : -c', '(= x (if (compare a == b) 1 (- c)))'],
    ['let { a, b } = p;', '(= a (. p a)) (= b (. p b))'],
    ['function f(x) { return x }', '(def f (x) [(return x)])'],
    ['const f = x => x', '(= f (lambda f (x) (return x)))'],
    ['for (let i = 0; i < n; i++) s += i;', '(= i2 0) (while (compare i2 < n) [(+= s i2)])'],
    ['for (const k in o) f(k);', '(for k2 (call keys of o) [(call f k2)])'],
    ['do { x++; } while (x < 3);', '(while (compare x < 3) [(+= x 1)])'],
    [
      'switch (k) { case 1: a = 1; break; default: a = 2; }',
      '(while true [(if (compare k == 1) [(= a 1) (break)] [(= a 2)]) (break)])',
    ],
    ['a ??= 1', '(if (compare a is none) [(= a 1)])'],
    ['x = y | 0', '(= x (call cut to whole y))'],
    ['export { a as b };', '(= export b a)'],
    [
      "import d, { a as b } from './m'; import * as n from 'mathjs';",
      '(import ./m/default=d ./m/a=b) (import mathjs/=n)',
    ],
    ["const { q } = require('./r');", '(import ./r/q=q)'],
    ["throw new Error('x')", '(raise "throw new Error(\'x\')")'],
    ['x = `a${b}`', '(= x (text "a" b))'],
  ])('%s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  it('reads equal programs of equal meaning alike', () => {
    const plain = printed('function f(x) { if (x) { return 1 } else { return 2 } }');
    expect(printed('function f(x) { if (x) return 1; else return 2; }')).toBe(plain);
    expect(printed('function f(x) { if (x) return 1; else return 2 as number; }', typescript)).toBe(plain);
  });

  it('puts functions first, as they are there from the beginning', () => {
    const [first] = read('g(1);\nfunction g(x) { return x; }').body;
    expect(first?.kind).toBe('function');
  });

  it('renames names of a block that would cover others, and no others', () => {
    const covering = printed('function f(k) { { const k = 2; g(k); } return k; }');
    expect(covering).toContain('k2');
    expect(printed('function f() { { const k = 2; g(k); } }')).not.toContain('k2');
  });

  it('says which names of outer functions a function assigns to', () => {
    const { body } = read('function f() { let n = 0; const g = () => { n += 1; m = 2; }; }');
    const text = JSON.stringify(body);
    expect(text).toContain('"scope":"nonlocal","names":["n"]');
    expect(text).toContain('"scope":"global","names":["m"]');
  });
});

describe('definitions', () => {
  it('are found wherever functions stand', () => {
    const text = `
      export default function main(x) {}
      const arrow = (x) => x, object = { method(x) {}, plain: function (x) {}, deep: { inner: (x) => x } };
      class A { constructor() {} get g() {} static s() {} field = (x) => x; }
      lib.part.f = function (x) {};
      exports.given = (x) => x;
      (function (root) { function hidden(x) { function nested(y) {} } })(this);
      extend(lib.normal, { pdf: function pdf(x) {} });
      function Old() { this.a = 1; }
      Old.prototype.m = function () {};
    `;
    expect(names(text).sort()).toEqual(
      [
        'A.constructor',
        'A.field',
        'A.g',
        'A.s',
        'Old.constructor',
        'Old.m',
        'arrow',
        'given',
        'hidden',
        'hidden.nested',
        'lib.normal.pdf',
        'lib.part.f',
        'main',
        'object.deep.inner',
        'object.method',
        'object.plain',
      ].sort(),
    );
  });

  it('are in the order of the source, an outer one first', () => {
    const { definitions } = read('const a = () => 1;\nfunction b() { function c() {} }\nconst d = { e() {} };');
    const starts = definitions.map(({ function: { span } }) => span.start);
    expect(starts).toEqual([...starts].sort((x, y) => x - y));
  });

  it('have names that a second one does not take', () => {
    expect(names('var f = (x) => x;\nvar f = (x) => 2 * x;')).toEqual(['f', 'f#2']);
  });
});

describe('directives', () => {
  const directiveOf = (text: string, name = 'f') => read(text).definitions.find((one) => one.name === name)?.directive;

  it.each([
    '// gradlens: wrt x; x: 3\nfunction f(x) {}',
    '/* gradlens: wrt x; x: 3 */\nexport const f = (x) => x;',
    '/**\n * The norm.\n * gradlens: wrt x; x: 3\n * @param {number[]} x\n */\nfunction f(x) {}',
    'function f(x) {\n  // gradlens: wrt x; x: 3\n  return x;\n}',
    'const f = (x) => x; // gradlens: wrt x; x: 3',
  ])('%s', (text) => {
    const directive = directiveOf(text);
    expect(directive?.wrt).toEqual(['x']);
    expect(directive?.shapes).toEqual({ x: [3] });
    expect(directive?.problems).toEqual([]);
  });

  it('are reported where they are about nothing', () => {
    expect(read('// gradlens: wrt x\nconst a = 1;').problems[0]?.message).toContain('about no function');
  });
});

describe('modules', () => {
  it('are looked for beside the file', () => {
    expect(modulePaths('./a', '/p/src/b.js').slice(0, 2)).toEqual(['/p/src/a.js', '/p/src/a.ts']);
    expect(modulePaths('../a.js', '/p/src/b.ts').slice(0, 2)).toEqual(['/p/a.js', '/p/a.ts']);
    expect(modulePaths('mathjs', '/p/src/b.js')).toEqual([]);
  });
});

describe('texts that cannot be read', () => {
  it('leave the functions around them', () => {
    const text = 'const a = (x) => x;\nfunction broken(x) { return x + ; }\nfunction b(x) { return x; }\n';
    const { definitions, problems } = read(text);
    expect(definitions.map(({ name }) => name)).toEqual(['a', 'broken', 'b']);
    expect(problems.length).toBeGreaterThan(0);
  });
});
