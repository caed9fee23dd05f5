/** A stretch of time in whole milliseconds since 1970: `fromMs` belongs to it, `toMs` does not. */
export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}
