/** The socket of a gRPC target like `unix:///run/app.sock` or `unix:app.sock`: an address without a port. */
export function unixPath(target: unknown): { readonly address: string; readonly port: 0 } | undefined {
  if (typeof target !== 'string') return undefined;
  const path = /^unix:(?:\/\/(?=\/))?([^\s\p{Cc}]+)$/u.exec(target)?.[1];
  return path === undefined ? undefined : { address: path, port: 0 };
}
