/** A direction with the names of the variables or outputs, typeset. */
import { h } from '../dom';
import { namedParts } from '../named';
import type { Formula, Numeric } from '../../worker/protocol';
import { formula, type Svgs } from './formula';

export function direction(numbers: readonly Numeric[], names: readonly Formula[], svgs: Svgs): HTMLElement {
  const { parts, more } = namedParts(numbers);
  const pieces = parts.flatMap(({ factor, index }) => {
    const name = names[index];
    return [h('span', { class: 'number' }, factor), name ? formula(name, svgs) : `[${index}]`];
  });
  return h('span', { class: 'named-direction' }, ...pieces, more && ' + …');
}
