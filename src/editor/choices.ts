/** What the reader chose for each function in this session: variables, order, point. */
import type { Choices, Target } from '../panel/messages';

export const NO_CHOICES: Choices = { wrt: null, order: 1, point: {} };

export class ChoicesByFunction {
  readonly #choices = new Map<string, Choices>();

  of(target: Target): Choices {
    return this.#choices.get(key(target)) ?? NO_CHOICES;
  }

  choose(target: Target, changes: Partial<Choices>): void {
    this.#choices.set(key(target), { ...this.of(target), ...changes });
  }
}

const key = ({ uri, function: name }: Target): string => JSON.stringify([uri, name]);
