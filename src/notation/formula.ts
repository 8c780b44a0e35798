/** Mathematics ready to be set: LaTeX (without delimiters), plain text (Unicode), and code of the file's language. */
export interface Formula {
  readonly latex: string;
  readonly text: string;
  readonly code: string;
}

/** A number as JSON can hold it. */
export type Numeric = number | 'NaN' | 'Infinity' | '-Infinity';
/** A number, or nested lists of numbers in the shape of the array. */
export type NumericArray = Numeric | readonly NumericArray[];
