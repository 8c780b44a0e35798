/** JAX, autograd and PyTorch: what they add to NumPy, and what means something else there. */
import { rows } from './rows';

/** Activations: elementwise, except the three that work along an axis. */
const activations = `
  relu relu6 softplus softmax=nn.softmax log_softmax=nn.log_softmax elu selu celu leaky_relu silu swish=silu mish
  tanh sigmoid=logistic log_sigmoid logsigmoid=log_sigmoid soft_sign=softsign softsign
  hard_tanh=hardtanh hardtanh hard_sigmoid=hardsigmoid hardsigmoid hard_silu=hardswish hard_swish=hardswish hardswish
  tanhshrink softshrink hardshrink threshold prelu glu logsumexp squareplus log1mexp`;

/** Names of PyTorch that NumPy does not have, or spells differently, and that mean what the primitive means. */
const torchOwn = `
  tensor=array as_tensor=array from_numpy=array scalar_tensor=array clone=copy
  cat=concatenate mm bmm=matmul mv=matmul ger=outer
  sigmoid=logistic relu selu celu sgn=sign softplus softmax=nn.softmax log_softmax=nn.log_softmax logsumexp erf erfc erfinv lgamma=gammaln digamma polygamma
  logit=torch.logit xlogy i0 igamma=gammainc igammac=gammaincc mvlgamma=multigammaln ldexp logaddexp2 polygamma heaviside rsqrt neg=negative mul=multiply floor_divide addmm addmv baddbmm addcmul addcdiv
  clamp=clip clamp_min=max2 clamp_max=min2 frac trunc lerp
  arccos=acos arcsin=asin arctan=atan acos asin atan atan2 acosh asinh atanh
  unsqueeze=expand_dims transpose=swapaxes permute=transpose t=transpose unbind movedim=moveaxis
  repeat_interleave=repeat masked_fill matrix_exp=linalg.expm block_diag chain_matmul=linalg.multi_dot
  det=linalg.det logdet inverse=linalg.inv cholesky=linalg.cholesky pinverse=linalg.pinv diag_embed
  gt=greater ge=greater_equal lt=less le=less_equal eq=equal ne=not_equal
  cartesian_prod dist numel=size is_tensor
  no_grad=context.ignored enable_grad=context.ignored inference_mode=context.ignored
  rand=random randn=random randint=random randperm=random normal=random bernoulli=random multinomial=random
  rand_like=random randn_like=random manual_seed=print`;

/** Same names as NumPy's with another meaning: defaults (`var` is unbiased), arguments, or results (`max` with `dim`). */
const torchDifferent = `
  max min var std var_mean std_mean norm split chunk median sort topk kthvalue mode range
  zeros ones empty meshgrid gradient flip roll flatten narrow select index_select gather masked_select
  cummax cummin aminmax add sub div cdist logcumsumexp`;

const losses = `
  mse_loss l1_loss smooth_l1_loss huber_loss cross_entropy nll_loss binary_cross_entropy
  binary_cross_entropy_with_logits kl_div poisson_nll_loss gaussian_nll_loss hinge_embedding_loss soft_margin_loss
  linear bilinear normalize pairwise_distance cosine_similarity one_hot layer_norm batch_norm
  conv1d conv2d avg_pool1d avg_pool2d max_pool1d max_pool2d pad softmin`;

/** A function that gives a derivative of its argument: what the checks and the tracer take as an exact derivative. */
const transforms: Readonly<Record<string, string>> = {
  ...rows('jax.', 'grad value_and_grad hessian jacfwd=derivative.jacobian jacrev=derivative.jacobian', 'derivative.'),
  ...rows('jax.', 'jacobian jvp vjp', 'derivative.'),
  ...rows('autograd.', 'grad jacobian hessian elementwise_grad value_and_grad holomorphic_grad', 'derivative.'),
  ...rows('autograd.', 'egrad=derivative.elementwise_grad'),
  ...rows('torch.func.', 'grad hessian jacfwd=derivative.jacobian jacrev=derivative.jacobian', 'derivative.'),
  ...rows('torch.func.', 'grad_and_value vmap=vmap', 'derivative.'),
  ...rows('torch.autograd.functional.', 'jacobian=derivative.jacobianAt hessian=derivative.hessianAt'),
  // Approximated there by differences; what is meant is the derivative.
  ...rows('numdifftools.', 'Derivative Gradient Jacobian Hessian', 'numdifftools.'),
  'jax.vmap': 'vmap',
  'torch.vmap': 'vmap',
  'jax.jit': 'decorator.same',
  'jax.checkpoint': 'decorator.same',
  'jax.named_call': 'decorator.same',
  'jax.custom_jvp': 'decorator.same',
  'jax.custom_vjp': 'decorator.same',
  'torch.jit.script': 'decorator.same',
  'torch.compile': 'decorator.same',
};

export const differentiableFunctions: Readonly<Record<string, string>> = {
  ...transforms,
  ...rows('jax.nn.', activations),
  // JAX approximates by default, PyTorch does not.
  'jax.nn.gelu': 'jax.gelu',
  'jax.nn.one_hot': 'nn.one_hot',
  ...rows('jax.lax.', 'fori_loop while_loop scan cond switch map', 'lax.'),
  ...rows(
    'jax.lax.',
    'select=where stop_gradient rsqrt exp log sin cos tanh logistic square pow=power max=max2 min=min2',
  ),
  ...rows(
    'jax.lax.',
    `tan asin acos atan atan2 sinh cosh asinh acosh atanh exp2 expm1 log1p sqrt cbrt abs sign floor ceil round
     lgamma=gammaln digamma polygamma zeta igamma=gammainc igammac=gammaincc betainc=betainc regularized_incomplete_beta=betainc
     erf erfc erf_inv=erfinv bessel_i0e=i0e bessel_i1e=i1e add sub=subtract mul=multiply div=divide neg=negative
     rem=fmod reciprocal integer_pow=power`,
  ),
  'jax.random.*': 'random',
  ...rows('torch.', torchOwn),
  ...rows('torch.', torchDifferent, 'torch.'),
  ...rows('torch.nn.functional.', activations),
  ...rows('torch.nn.functional.', losses, 'nn.'),
  ...rows(
    'torch.nn.',
    'Linear Sequential Dropout ReLU Sigmoid Tanh Softplus Softmax LogSoftmax ELU SELU SiLU GELU LeakyReLU Identity',
    'layer.',
  ),
  'torch.nn.functional.gelu': 'gelu',
  'torch.nn.functional.softplus': 'torch.softplus',
  'torch.nn.functional.dropout': 'random',
};

/** PyTorch's types, as converters and as values of `dtype=`. */
export const differentiableTypes: Readonly<Record<string, string>> = {
  ...rows('torch.', 'float=float double=float float16=float float32=float float64=float half=float'),
  ...rows('torch.', 'int=int long=int int8=int int16=int int32=int int64=int uint8=int bool=bool'),
  ...rows('torch.', 'Tensor=ndarray FloatTensor=array DoubleTensor=array LongTensor=array'),
};
