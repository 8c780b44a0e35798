/** Every function is reached by the names that it has in Python's libraries, and means there what they compute. */
import { describe, expect, it } from 'vitest';
import { functionDefinitions } from '../../../../src/calculus/functions/definitions';
import { functionRows } from '../../../../src/calculus/functions/table';
import { pythonLibrary } from '../../../../src/languages/python/library';
import { hasPython, runPython } from '../../../peers';
import { byParameter } from '../support/byParameter';
import { traced, valuesAt } from '../../tracing/reading';

/** Calls as they stand in real programs; `x` and `y` are the arguments at the points behind. */
const everywhere = [-2.3, -0.4, 0.3, 0.85, 1.6, 3.2];
const positive = everywhere.filter((x) => x > 0);
const unit = [0.05, 0.3, 0.85];
const small = [-0.85, -0.4, 0.3];

const calls: readonly (readonly [texts: string, points: readonly number[]])[] = [
  [
    `math.sin(x) math.atan2(x,2.0) math.fabs(x) math.erf(x) math.erfc(x) math.expm1(x) math.copysign(1.5,x) math.remainder(x,0.7)
     math.fmod(x,0.7) math.degrees(x) math.radians(x) math.hypot(x,1.0) math.cbrt(x) math.exp2(x) math.floor(x) math.trunc(x)
     np.sign(x) np.heaviside(x,0.5) np.sinc(x) np.logaddexp(x,1.0) np.logaddexp2(x,1.0) np.maximum(x,0.5) np.fmin(x,0.5)
     np.clip(x,-1,1) np.mod(x,0.7) np.remainder(x,-0.7) np.fmod(x,0.7) np.deg2rad(x) np.float_power(np.exp(x),1.5)
     np.i0(x) np.select([x<0,x<1],[x**2,x**3],x) np.square(x) np.reciprocal(x) np.cbrt(x) np.ceil(x) np.arctan2(x,-1.0)
     sp.expit(x) sp.log_expit(x) sp.erf(x) sp.erfc(x) sp.erfcx(x) sp.erfi(x) sp.dawsn(x) sp.ndtr(x) sp.log_ndtr(x) sp.exprel(x)
     sp.cosm1(x) sp.sindg(x) sp.cosdg(x) sp.tandg(x) sp.cotdg(x) sp.radian(x,2.0,3.0) sp.j0(x) sp.j1(x) sp.jv(2,x) sp.jn(3,x) sp.jve(1,x)
     sp.i0(x) sp.i1(x) sp.iv(2,x) sp.i0e(x) sp.i1e(x) sp.ive(2,x) sp.spherical_jn(2,x) sp.spherical_jn(2,x,derivative=True)
     sp.spherical_in(1,x) sp.airy(x)[0] sp.airy(x)[1] sp.airy(x)[2] sp.airy(x)[3] sp.fresnel(x)[0] sp.fresnel(x)[1]
     sp.sici(x)[0] sp.shichi(x)[0] sp.expi(x) sp.gamma(x) sp.rgamma(x) sp.gammaln(x) sp.psi(x) sp.digamma(x) sp.polygamma(2,x)
     sp.ellipkinc(x,0.4) sp.ellipeinc(x,0.4) sp.huber(1.0,x) sp.pseudo_huber(1.5,x) sp.eval_legendre(4,x) sp.eval_chebyt(3,x)
     sp.eval_chebyu(3,x) sp.eval_hermite(3,x) sp.eval_hermitenorm(4,x) sp.eval_laguerre(3,x) sp.eval_genlaguerre(3,0.5,x)
     sp.inv_boxcox(0.3*x,0.5) sp.inv_boxcox1p(0.3*x,0.5) sp.sinc(x)
     norm.pdf(x) norm.cdf(x,1.0,2.0) norm.logpdf(x,loc=1.0,scale=2.0) norm.logcdf(x) norm.sf(x) norm.logsf(x)`,
    everywhere,
  ],
  [
    `math.log(x) math.log(x,3) math.log2(x) math.log10(x) math.log1p(x) math.sqrt(x) math.lgamma(x) math.gamma(x) np.arcsinh(x)
     sp.y0(x) sp.y1(x) sp.yv(2,x) sp.yn(2,x) sp.yve(1,x) sp.k0(x) sp.k1(x) sp.kv(0.5,x) sp.kn(2,x) sp.k0e(x) sp.k1e(x)
     sp.kve(0.5,x) sp.spherical_yn(1,x) sp.spherical_kn(1,x) sp.sici(x)[1] sp.shichi(x)[1] sp.exp1(x) sp.expn(3,x)
     sp.spence(x) sp.lambertw(x).real sp.boxcox(x,0.5) sp.boxcox1p(x,0.5) sp.xlogy(x,x) sp.xlog1py(x,x) sp.entr(x)
     sp.rel_entr(x,2.0) sp.kl_div(x,2.0) sp.beta(x,1.5) sp.betaln(x,1.5) sp.gammainc(1.5,x) sp.gammaincc(1.5,x) sp.poch(x,1.5)
     sp.zeta(x+1.5) sp.zetac(x+1.5) sp.zeta(2.5,x) sp.multigammaln(x+2,3) sp.agm(x,2.0) sp.psi(x) np.log2(x)`,
    positive,
  ],
  ['sp.logit(x) sp.erfcinv(x) sp.ndtri(x) sp.betainc(1.5,2.5,x) sp.ellipkm1(x) norm.ppf(x,1.0,2.0)', unit],
  ['sp.erfinv(x) sp.ellipk(x) sp.ellipe(x) np.arcsin(x) np.arccos(x) np.arctanh(x) math.asin(x)', small],
];

const cases = calls.flatMap(([texts, points]) =>
  texts
    .trim()
    .split(/\s+/)
    .map((text) => ({ text, points })),
);

const HEADER = 'import math\nimport numpy as np\nimport scipy.special as sp\nfrom scipy.stats import norm\n';

describe('names', () => {
  it('reach every row and every definition', () => {
    const reached = new Set([
      ...Object.values(pythonLibrary.functions),
      // What is given in a tuple, has an option, or is a relation of what is named.
      ...'airyAi airyAiPrime airyBi airyBiPrime fresnelS fresnelC sineIntegral cosineIntegral'.split(' '),
      ...'hyperbolicSineIntegral hyperbolicCosineIntegral lambertW hurwitzZeta sincPrime phi'.split(' '),
      // What holds its argument constant says so in a note.
      'stopGradient',
      // Derivatives of others.
      ...'phiDerivative dawsonSlope erfcxSlope inverseMillsSlope ellipticKDerivative ellipticESlope'.split(' '),
      ...byParameter,
      ...'inverseMills sphericalBesselJ sphericalBesselY sphericalBesselI sphericalBesselK max min rem relEntr'.split(
        ' ',
      ),
    ]);
    const missing = [...functionRows, ...functionDefinitions]
      .map((entry) => entry.name)
      .filter((name) => !reached.has(name) && !otherLanguages.has(name));
    expect(missing).toEqual([]);
  });

  describe.skipIf(!hasPython)('against NumPy and SciPy (python3 with numpy, scipy and sympy)', () => {
    const program = `${HEADER}
import json, sys, warnings
warnings.simplefilter('ignore')
def value(text, x):
    try:
        return repr(float(np.real(eval(text, globals(), {'x': x}))))
    except Exception as error:
        return type(error).__name__
print(json.dumps([[value(case['text'], x) for x in case['points']] for case in json.load(sys.stdin)]))
`;
    const expected = hasPython ? (JSON.parse(runPython(program, JSON.stringify(cases))) as string[][]) : [];
    it.each(cases.map(({ text, points }, i) => ({ text, points, values: expected[i] ?? [] })))(
      '$text',
      ({ text, points, values }) => {
        const wanted = values.map((value) => Number(value));
        expect(wanted.filter(Number.isFinite).length).toBeGreaterThan(1);
        const result = traced(`${HEADER}def f(x: float):\n    return ${text}\n`);
        points.forEach((x, i) => {
          const [found = NaN] = valuesAt(result, { x });
          const value = wanted[i] ?? NaN;
          if (!Number.isFinite(value)) return;
          expect(Math.abs(found - value), `at ${x}: ${found}, not ${value}`).toBeLessThanOrEqual(
            1e-10 * Math.abs(value) + 1e-13,
          );
        });
      },
    );
  });
});

/** Functions that Julia, MATLAB, Fortran and the like have under these names, and Python's libraries have not. */
const otherLanguages = new Set(
  'sec csc cot sech csch coth asec acsc asech acsch acoth exp10 inverseBoxcox copysign'.split(' '),
);
