import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { watchEtcdServer } from '../support/etcd-watch';

describe.skipIf(withoutEtcd)('etcd over TLS', () => {
  it('is read with the certificates configured, and refused without them', async () => {
    await using files = await makeCertificates();
    await using etcd = await startEtcd({ tls: files });
    const [ca, cert, key] = await Promise.all([files.ca, files.cert, files.key].map((file) => readFile(file, 'utf8')));
    if (!ca || !cert || !key) throw new Error('no certificates');
    await using trusted = watchEtcdServer({ endpoints: [etcd.endpoint], tls: { ca, cert, key } });
    await trusted.untilLive();
    await using unknown = watchEtcdServer({ endpoints: [etcd.endpoint], tls: { ca } });
    await using untrusting = watchEtcdServer({ endpoints: [etcd.endpoint] });
    for (const watch of [unknown, untrusting]) {
      await watch.until(() => watch.links().length > 0);
      expect(watch.events).toMatchObject([{ kind: 'link', link: { state: 'stale', cause: 'unreachable' } }]);
    }
  });
});

async function makeCertificates() {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-tls-'));
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await writeFile(file('extensions'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n');
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=test-ca', '-days', '2');
  openssl('req', ...newKey, '-keyout', 'own.key', '-out', 'own.csr', '-subj', '/CN=test');
  const signing = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'extensions'];
  openssl('x509', '-req', '-in', 'own.csr', '-out', 'own.crt', ...signing);
  return {
    ca: file('ca.crt'),
    cert: file('own.crt'),
    key: file('own.key'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
