/** An instance that an operator registers by hand, for a program that does not do so itself. */
export interface NewRegistration {
  readonly service: string;
  readonly address: string;
  readonly port: number;
  readonly tags?: readonly string[] | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly weight?: number | undefined;
  readonly version?: string | undefined;
}
