/** Names of derivatives, set from the names of outputs and variables: ∇f₀, ∂f₀/∂x₁, ∂²f/∂x₀∂x₁. */
import { h, type Child } from '../dom';
import type { Formula } from '../../worker/protocol';
import { formula, type Svgs } from './formula';

const PARTIAL = { latex: '\\partial', text: '∂' };
const NABLA = { latex: '\\nabla', text: '∇' };

/** ∂f₀/∂x₁. */
export function partialDerivative(output: Formula, variable: Formula, svgs: Svgs): HTMLElement {
  const label = `∂${output.text}/∂${variable.text}`;
  return fraction(
    label,
    [formula(PARTIAL, svgs), formula(output, svgs)],
    [formula(PARTIAL, svgs), formula(variable, svgs)],
  );
}

/** ∂²f/∂x₀∂x₁, or ∂²f/∂x₀²: first by the one, then by the other. */
export function secondPartialDerivative(output: Formula, first: Formula, second: Formula, svgs: Svgs): HTMLElement {
  const squared = (): HTMLElement => h('sup', null, '2');
  const over = [formula(PARTIAL, svgs), squared(), formula(output, svgs)];
  const same = first.latex === second.latex;
  const under = same
    ? [formula(PARTIAL, svgs), formula(first, svgs), squared()]
    : [formula(PARTIAL, svgs), formula(second, svgs), formula(PARTIAL, svgs), formula(first, svgs)];
  const label = same ? `∂²${output.text}/∂${first.text}²` : `∂²${output.text}/∂${second.text}∂${first.text}`;
  return fraction(label, over, under);
}

/** ∇f₀. */
export function gradientName(output: Formula, svgs: Svgs): HTMLElement {
  const parts = h('span', { 'aria-hidden': 'true' }, formula(NABLA, svgs), formula(output, svgs));
  return h('span', { class: 'joined', role: 'img', 'aria-label': `∇${output.text}` }, parts);
}

/** The gradient of a partial derivative, for a row of a Hessian: ∇(∂f/∂x₀). */
export function gradientOfPartial(output: Formula, variable: Formula, svgs: Svgs): HTMLElement {
  const inner = partialDerivative(output, variable, svgs);
  return h(
    'span',
    { class: 'joined', role: 'img', 'aria-label': `∇ ${inner.getAttribute('aria-label') ?? ''}` },
    h('span', { 'aria-hidden': 'true' }, formula(NABLA, svgs), inner),
  );
}

function fraction(label: string, over: readonly Child[], under: readonly Child[]): HTMLElement {
  return h(
    'span',
    { class: 'fraction', role: 'img', 'aria-label': label },
    h('span', { class: 'over', 'aria-hidden': 'true' }, ...over),
    h('span', { class: 'under', 'aria-hidden': 'true' }, ...under),
  );
}
