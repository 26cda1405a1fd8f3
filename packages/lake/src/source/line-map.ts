/** On which line of a file each record begins. Holds only the places where the distance between the two changes. */
export class LineMap {
  readonly #records: number[] = [];
  readonly #lines: number[] = [];

  /** Line = record + `firstLine` throughout: a file of one line per record. */
  static oneToOne(firstLine: number): LineMap {
    const map = new LineMap();
    map.add(0, firstLine);
    return map;
  }

  /** Records are added in order, from 0. */
  add(record: number, line: number): void {
    const last = this.#records.length - 1;
    const before = (this.#lines[last] ?? Number.NaN) - (this.#records[last] ?? 0);
    if (line - record === before) return;
    this.#records.push(record);
    this.#lines.push(line);
  }

  /** Line, from 1, on which `record`, from 0, begins. */
  lineOf(record: number): number {
    let low = 0;
    let high = this.#records.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#records[middle] ?? 0) <= record) low = middle;
      else high = middle - 1;
    }
    return record - (this.#records[low] ?? 0) + (this.#lines[low] ?? 1);
  }
}
