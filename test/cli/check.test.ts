import { describe, expect, it } from 'vitest';
import { containing, folderWith, gradlens } from './gradlens';

const right =
  'import numpy as np\n\ndef f(x):\n    return np.array([x[0]**2, x[0]*x[1]])\n\ndef jac_f(x):\n    return np.array([[2*x[0], 0], [x[1], x[0]]])\n';
const wrong = right.replace('2*x[0]', 'x[0]');

describe('gradlens check', () => {
  it('ends with 0 where all agree', () => {
    const run = gradlens('check', folderWith({ 'a.py': right }));
    expect(run).toMatchObject({ status: 0, error: '' });
    expect(run.out).toContain('1 hand-written derivative in 1 file: 1 proved, 0 agree, 0 differ, 0 undecided');
  });

  it('ends with 1 where one differs, and says where and how', () => {
    const folder = folderWith({ 'sub/a.py': wrong });
    const run = gradlens('check', folder);
    expect(run.status).toBe(1);
    expect(run.out).toContain(`${folder}/sub/a.py:7:23: error: jac_f: entry (0, 0)`);
    expect(run.out).toContain('`2*x[0]`');
  });

  it('tells one expression that makes several entries wrong once', () => {
    const slope = [
      'import numpy as np',
      'def f(x):',
      '    return np.sum(x**3)',
      'def f_grad(x):',
      '    return -3 * x**2',
      '',
    ];
    const run = gradlens('check', folderWith({ 'a.py': slope.join('\n') }));
    const told = run.out.split('\n').filter((line) => line.includes('error:'));
    expect(told).toEqual([containing('the sign is wrong')]);
    expect(told[0]).toMatch(/ \(and 2 more entries\)$/);
  });

  it('gives JSON with the witness', () => {
    const run = gradlens('check', folderWith({ 'a.py': wrong }), '--format', 'json');
    expect(run.status).toBe(1);
    const { checks } = JSON.parse(run.out) as { checks: unknown[] };
    expect(checks).toMatchObject([
      {
        function: 'f',
        checks: [
          {
            function: 'jac_f',
            verdict: 'differs',
            entries: [{ index: [0, 0], expected: '2*x[0]', found: 'x[0]', range: { start: { line: 6 } } }],
          },
        ],
      },
    ]);
  });

  it('gives SARIF with the rule, the place and the message', () => {
    const run = gradlens('check', folderWith({ 'a.py': wrong }), '--format', 'sarif');
    expect(run.status).toBe(1);
    expect(JSON.parse(run.out)).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'Gradlens', rules: [{ id: 'derivative-differs' }] } },
          results: [
            {
              ruleId: 'derivative-differs',
              message: { text: containing('2*x[0]') },
              locations: [{ physicalLocation: { region: { startLine: 7, startColumn: 23 } } }],
            },
          ],
        },
      ],
    });
  });

  it('leaves out what git ignores, and hidden and installed code', () => {
    const folder = folderWith({
      '.gitignore': 'build/\n*_generated.py\n',
      'build/a.py': wrong,
      'b_generated.py': wrong,
      '.venv/c.py': wrong,
      'node_modules/d.py': wrong,
      'sub/.gitignore': 'e.py\n',
      'sub/e.py': wrong,
      'sub/f.py': right,
    });
    const run = gradlens('check', folder);
    expect(run.status).toBe(0);
    expect(run.out).toContain('1 hand-written derivative in 1 file');
  });

  it('leaves out scripts that a program has made short, except where they are asked for', () => {
    const script = 'function f(x) { return x * x; }\nfunction fPrime(x) { return 3 * x; }\n';
    const long = `${'var a = 1; '.repeat(300)}${script.replaceAll('\n', ' ')}`;
    const folder = folderWith({
      'f.min.js': script,
      'g-min.mjs': script,
      'h.js': long,
      'ignored.js': '\0',
      '.gitignore': 'ignored.js',
    });
    expect(gradlens('check', folder)).toMatchObject({ status: 0, out: containing('0 files') });
    expect(gradlens('check', `${folder}/f.min.js`)).toMatchObject({ status: 1, out: containing('fPrime') });
  });

  it('finds the mistakes in the examples that have one, and no others', () => {
    const run = gradlens('check', 'examples');
    expect(run.status).toBe(1);
    expect(run.out.split('\n').filter((line) => line.includes('error:'))).toEqual([
      containing('examples/wrong.js:21:21: error: polarJacobian: entry (0, 1): the sign is wrong'),
      containing('examples/wrong.py:22:22: error: acceleration_jac: entry (0, 1): the sign is wrong'),
    ]);
    expect(run.out).not.toContain('not checked');
  });

  it('reads on after a file that is broken', () => {
    const run = gradlens('check', folderWith({ 'a.py': 'def broken(:\n', 'b.py': wrong }));
    expect(run.status).toBe(1);
  });

  it('checks many files on several threads, and says the same in the order of the files', () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`f${String(i).padStart(2, '0')}.py`, i % 5 === 3 ? wrong : right]),
    );
    const run = gradlens('check', folderWith(files));
    expect(run.status).toBe(1);
    expect(run.error).toBe('');
    const places = run.out.split('\n').flatMap((line) => /(f\d\d)\.py:/.exec(line)?.[1] ?? []);
    expect(places).toEqual([...places].sort());
    expect(new Set(places).size).toBe(20);
    expect(run.out).toContain('20 hand-written derivatives in 20 files: 16 proved, 0 agree, 4 differ, 0 undecided');
  });

  it('takes files one by one, as a hook before a commit gives them', () => {
    const folder = folderWith({ 'a.py': right, 'b.py': wrong });
    expect(gradlens('check', `${folder}/a.py`).status).toBe(0);
    expect(gradlens('check', `${folder}/a.py`, `${folder}/b.py`).status).toBe(1);
  });

  it('ends with 2 where one of many files cannot be read, and loses nothing of the others', () => {
    const files = Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`f${i}.py`, right]));
    const folder = folderWith({ ...files, 'f3.py': '\0' });
    const run = gradlens('check', folder);
    expect(run).toMatchObject({ status: 2, error: containing('f3.py: it is not a text file') });
    expect(run.out).toContain('14 hand-written derivatives in 15 files: 14 proved');
    const { checks, problems } = JSON.parse(gradlens('check', folder, '--format', 'json').out) as {
      checks: unknown[];
      problems: { problem: { message: string } }[];
    };
    expect(checks).toHaveLength(14);
    expect(problems.map(({ problem }) => problem.message)).toEqual([containing('not a text file')]);
    expect(gradlens('check', folderWith({ 'a.py': wrong, 'b.py': '\0' })).status, 'a difference is told').toBe(1);
    expect(gradlens('check', `${folder}/f3.py`).status).toBe(2);
  });

  it('says which of several derivatives of one function is meant', () => {
    const component = [
      'class Area:',
      '    def compute(self, inputs, outputs):',
      "        outputs['a'] = inputs['l'] * inputs['w']",
      '    def compute_partials(self, inputs, partials):',
      "        partials['a', 'l'] = inputs['w']",
      "        partials['a', 'w'] = 2 * inputs['l']",
      '',
    ].join('\n');
    const run = gradlens('check', folderWith({ 'a.py': component }));
    expect(run.out).toContain("a.py:6:30: error: Area.compute_partials['a', 'w']: the factor 2 is too much");
    expect(run.out).toContain('1 proved, 0 agree, 1 differs');
  });
});
