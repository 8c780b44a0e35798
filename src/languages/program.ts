/**
 * The program: one small language between many. A language's folder turns its syntax tree into these nodes,
 * `tracing/` runs them on symbolic values. Each node carries its span in the source.
 *
 * Nothing here is specific to one language: what differs (index base, division, `*` of arrays, value or
 * reference semantics, names of the library) stands in `Semantics` and `Library`.
 */
import type { Reason, Span } from './source';

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '&' | '|' | '^' | '<<' | '>>';
export type UnaryOperator = '-' | '+' | 'not' | '~';
export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in' | 'not in' | 'is' | 'is not';

export type Expression =
  /** A number as it is spelt; `text` keeps the spelling (`0.50`, `1e-3`, `0x10`, `2j`). */
  | { readonly kind: 'number'; readonly text: string; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'none'; readonly span: Span }
  | { readonly kind: 'ellipsis'; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string; readonly span: Span }
  /** `object[i, j, …]`: one index an axis; a single tuple expression stays one index. */
  | {
      readonly kind: 'index';
      readonly object: Expression;
      readonly indices: readonly Expression[];
      readonly span: Span;
    }
  /** `start:stop:step`, only inside `index.indices` (or as an argument of `np.r_[…]`). */
  | {
      readonly kind: 'slice';
      readonly start: Expression | null;
      readonly stop: Expression | null;
      readonly step: Expression | null;
      readonly span: Span;
    }
  | {
      readonly kind: 'call';
      readonly callee: Expression;
      readonly arguments: readonly Argument[];
      readonly span: Span;
    }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression; readonly span: Span }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  /** `a < b <= c`: operands one more than operators. */
  | {
      readonly kind: 'comparison';
      readonly operands: readonly Expression[];
      readonly operators: readonly Comparison[];
      readonly span: Span;
    }
  | {
      readonly kind: 'logic';
      readonly operator: 'and' | 'or';
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
      readonly span: Span;
    }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly span: Span }
  /** A key of `null` spreads a dictionary (`**other`). */
  | {
      readonly kind: 'dictionary';
      readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
      readonly span: Span;
    }
  | { readonly kind: 'set'; readonly items: readonly Expression[]; readonly span: Span }
  /** `*items` inside a tuple, a list or a call's arguments. */
  | { readonly kind: 'spread'; readonly value: Expression; readonly span: Span }
  | {
      readonly kind: 'comprehension';
      readonly result: 'list' | 'generator' | 'set' | 'dictionary';
      /** For a dictionary: the key; `value` is its value. */
      readonly key: Expression | null;
      readonly value: Expression;
      readonly clauses: readonly ComprehensionClause[];
      readonly span: Span;
    }
  | { readonly kind: 'lambda'; readonly function: FunctionDefinition; readonly span: Span }
  /** `name := value`. */
  | { readonly kind: 'walrus'; readonly name: string; readonly value: Expression; readonly span: Span }
  /** `yield value`, `yield from values`. */
  | { readonly kind: 'yield'; readonly value: Expression | null; readonly isFrom: boolean; readonly span: Span }
  /** Statements that run before the value is had: `i++`, `a = b` and `a, b` inside expressions. */
  | {
      readonly kind: 'effects';
      readonly statements: readonly Statement[];
      readonly value: Expression;
      readonly span: Span;
    }
  /** Text with holes (f-strings): never mathematics, but allowed where it does not reach a result. */
  | { readonly kind: 'text'; readonly parts: readonly Expression[]; readonly span: Span }
  /** Syntax that has no meaning here (or a syntax error); evaluated only if it is reached. */
  | { readonly kind: 'unsupported'; readonly reason: Reason; readonly span: Span };

export interface Argument {
  /** `null` for a positional argument. */
  readonly name: string | null;
  readonly value: Expression;
  /** `*value` or `**value`. */
  readonly spread: 'none' | 'sequence' | 'mapping';
}

export type ComprehensionClause =
  | { readonly kind: 'for'; readonly target: Target; readonly iterable: Expression }
  | { readonly kind: 'if'; readonly condition: Expression };

/** What stands left of `=`. */
export type Target =
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'index';
      readonly object: Expression;
      readonly indices: readonly Expression[];
      readonly span: Span;
    }
  | { readonly kind: 'tuple'; readonly items: readonly Target[]; readonly span: Span }
  /** `*rest` inside a tuple target. */
  | { readonly kind: 'rest'; readonly target: Target; readonly span: Span }
  | { readonly kind: 'unsupported'; readonly reason: Reason; readonly span: Span };

/** A handler of a `try`. */
export interface Handler {
  /** Names of the errors that it is for; `null`: of all. */
  readonly errors: readonly string[] | null;
  readonly body: readonly Statement[];
}

export type Statement =
  /** `a = b = value`: one value, targets from left to right. `annotation` as written (`x: Float[Array, "3"] = …`). */
  | {
      readonly kind: 'assign';
      readonly targets: readonly Target[];
      readonly value: Expression;
      readonly annotation: Expression | null;
      readonly span: Span;
    }
  | {
      readonly kind: 'augment';
      readonly target: Target;
      readonly operator: BinaryOperator;
      readonly value: Expression;
      readonly span: Span;
    }
  | { readonly kind: 'expression'; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'return'; readonly value: Expression | null; readonly span: Span }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: 'for';
      readonly target: Target;
      readonly iterable: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
      readonly span: Span;
    }
  | {
      readonly kind: 'while';
      readonly condition: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
      /** Run after each pass, also one that `continue` ended: `for (…; …; i++)`. */
      readonly update?: readonly Statement[];
      /** The condition is asked after the first pass: `do … while`. */
      readonly runsFirst?: boolean;
      readonly span: Span;
    }
  | { readonly kind: 'break'; readonly span: Span }
  | { readonly kind: 'continue'; readonly span: Span }
  /** `declares`: an annotation without a value (`x: float`), which names a field of a dataclass. */
  | {
      readonly kind: 'pass';
      readonly declares?: { readonly name: string; readonly annotation: Expression };
      readonly span: Span;
    }
  /** A definition inside a body (or a module). */
  | { readonly kind: 'function'; readonly function: FunctionDefinition; readonly span: Span }
  | { readonly kind: 'class'; readonly class: ClassDefinition; readonly span: Span }
  | { readonly kind: 'assert'; readonly condition: Expression; readonly span: Span }
  /** `raise …`: ends the path; the condition that led here becomes one of validity. */
  | { readonly kind: 'raise'; readonly message: string; readonly span: Span }
  | {
      readonly kind: 'try';
      readonly body: readonly Statement[];
      readonly handlers: readonly Handler[];
      readonly otherwise: readonly Statement[];
      readonly finally: readonly Statement[];
      readonly span: Span;
    }
  /** `with context as target:`; contexts that do not change values are run through. */
  | {
      readonly kind: 'with';
      readonly items: readonly { readonly context: Expression; readonly target: Target | null }[];
      readonly body: readonly Statement[];
      readonly span: Span;
    }
  | { readonly kind: 'import'; readonly bindings: readonly ImportBinding[]; readonly span: Span }
  /** `global a, b` / `nonlocal a`. */
  | {
      readonly kind: 'scope';
      readonly scope: 'global' | 'nonlocal';
      readonly names: readonly string[];
      readonly span: Span;
    }
  | { readonly kind: 'delete'; readonly targets: readonly Target[]; readonly span: Span }
  | { readonly kind: 'unsupported'; readonly reason: Reason; readonly span: Span };

export interface ImportBinding {
  /** Dotted module (`numpy.linalg`); leading dots for a relative import. */
  readonly module: string;
  /** The member imported from it (`from module import member`), `'*'` for all, `null` for the module itself. */
  readonly member: string | null;
  /** The name bound here (`*` binds none: `''`). */
  readonly name: string;
}

export interface Parameter {
  readonly name: string;
  readonly kind: 'positional' | 'keyword' | 'rest' | 'keywords';
  readonly default: Expression | null;
  readonly annotation: Expression | null;
  /** Where the name stands, without stars, annotation and default. */
  readonly span: Span;
}

export interface FunctionDefinition {
  /** `''` for a lambda that no name is bound to. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** A lambda's body is one `return`. */
  readonly body: readonly Statement[];
  /** Decorators as expressions, outermost first. */
  readonly decorators: readonly Expression[];
  readonly returnAnnotation: Expression | null;
  readonly documentation: string | null;
  readonly isGenerator: boolean;
  readonly isAsync: boolean;
  /** Where the name stands (a lambda: where the name it is bound to stands). */
  readonly nameSpan: Span;
  /** The whole definition, decorators included. */
  readonly span: Span;
}

export interface ClassDefinition {
  readonly name: string;
  readonly bases: readonly Expression[];
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
  /** Names declared with an annotation in the body, in order: the fields of a dataclass or a named tuple. */
  readonly fields: readonly Field[];
  readonly nameSpan: Span;
  readonly span: Span;
}

/** `name: annotation = default` in a class. Without a default it makes no statement, so that it stands here alone. */
export interface Field {
  readonly name: string;
  readonly annotation: Expression;
  readonly default: Expression | null;
  readonly span: Span;
}

/** A comment directive `gradlens: …`, in the words of DESIGN.md. */
export interface Directive {
  /** `wrt x, theta`. */
  readonly wrt: readonly string[] | null;
  /** `x: 3`, `A: 2 n`: shapes by argument; a symbolic size is its name. */
  readonly shapes: Readonly<Record<string, readonly (number | string)[]>>;
  /** `at x = [1, 2, 3]; at a = 2`: the text of each value, to be parsed by the analysis. */
  readonly at: Readonly<Record<string, string>>;
  /** `derivative of f`: this function is the hand-written derivative of `f`. */
  readonly derivativeOf: string | null;
  /** `ignore`: no annotations, no checks. `intended`: a differing derivative is meant so. */
  readonly flags: readonly ('ignore' | 'intended')[];
  /** What could not be understood in it. */
  readonly problems: readonly Reason[];
  readonly span: Span;
}

/** One function found in a file, whether or not it is mathematics. */
export interface Definition {
  /** Dotted: `f`, `Class.method`, `outer.inner`. Unique within a file: a later one of the same name is `f#2`. */
  readonly name: string;
  readonly function: FunctionDefinition;
  /** The class it is a method of, by its dotted name, else `null`. */
  readonly className: string | null;
  /** The function it is nested in, by its dotted name, else `null`. */
  readonly enclosing: string | null;
  readonly directive: Directive | null;
}

/** A function that is called where it stands, so that what it holds has names of its own: `(function () { … })()`. */
export interface Wrapper {
  /** Unique within a file, and no name that a source can spell. */
  readonly name: string;
  readonly function: FunctionDefinition;
  readonly arguments: readonly Expression[];
  /** The function or wrapper around it, by its name, else `null`. */
  readonly enclosing: string | null;
}

/** A whole file (or a notebook's cells, one after another) as a program. */
export interface Program {
  readonly language: string;
  readonly body: readonly Statement[];
  readonly definitions: readonly Definition[];
  readonly classes: readonly { readonly name: string; readonly class: ClassDefinition }[];
  /** Functions that are called where they stand; a definition's `enclosing` can be one. */
  readonly wrappers?: readonly Wrapper[];
  /** Types that the file gives names to, as annotations: a dictionary has the fields of an object. */
  readonly types?: Readonly<Record<string, Expression>>;
  /** Syntax errors, at their places; everything else of the file is still there. */
  readonly problems: readonly Reason[];
}
