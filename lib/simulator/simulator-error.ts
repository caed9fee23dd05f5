/** Why a simulation has no answer. The messages are for whoever asked. */
export type SimulatorErrorCode = 'too-many-simulations' | 'simulation-too-long' | 'simulation-too-large';

export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** By its name: routes and threads have modules of their own. */
export function isSimulatorError(error: unknown): error is SimulatorError {
  return error instanceof Error && error.name === 'SimulatorError';
}
