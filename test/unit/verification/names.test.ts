import { describe, expect, it } from 'vitest';
import { readName, wordsOf } from '../../../src/verification/names';

describe('words of a name', () => {
  it.each<[string, string[]]>([
    ['grad_f', ['grad', 'f']],
    ['gradLoss', ['grad', 'loss']],
    ['lossGradient', ['loss', 'gradient']],
    ['_NLL_grad', ['nll', 'grad']],
    ['HJacobian', ['h', 'jacobian']],
    ['__call__', ['call']],
  ])('%s', (name, words) => expect(wordsOf(name)).toEqual(words));
});

describe('a derivative by its name', () => {
  it.each<[string, string, string[], 1 | 2, string | null, boolean]>([
    ['jacobian_f', 'f', ['x'], 1, null, true],
    ['gradient_f1', 'f1', ['x'], 1, null, true],
    ['grad_f', 'f', ['x'], 1, null, true],
    ['f_grad', 'f', ['x'], 1, null, true],
    ['f_gradient', 'f', ['x'], 1, null, true],
    ['df', 'f', ['x'], 1, null, true],
    ['d_f', 'f', ['x'], 1, null, true],
    ['f_prime', 'f', ['x'], 1, null, true],
    ['fprime', 'f', ['x'], 1, null, true],
    ['f_der', 'f', ['x'], 1, null, true],
    ['rosen_der', 'rosen', ['x'], 1, null, true],
    ['rosen_hess', 'rosen', ['x'], 2, null, true],
    ['f_deriv', 'f', ['x'], 1, null, true],
    ['dfdx', 'f', ['x'], 1, 'x', true],
    ['df_dx', 'f', ['x', 'y'], 1, 'x', true],
    ['df_dy', 'f', ['x', 'y'], 1, 'y', true],
    ['df_dtheta', 'f', ['theta'], 1, 'theta', true],
    ['d_f_d_x', 'f', ['x'], 1, 'x', true],
    ['partial_f_x', 'f', ['x'], 1, 'x', true],
    ['f_dx', 'f', ['x', 'y'], 1, 'x', true],
    ['d2f_dx2', 'f', ['x'], 2, 'x', true],
    ['d2fdx2', 'f', ['x'], 2, 'x', true],
    ['d2f_dxdy', 'f', ['x', 'y'], 2, null, true],
    ['f_jac', 'f', ['x'], 1, null, true],
    ['jac_f', 'f', ['x'], 1, null, true],
    ['jacob_f', 'f', ['x'], 1, null, true],
    ['f_hess', 'f', ['x'], 2, null, true],
    ['hessian_of_f', 'f', ['x'], 2, null, true],
    ['sigmoid_derivative', 'sigmoid', ['x'], 1, null, true],
    ['derivative_sigmoid', 'sigmoid', ['x'], 1, null, true],
    ['sigmoid_prime', 'sigmoid', ['z'], 1, null, true],
    ['sigmoid_grad', 'sigmoid', ['z'], 1, null, true],
    ['d_relu', 'relu', ['x'], 1, null, true],
    ['drelu', 'relu', ['x'], 1, null, true],
    ['dRelu', 'relu', ['x'], 1, null, false],
    ['gradf', 'f', ['x'], 1, null, true],
    ['Jf', 'f', ['x'], 1, null, true],
    ['J_f', 'f', ['x'], 1, null, true],
    ['Hf', 'f', ['x'], 2, null, true],
    ['lossGradient', 'loss', ['w'], 1, null, true],
    ['gradLoss', 'loss', ['w'], 1, null, true],
    ['compute_gradient', 'compute_cost', ['w'], 1, null, false],
    ['cost_gradient', 'cost_function', ['w'], 1, null, true],
    ['compute_loss_gradient', 'compute_loss', ['w'], 1, null, true],
    ['eval_grad_f', 'eval_f', ['x'], 1, null, true],
    ['loss_gradient_wrt_w', 'loss', ['w', 'x'], 1, 'w', true],
    ['grad_f_x', 'f', ['x', 'y'], 1, 'x', true],
    ['f_p', 'f', ['x'], 1, null, false],
    ['f_fp', 'f', ['x'], 1, null, false],
    ['to_cartesian_jac', 'to_cartesian', ['r'], 1, null, true],
    ['acceleration_jac', 'acceleration', ['q'], 1, null, true],
  ])('%s of %s', (derivative, primal, parameters, order, wrt, strong) => {
    const reading = readName(derivative, primal, parameters);
    // Names that are recognised in another way (`fprime` beside `f`) need no reading here.
    if (!strong && reading === null) return;
    expect(reading).toEqual({ order, wrt, strong });
  });

  it.each<[string, string]>([
    ['dimpulse', 'impulse'],
    ['dnorm', 'norm'],
    ['dlqr', 'lqr'],
    ['clip_gradients', 'gradients'],
    ['clip_grad_f', 'f'],
    ['numerical_grad_f', 'f'],
    ['f_grad_numerical', 'f'],
    ['numericalGradient', 'gradient'],
    ['check_grad_f', 'f'],
    ['jacobian_inverse', 'inverse'],
    ['f_jacobian_inverse', 'f'],
    ['setup_partials', 'compute_partials'],
    ['negative_gradient_f', 'f'],
    ['gradient_descent', 'descent'],
    ['gradient_norm', 'norm'],
    ['p_value', 'value'],
    ['prime_factors', 'factors'],
    ['is_prime', 'is'],
    ['diff_image', 'image'],
    ['f_x', 'f'],
    ['f2', 'f'],
    ['data', 'ata'],
    ['Jump', 'ump'],
    ['grad_g', 'f'],
    ['g_jac', 'f'],
    ['df_total', 'f'],
    ['d2f_dT2_ijs', 'f'],
    ['draw', 'raw'],
    ['delta', 'elta'],
    ['f', 'f'],
    ['plot_f_grad', 'f'],
    ['f_grad_plot', 'f'],
    ['jacobian_structure', 'jacobian'],
  ])('%s is none of %s', (derivative, primal) => {
    expect(readName(derivative, primal, ['x'])).toBeNull();
  });
});
