/** SciPy's functions that appear inside mathematical code; `jax.scipy` and `autograd.scipy` are read through it. */
import { numpyNames } from './numpy';
import { rows } from './rows';

const special = `
  expit=logistic logit log_expit=log_sigmoid softmax log_softmax logsumexp xlogy xlog1py entr rel_entr=relEntr kl_div
  erf erfc erfcx erfi erfinv erfcinv ndtr ndtri log_ndtr=logNdtr dawsn=dawson wofz fresnel
  gamma gammaln loggamma=gammaln gammasgn rgamma digamma psi=digamma polygamma multigammaln poch
  beta betaln betainc gammainc gammaincc gammaincinv gammainccinv zeta zetac
  comb binom=comb perm factorial factorial2
  exp1 expi expn exp2 exp10 expm1 log1p cbrt cosm1 exprel sinc radian sindg cosdg tandg cotdg
  j0 j1 jv=besselJ jn=besselJ jve=besselJ y0 y1 yv=besselY yn=besselY yve=besselY
  i0 i1 iv=besselI i0e i1e ive=besselIScaled k0 k1 kv=besselK kn=besselK k0e k1e kve=besselKScaled
  spherical_jn spherical_yn spherical_in spherical_kn airy
  ellipk=ellipticK ellipe=ellipticE ellipkm1 ellipkinc=ellipticF ellipeinc=ellipticEIncomplete
  lambertw spence sici shichi hyp1f1 hyp2f1 hyp0f1
  eval_legendre eval_chebyt eval_chebyu eval_hermite eval_hermitenorm eval_laguerre eval_genlaguerre lpmv sph_harm
  huber pseudo_huber boxcox boxcox1p inv_boxcox=inverseBoxcox inv_boxcox1p agm owens_t`;

/** Names of `torch.special` that SciPy does not have. */
const torchSpecial = `
  bessel_j0=j0 bessel_j1=j1 bessel_y0=y0 bessel_y1=y1 modified_bessel_i0=i0 modified_bessel_i1=i1
  modified_bessel_k0=k0 modified_bessel_k1=k1 scaled_modified_bessel_k0=k0e scaled_modified_bessel_k1=k1e
  spherical_bessel_j0=spherical_j0 airy_ai=airyAi`;

const linalg = `
  norm det inv solve cholesky=scipy.cholesky qr=scipy.qr svd svdvals eig eigvals eigh eigvalsh pinv pinvh=linalg.pinv lstsq
  solve_triangular cho_factor cho_solve lu lu_factor lu_solve expm logm sqrtm sinm cosm block_diag=block_diag
  toeplitz=toeplitz hankel=hankel circulant=circulant companion=companion hilbert=hilbert vander=vander kron=kron
  tril=tril triu=triu null_space orth polar`;

const distance =
  'euclidean sqeuclidean cosine cityblock chebyshev minkowski mahalanobis correlation cdist pdist squareform';

/** Exact since the SI of 2019 (NIST SP 330); `g` and `atm` are exact by older definition. */
const physical: Readonly<Record<string, string>> = {
  c: '299792458',
  speed_of_light: '299792458',
  h: '6.62607015e-34',
  Planck: '6.62607015e-34',
  k: '1.380649e-23',
  Boltzmann: '1.380649e-23',
  e: '1.602176634e-19',
  elementary_charge: '1.602176634e-19',
  N_A: '6.02214076e23',
  Avogadro: '6.02214076e23',
  R: '8.31446261815324',
  gas_constant: '8.31446261815324',
  g: '9.80665',
  atm: '101325',
  zero_Celsius: '273.15',
  pi: 'pi',
  golden: 'goldenRatio',
  golden_ratio: 'goldenRatio',
};

/** Distributions of which the densities are read. */
const distributions =
  'expon uniform laplace logistic cauchy gumbel_r gamma invgamma beta t chi2 lognorm weibull_min'.split(' ');
const densities = 'pdf cdf logpdf logcdf sf logsf ppf';

export const scipyFunctions: Readonly<Record<string, string>> = {
  ...numpyNames('scipy.'),
  ...rows('scipy.special.', special),
  ...rows('torch.special.', torchSpecial),
  ...rows('scipy.linalg.', linalg, 'linalg.'),
  ...rows('scipy.spatial.distance.', distance, 'distance.'),
  ...rows('scipy.stats.norm.', 'pdf cdf logpdf logcdf sf logsf ppf', 'stats.norm.'),
  ...Object.fromEntries(
    distributions.flatMap((name) => Object.entries(rows(`scipy.stats.${name}.`, densities, `stats.${name}.`))),
  ),
  ...rows('scipy.integrate.', 'trapezoid trapz=trapezoid simpson simps=simpson cumulative_trapezoid'),
  ...rows('scipy.optimize.', 'rosen rosen_der rosen_hess', 'optimize.'),
  'scipy.optimize.approx_fprime': 'derivative.approximate',
  'scipy.stats.*': 'stats.unknown',
};

export const scipyConstants: Readonly<Record<string, string>> = {
  'scipy.pi': 'pi',
  'scipy.inf': 'inf',
  'scipy.newaxis': 'none',
  ...Object.fromEntries(Object.entries(physical).map(([name, value]) => [`scipy.constants.${name}`, value])),
};
