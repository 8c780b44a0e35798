/** Methods and attributes of arrays: NumPy's, JAX's, and PyTorch's tensors'. */
import { rows } from './rows';

const methods = `
  sum prod mean var std max min ptp cumsum cumprod any all argmax argmin argsort sort nonzero searchsorted
  dot matmul trace diagonal round clip conj conjugate=conj take repeat swapaxes reshape ravel flatten=flatten
  transpose squeeze copy astype tolist item fill resize partition compress choose put tobytes`;

/** What only tensors have. `size()` and `max(dim)` share their names with NumPy's: `tracing/` tells them by use. */
const tensorMethods = `
  view=reshape view_as=reshape_as reshape_as permute=transpose t=transpose unsqueeze=expand_dims
  pow=power exp log log2 log10 log1p expm1 sqrt rsqrt square abs sign sin cos tan asin acos atan
  sinh cosh tanh sigmoid=logistic relu erf erfc softmax=nn.softmax log_softmax=nn.log_softmax logsumexp lgamma=gammaln digamma reciprocal
  neg=negative add=torch.add mul=multiply sub=torch.sub div=torch.div mm bmm=matmul mv=matmul clamp=clip clamp_min=max2
  clamp_max=min2 floor ceil trunc outer cross inverse=linalg.inv det=linalg.det cholesky=linalg.cholesky
  masked_fill clone=copy contiguous=identity detach=stop_gradient numpy=identity cpu=identity cuda=identity to=torch.to
  float=identity double=identity requires_grad_=identity block_until_ready=identity numel=size dim=ndim
  type=torch.to int=torch.to_int long=torch.to_int short=torch.to_int byte=torch.to_int new_zeros=torch.new_zeros new_ones=torch.new_ones new_full=torch.new_full new_tensor=torch.new_tensor
  chunk=torch.chunk flip=torch.flip tile roll=torch.roll narrow=torch.narrow select=torch.select where=torch.where
  index_select=torch.index_select gather=torch.gather masked_select=torch.masked_select topk=torch.topk
  expand_as=torch.expand_as repeat_interleave=repeat movedim=moveaxis addcmul addcdiv lerp amax amin
  gt=greater ge=greater_equal lt=less le=less_equal eq=equal ne=not_equal unbind triu tril diag`;

/** Where a tensor's method does otherwise than the array's of the same name. */
export const tensorDialect: Readonly<Record<string, string>> = rows(
  '',
  'max min var std median sort norm split transpose repeat expand flatten',
  'torch.',
);

export const attributes = [
  'T',
  'H',
  'mT',
  'mH',
  'shape',
  'size',
  'ndim',
  'dtype',
  'real',
  'imag',
  'flat',
  'at',
  'A',
  'A1',
  'I',
  'data',
  'device',
  'nbytes',
  'itemsize',
] as const;

export const arrayMembers: Readonly<Record<string, string>> = {
  ...rows('', tensorMethods),
  norm: 'torch.norm',
  split: 'torch.split',
  expand: 'torch.expand',
  median: 'torch.median',
  ...rows('', methods),
  T: 'transpose',
  H: 'conjugate_transpose',
  mT: 'matrix_transpose',
  mH: 'conjugate_transpose',
  shape: 'shape',
  size: 'size',
  ndim: 'ndim',
  dtype: 'dtype',
  real: 'real',
  imag: 'imag',
  flat: 'ravel',
  at: 'at',
  A: 'array',
  A1: 'ravel',
  I: 'linalg.inv',
  getA: 'array',
  getA1: 'ravel',
  getI: 'linalg.inv',
  getT: 'transpose',
  getH: 'conjugate_transpose',
  data: 'identity',
  device: 'device',
  nbytes: 'nbytes',
  itemsize: 'itemsize',
};
