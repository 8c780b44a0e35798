/**
 * How programmers name derivatives: tables, collected from 2,343 function–derivative pairs of public repositories.
 * Names are split into words (`gradLoss`, `grad_loss`, `GRAD_LOSS` are all `grad loss`).
 */

/** Words that stand for a derivative in front of or behind a function's name, and of which order. */
export const derivativeWords: Readonly<Record<string, 1 | 2>> = {
  grad: 1,
  grads: 1,
  gradient: 1,
  gradients: 1,
  nabla: 1,
  jac: 1,
  jacob: 1,
  jacobi: 1,
  jacobian: 1,
  der: 1,
  deriv: 1,
  derivative: 1,
  derivate: 1,
  derivation: 1,
  diff: 1,
  prime: 1,
  fprime: 1,
  dot: 1,
  d: 1,
  hess: 2,
  hessian: 2,
  hes: 2,
  d2: 2,
  dd: 2,
  grad2: 2,
  deriv2: 2,
  der2: 2,
  derivative2: 2,
  prime2: 2,
  fprime2: 2,
  pp: 2,
  fp: 1,
  fpp: 2,
  p: 1,
};

/** Of these words it takes more than a name to believe that a derivative is meant. */
export const weakWords: ReadonlySet<string> = new Set(['dot', 'diff', 'p', 'pp', 'fp', 'fpp', 'd', 'dd']);

/** Functions whose name with a `d` before it (`drelu`, `dloss`) can only be a derivative. */
export const knownFunctions: ReadonlySet<string> = new Set([
  'sigmoid',
  'logistic',
  'relu',
  'lrelu',
  'leakyrelu',
  'leaky_relu',
  'elu',
  'selu',
  'gelu',
  'swish',
  'silu',
  'mish',
  'softplus',
  'softsign',
  'softmax',
  'tanh',
  'sin',
  'cos',
  'loss',
  'cost',
  'activation',
  'func',
  'function',
  'rosen',
  'rosenbrock',
]);

/** Behind a function's name only: in front of it (`p_value`, `diff_image`, `prime_factors`) they mean other things. */
export const suffixOnly: ReadonlySet<string> = new Set([
  'p',
  'pp',
  'fp',
  'fpp',
  'prime',
  'prime2',
  'diff',
  'dot',
  'dd',
]);

/** In front of a function's name without anything between (`gradf`, `jacf`, `Jf`), if that function is there. */
export const gluedPrefixes: readonly (readonly [string, 1 | 2])[] = [
  ['jacobian', 1],
  ['gradient', 1],
  ['hessian', 2],
  ['jacob', 1],
  ['deriv', 1],
  ['grad', 1],
  ['hess', 2],
  ['jac', 1],
  ['d2', 2],
  ['D', 1],
  ['d', 1],
  ['J', 1],
  ['H', 2],
];

/** The same behind it: `fprime`, `fjac`. */
export const gluedSuffixes: readonly (readonly [string, 1 | 2])[] = [
  ['prime', 1],
  ['deriv', 1],
  ['grad', 1],
  ['jac', 1],
  ['hess', 2],
];

/** Words that say nothing of which function is meant: `compute_loss` and `loss_gradient`, `cost_function`. */
export const emptyWords: ReadonlySet<string> = new Set([
  'calc',
  'calculate',
  'compute',
  'get',
  'eval',
  'evaluate',
  'function',
  'func',
  'fun',
  'fn',
  'of',
  'wrt',
  'value',
  'analytic',
  'analytical',
  'exact',
  'manual',
  'my',
  'model',
]);

/** Words that say an order: `calc_second_derivative`. */
export const ordinalWords: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  double: 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
};

/** Words for derivatives of a motion by time, with their orders. */
export const motionWords: Readonly<Record<string, number>> = {
  position: 0,
  pos: 0,
  displacement: 0,
  velocity: 1,
  vel: 1,
  speed: 1,
  acceleration: 2,
  accel: 2,
  acc: 2,
  jerk: 3,
};

/** Arguments that ask a function for its derivative: `sigmoid(x, deriv=True)`. */
export const flagNames: ReadonlySet<string> = new Set([
  'deriv',
  'derivative',
  'derivate',
  'derivation',
  'der',
  'derive',
  'prime',
  'grad',
  'grads',
  'gradient',
  'jac',
  'jacobian',
  'diff',
  'differentiate',
  'd',
  'dx',
  'df',
  'derv',
  'backward',
  'backprop',
]);

/** Arguments that say which derivative is wanted, 0 for the value. */
export const orderNames: ReadonlySet<string> = new Set([
  'der',
  'deriv',
  'derivative',
  'derivatives',
  'order',
  'nu',
  'diff',
  'derivative_order',
  'deriv_order',
  'diff_order',
  'nderiv',
]);

/** Arguments that a gradient is written into. */
export const outParameterNames: ReadonlySet<string> = new Set([
  'grad',
  'grads',
  'gradient',
  'grad_out',
  'out_grad',
  'g',
  'df',
  'dfdx',
  'dx',
  'jac',
  'jacobian',
]);

const cotangentName =
  /^(d_?(out|y|z|l|loss|output|a|h|values?|next|prev|inputs?|top)\w*|grad\w*|g_?out\w*|delta\w*|upstream\w*|downstream\w*|accum\w*|err|error\w*|\w+_(grads?|gradients?|error|delta)|top_diff|d|dir|direction|seed|cotangent|dLd\w+)$/i;

/** Whether it is the name of what is passed back from later layers, or of a direction: never an argument of the function itself. */
export const isNamedAsCotangent = (name: string): boolean => cotangentName.test(name) || /^d[A-Z]\w*$/.test(name);

/** `left_jac` and `d_left` for the argument `left`: its derivative by something else, and not the argument. */
export const isDerivativeOfArgument = (name: string, argument: string): boolean =>
  ['jac', 'jacobian', 'grad', 'gradient', 'deriv', 'derivative', 'dot', 'tangent'].some((word) =>
    [`${argument}_${word}`, `${word}_${argument}`].includes(name),
  ) || [`d_${argument}`, `d${argument}`].includes(name);

/** Methods of layers: what goes through, and what comes back. */
export const layerMethods: readonly { readonly primal: string; readonly derivative: string }[] = [
  { primal: 'forward', derivative: 'backward' },
  { primal: 'forward', derivative: 'backprop' },
  { primal: 'forward_pass', derivative: 'backward_pass' },
  { primal: 'forward_propagation', derivative: 'backward_propagation' },
  { primal: 'forwardpropagation', derivative: 'backpropagation' },
  { primal: 'fprop', derivative: 'bprop' },
];

/** Methods of a component that write results and partial derivatives into dictionaries; the arguments' places, `self` counted. */
export const componentMethods: readonly {
  readonly primal: string;
  readonly results: number;
  readonly derivative: string;
  readonly partials: number;
}[] = [
  { primal: 'compute', results: 2, derivative: 'compute_partials', partials: 2 },
  { primal: 'apply_nonlinear', results: 3, derivative: 'linearize', partials: 3 },
];

/** Words of names that say nothing but that the value is given: of `regularized_cost` beside `regularized_gradient`. */
export const valueWords: ReadonlySet<string> = new Set([
  ...['cost', 'loss', 'objective', 'function', 'func', 'fun', 'fn', 'value', 'energy', 'error', 'criterion'],
  ...['likelihood', 'loglikelihood', 'loglik', 'nll', 'potential', 'residual', 'residuals'],
]);

/** Where a robot's hand is. */
export const kinematicsNames: readonly string[] = ['forward_kinematics', 'forwardKinematics', 'fkine', 'fk'];
/** What it is where it is by: the joints, not the links' lengths, which do not change. */
export const jointName = /^_*(qs?\d*|thetas?_?\d*|phis?_?\d*|(\w+_)?angles?_?\d*|joints?(_?\w+)?)$/i;

/** Names that say "the function" of their scope, best first: what a derivative called just `grad` belongs to. */
export const plainFunctionNames: readonly string[] = [
  'fn',
  'f',
  'fun',
  'func',
  'function',
  'objective',
  'objective_function',
  'obj',
  'cost',
  'cost_function',
  'loss',
  'loss_function',
  'evaluate',
  'value',
  'energy',
  'potential',
  'target',
  'model',
  'activation',
  'activate',
  'forward',
  'rhs',
  '_rhs',
  '__call__',
  ...kinematicsNames,
];

/** Names that may say "the function" of a class, where none of the others does. */
export const vagueFunctionNames: readonly string[] = [
  'call',
  'predict',
  'point',
  'calc_point',
  'calc_position',
  'calc',
  'calculate',
  'compute',
  'compute_cost',
  'compute_loss',
  'calc_loss',
  'calc_cost',
  'eval',
  'log_prob',
  'loglike',
  'log_likelihood',
  'logpdf',
];

/** Names that say "the derivative" of their scope. */
export const plainDerivativeNames: Readonly<Record<string, 1 | 2>> = {
  grad: 1,
  grads: 1,
  gradient: 1,
  gradients: 1,
  jac: 1,
  jacobian: 1,
  deriv: 1,
  derivative: 1,
  der: 1,
  prime: 1,
  fprime: 1,
  f_prime: 1,
  dfun: 1,
  grad2: 2,
  deriv2: 2,
  hess: 2,
  hessian: 2,
  fprime2: 2,
};

/** Pairs whose names have nothing in common. In a class: methods; else functions of one file. */
export const namedPairs: readonly {
  readonly primal: string;
  readonly derivative: string;
  readonly order: 1 | 2;
  readonly strong: boolean;
  readonly inClass: boolean;
  /** Derivatives are taken by these arguments, by position (`self` not counted); default: not said. */
  readonly wrtPosition?: number;
  /** Every argument after this one, or after more of them where fewer derivatives are returned. */
  readonly wrtAfter?: number;
}[] = [
  { primal: 'motion_model', derivative: 'jacob_f', order: 1, strong: true, inClass: false, wrtPosition: 0 },
  { primal: 'observation_model', derivative: 'jacob_h', order: 1, strong: true, inClass: false, wrtPosition: 0 },
  { primal: 'f_func', derivative: 'A_func', order: 1, strong: false, inClass: false, wrtPosition: 0 },
  { primal: 'f_func', derivative: 'B_func', order: 1, strong: false, inClass: false, wrtPosition: 1 },
  { primal: 'hx', derivative: 'H_of', order: 1, strong: true, inClass: false },
  { primal: 'hx', derivative: 'HJacobian', order: 1, strong: true, inClass: false },
  { primal: 'hx', derivative: 'HJacobian_at', order: 1, strong: true, inClass: false },
  { primal: 'evaluate', derivative: 'fit_deriv', order: 1, strong: true, inClass: true, wrtAfter: 0 },
  { primal: 'objective', derivative: 'gradient', order: 1, strong: true, inClass: true },
  ...['constraints', 'constraint', 'constr', 'cons', 'con', 'c'].flatMap((primal) =>
    ['jacobian', 'jac'].map((derivative) => ({
      primal,
      derivative,
      order: 1 as const,
      strong: primal !== 'c', // which may be anything
      inClass: true,
    })),
  ),
  { primal: 'objfunc', derivative: 'sens', order: 1, strong: false, inClass: false },
  { primal: 'loglike', derivative: 'score', order: 1, strong: true, inClass: true },
  { primal: 'loglike', derivative: 'hessian', order: 2, strong: true, inClass: true },
  { primal: 'rho', derivative: 'psi', order: 1, strong: false, inClass: true },
  { primal: 'rho', derivative: 'psi_deriv', order: 2, strong: false, inClass: true },
];

/**
 * False friends: [what looks like the function, what looks like its derivative]. Discrete-time and density functions of
 * control and statistics libraries, and names with another meaning.
 */
export const falseFriends: readonly (readonly [string, string])[] = [
  ['impulse', 'dimpulse'],
  ['step', 'dstep'],
  ['lsim', 'dlsim'],
  ['bode', 'dbode'],
  ['freqresp', 'dfreqresp'],
  ['lqr', 'dlqr'],
  ['lqe', 'dlqe'],
  ['are', 'dare'],
  ['care', 'dare'],
  ['lyap', 'dlyap'],
  ['place', 'dplace'],
  ['norm', 'dnorm'],
  ['unif', 'dunif'],
  ['gamma', 'dgamma'],
  ['beta', 'dbeta'],
  ['pois', 'dpois'],
  ['binom', 'dbinom'],
  ['exp', 'dexp'],
  ['ct', 'dct'],
  ['st', 'dst'],
  ['wt', 'dwt'],
  ['ft', 'dft'],
  ['type', 'dtype'],
  ['raw', 'draw'],
  ['rop', 'drop'],
  ['ist', 'dist'],
  ['ot', 'dot'],
  ['rift', 'drift'],
  ['ata', 'data'],
  ['elta', 'delta'],
  ['elay', 'delay'],
  ['isplay', 'display'],
  ['ay', 'day'],
  ['et', 'det'],
  ['iv', 'div'],
  ['istance', 'distance'],
  ['is', 'is_prime'],
  ['compute_partials', 'setup_partials'],
];

/** Words of names that look like derivatives and are none: `clip_gradients`, `numerical_gradient`, `jacobian_inverse`. */
export const notDerivatives: ReadonlySet<string> = new Set([
  'check',
  'clip',
  'test',
  'plot',
  'print',
  'numerical',
  'numeric',
  'num',
  'approx',
  'approximate',
  'finite',
  'fd',
  'setup',
  'set',
  'zero',
  'apply',
  'update',
  'inverse',
  'inv',
  'pinv',
  'pseudo',
  'norm',
  'negative',
  'neg',
  'descent',
  'ascent',
  'optimizer',
  'policy',
  'init',
  'stochastic',
  'minibatch',
  'projected',
  'conjugate',
  'structure',
  'structures',
  'sparsity',
  'pattern',
  'color',
  'colour',
  'image',
  'magnitude',
  'rate',
  'boost',
  'boosting',
  'penalty',
  'accumulate',
  'averaged',
  'required',
  'requires',
  'has',
  'is',
  'needs',
  'use',
  'with',
  'without',
  'no',
  'order',
  'times',
  'vector',
  'product',
  'condition',
  'det',
  'determinant',
]);

/** Where a solver's arguments are: the function, and by keyword (or place) its derivatives. */
export interface SolverCall {
  readonly function: { readonly position: number; readonly keywords: readonly string[] };
  readonly derivatives: readonly {
    readonly keyword: string;
    readonly position: number | null;
    readonly order: 1 | 2;
    /** A product with a vector, not the whole matrix: Hv of one output, the sum of vᵢHᵢ of several. */
    readonly product?: true;
  }[];
  /** Which arguments of the function it is differentiated by: one place, or all from one place on. */
  readonly wrt: { readonly position: number; readonly rest: boolean };
}

const first = { position: 0, rest: false } as const;
const minimiser = {
  function: { position: 0, keywords: ['fun', 'func', 'f'] },
  derivatives: [
    { keyword: 'jac', position: null, order: 1 },
    { keyword: 'fprime', position: null, order: 1 },
    { keyword: 'grad', position: null, order: 1 },
    { keyword: 'hess', position: null, order: 2 },
    { keyword: 'fhess', position: null, order: 2 },
    { keyword: 'hessp', position: null, order: 2, product: true },
    { keyword: 'fhess_p', position: null, order: 2, product: true },
  ],
  wrt: first,
} as const satisfies SolverCall;
/** The older functions take the gradient as the third argument. */
const minimiserWithSlope = {
  ...minimiser,
  derivatives: minimiser.derivatives.map((each) => (each.keyword === 'fprime' ? { ...each, position: 2 } : each)),
} satisfies SolverCall;
const rootFinder = {
  function: { position: 0, keywords: ['fun', 'func', 'f'] },
  derivatives: [
    { keyword: 'jac', position: null, order: 1 },
    { keyword: 'fprime', position: null, order: 1 },
    { keyword: 'Dfun', position: null, order: 1 },
    { keyword: 'fprime2', position: null, order: 2 },
  ],
  wrt: first,
} as const satisfies SolverCall;

/** By the last word of what is called: `scipy.optimize.minimize`, `optimize.minimize`, `minimize`. */
export const solvers: Readonly<Record<string, SolverCall>> = {
  minimize: minimiser,
  basinhopping: minimiser,
  fmin_bfgs: minimiserWithSlope,
  fmin_cg: minimiserWithSlope,
  fmin_ncg: minimiserWithSlope,
  fmin_l_bfgs_b: minimiserWithSlope,
  fmin_tnc: minimiserWithSlope,
  fmin_slsqp: minimiser,
  minimize_scalar: minimiser,
  minimize_ipopt: minimiser,
  NonlinearConstraint: {
    function: { position: 0, keywords: ['fun'] },
    derivatives: [
      { keyword: 'jac', position: 3, order: 1 },
      { keyword: 'hess', position: 4, order: 2, product: true },
    ],
    wrt: first,
  },
  ode: {
    function: { position: 0, keywords: ['f'] },
    derivatives: [{ keyword: 'jac', position: 1, order: 1 }],
    wrt: { position: 1, rest: false },
  },
  root: rootFinder,
  root_scalar: rootFinder,
  fsolve: rootFinder,
  least_squares: { ...rootFinder, derivatives: [{ keyword: 'jac', position: 2, order: 1 }] },
  leastsq: rootFinder,
  newton: {
    function: { position: 0, keywords: ['func', 'f'] },
    derivatives: [
      { keyword: 'fprime', position: 2, order: 1 },
      { keyword: 'fprime2', position: null, order: 2 },
    ],
    wrt: first,
  },
  check_grad: {
    function: { position: 0, keywords: ['func'] },
    derivatives: [{ keyword: 'grad', position: 1, order: 1 }],
    wrt: first,
  },
  curve_fit: {
    function: { position: 0, keywords: ['f'] },
    derivatives: [{ keyword: 'jac', position: null, order: 1 }],
    wrt: { position: 1, rest: true },
  },
  solve_ivp: {
    function: { position: 0, keywords: ['fun'] },
    derivatives: [{ keyword: 'jac', position: null, order: 1 }],
    wrt: { position: 1, rest: false },
  },
  odeint: {
    function: { position: 0, keywords: ['func'] },
    derivatives: [{ keyword: 'Dfun', position: null, order: 1 }],
    wrt: first,
  },
};
