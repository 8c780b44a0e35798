/** Derivatives that are handed out inverted (`jacobian_inverse`, `hess_inv`): verified as they are before the inversion. */
import type { Definition, Expression, Statement } from '../languages/program';
import { allStatements, namesOf, targetsOf } from '../languages/walk';
import { wordsOf } from './names';
import type { Pair } from './pairing';
import type { View } from './views';
import { rewritten } from './views';
import { calleeName, returnsOf } from './walk';

const inverseWords: ReadonlySet<string> = new Set(['inverse', 'inv', 'pinv', 'pseudo', 'pseudoinverse']);
const inversions: ReadonlySet<string> = new Set(['inv', 'pinv', 'pinv2', 'pinvh']);

interface Inverted {
  /** The same definition under the name of what is inverted: `jacobian_inverse` as `jacobian`. */
  readonly named: Definition;
  readonly view: View;
}

/** The derivative that a function inverts, where its name says that it gives an inverse and it returns nothing else. */
export function beforeInversion(definition: Definition): Inverted | null {
  const written = definition.function;
  const words = wordsOf(written.name);
  const rest = words.filter((word) => !inverseWords.has(word));
  if (rest.length === words.length || rest.length === 0) return null;
  const returned = returnsOf(written);
  if (returned.length === 0 || returned.some((value) => !invertedIn(value, written.body))) return null;
  const body = rewritten(written.body, (statement) =>
    statement.kind === 'return' && statement.value
      ? [{ ...statement, value: invertedIn(statement.value, written.body) }]
      : [statement],
  );
  return {
    named: { ...definition, function: { ...written, name: rest.join('_') } },
    view: { label: '', function: { ...written, body }, shapedLike: {} },
  };
}

/** What stands in `inv(…)`: as it is, or under a name that is set once. */
function invertedIn(value: Expression, body: readonly Statement[]): Expression | null {
  if (value.kind === 'call') {
    const [argument] = value.arguments;
    return inversions.has(calleeName(value.callee) ?? '') && argument?.name === null ? argument.value : null;
  }
  if (value.kind !== 'name') return null;
  const sets = [...allStatements(body)].filter((statement) =>
    targetsOf(statement).some((target) => namesOf(target).includes(value.name)),
  );
  const [set] = sets;
  return sets.length === 1 && set?.kind === 'assign' && set.value.kind === 'call' ? invertedIn(set.value, body) : null;
}

/** The pair of what is inverted, as one of the function that gives the inverse. */
export const ofInverse =
  (definition: Definition, view: View) =>
  (pair: Pair): Pair => ({
    ...pair,
    derivative: definition.name,
    views: { ...pair.views, derivative: view },
    evidence: { ...pair.evidence, text: `${pair.evidence.text}, and ${definition.function.name} inverts it` },
  });
