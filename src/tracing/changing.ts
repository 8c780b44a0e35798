/** Attributes that a file sets outside of constructors: what the constructor gives them is not what they are later. */
import type { Context } from './context';
import type { Expression, Program, Statement, Target } from '../languages/program';
import { allStatements } from '../languages/walk';

const CHANGING_METHODS = new Set([
  'append',
  'extend',
  'insert',
  'pop',
  'remove',
  'clear',
  'fill',
  'sort',
  'update',
  'reverse',
]);

function attributeOf(expression: Expression): string | undefined {
  if (expression.kind === 'attribute') return expression.name;
  return expression.kind === 'index' ? attributeOf(expression.object) : undefined;
}

function attributesOf(target: Target): string[] {
  switch (target.kind) {
    case 'attribute':
      return [target.name];
    case 'index':
      return [attributeOf(target.object)].filter((name): name is string => name !== undefined);
    case 'tuple':
      return target.items.flatMap(attributesOf);
    case 'rest':
      return attributesOf(target.target);
    default:
      return [];
  }
}

/** Attributes that a statement sets, itself only. */
export function attributesSetBy(statement: Statement): string[] {
  switch (statement.kind) {
    case 'assign':
      return statement.targets.flatMap(attributesOf);
    case 'augment':
      return attributesOf(statement.target);
    case 'for':
      return attributesOf(statement.target);
    case 'delete':
      return statement.targets.flatMap(attributesOf);
    case 'expression': {
      const call = statement.value;
      if (call.kind !== 'call' || call.callee.kind !== 'attribute' || !CHANGING_METHODS.has(call.callee.name))
        return [];
      return [attributeOf(call.callee.object)].filter((name): name is string => name !== undefined);
    }
    default:
      return [];
  }
}

/** Whether anything but a constructor sets the attribute in the files read so far. */
export const isChanging = (context: Context, attribute: string): boolean =>
  [...context.files.keys()].some((program) => changingAttributes(program).has(attribute));

const known = new WeakMap<Program, ReadonlySet<string>>();

/** Names of attributes that anything but an `__init__` sets. */
function changingAttributes(program: Program): ReadonlySet<string> {
  let names = known.get(program);
  if (!names) {
    const blocks = program.definitions
      .filter(({ function: f }) => f.name !== '__init__' && f.name !== '__post_init__')
      .map(({ function: f }) => f.body);
    known.set(program, (names = new Set([program.body, ...blocks].flatMap(attributesSetIn))));
  }
  return names;
}

/** Functions that have not changed have the same bodies in the next version of a file. */
const knownOfBlocks = new WeakMap<readonly Statement[], readonly string[]>();

function attributesSetIn(block: readonly Statement[]): readonly string[] {
  let names = knownOfBlocks.get(block);
  if (!names) knownOfBlocks.set(block, (names = [...allStatements(block)].flatMap(attributesSetBy)));
  return names;
}
