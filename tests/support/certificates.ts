import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate for one name and the authority that signed it, in PEM. */
export interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** `subject` as OpenSSL writes it: `DNS:orders.test` or `IP:127.0.0.1`. */
export async function makeCertificates(subject: string): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-certificates-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const signing = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'extensions'];
  try {
    await writeFile(join(folder, 'extensions'), `subjectAltName=${subject}\nextendedKeyUsage=serverAuth,clientAuth\n`);
    openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=test-ca', '-days', '2');
    openssl('req', ...newKey, '-keyout', 'own.key', '-out', 'own.csr', '-subj', '/CN=test');
    openssl('x509', '-req', '-in', 'own.csr', '-out', 'own.crt', ...signing);
    const [ca, cert, key] = await Promise.all(
      (['ca.crt', 'own.crt', 'own.key'] as const).map((file) => readFile(join(folder, file), 'utf8')),
    );
    if (!ca || !cert || !key) throw new Error('openssl made no certificates');
    return { ca, cert, key };
  } finally {
    await rm(folder, { recursive: true });
  }
}
