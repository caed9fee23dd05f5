/** A run whose requests pile up beyond what fits; the message is for the person who asked for it. */
export class OverloadError extends Error {
  constructor(inFlight: number) {
    super(`More than ${inFlight} requests are in flight at once: the instances cannot work on so many.`);
    this.name = 'OverloadError';
  }
}
