/** The longest stretch of picks of one and the same instance; picks that nobody got end a stretch and are none. */
export class LongestRun {
  #last = -1;
  #run = 0;
  #longest = 0;

  get length(): number {
    return this.#longest;
  }

  /** @param place below 0 where nobody was picked */
  add(place: number): void {
    this.#run = place === this.#last ? this.#run + 1 : 1;
    this.#last = place;
    if (place >= 0 && this.#run > this.#longest) this.#longest = this.#run;
  }
}
