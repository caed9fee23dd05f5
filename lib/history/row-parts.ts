/** Databases limit the values of a statement. */
const LARGEST = 128;

/** The rows in parts of few different sizes, so that there are few different statements to prepare. */
export function* rowParts<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0, size = LARGEST; at < rows.length; ) {
    while (size > rows.length - at) size /= 2;
    yield rows.slice(at, at + size);
    at += size;
  }
}
