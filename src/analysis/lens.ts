/** The line above a function. */
import type { Card } from './card';
import { signature } from './signature';
import { plainName } from './symbols';

export interface Lens {
  /** `∇f : ℝ² → ℝ` or `J : 2 × 2`. */
  readonly title: string;
  readonly tooltip: string;
}

/** The lens of a card, `null` where there is no derivative to show. */
export function lensOf(card: Card): Lens | null {
  const { derivative } = card;
  if (!derivative) return null;
  const name = plainName(card.function);
  const wrt = card.inputs.filter((input) => derivative.wrt.includes(input.name)).map((input) => input.shape);
  const partial = card.status === 'partial' ? ' (partly known)' : '';
  const tooltip = [`${card.signature} — ${derivative.structure}`, ...card.holes].join('\n');
  return { title: titleOf(card, name, wrt) + partial, tooltip };
}

function titleOf({ derivative, output }: Card, name: string, wrt: readonly (readonly (number | string)[])[]): string {
  if (derivative?.kind === 'derivative') return signature(`${name}′`, wrt, []);
  if (derivative?.kind === 'gradient') return signature(`∇${name}`, wrt, output?.shape ?? []);
  const [rows, columns] = derivative?.shape ?? [];
  return `${derivative?.kind === 'hessian' ? 'H' : 'J'} : ${rows} × ${columns}`;
}
