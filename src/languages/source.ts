/**
 * Places in a source text. Positions count as the editor does: lines and UTF-16 code units from 0.
 */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A half-open stretch of the text in UTF-16 offsets from its beginning. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A sentence for a person, and where in the text it applies. */
export interface Reason {
  readonly message: string;
  readonly span: Span;
}
