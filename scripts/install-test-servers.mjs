import { pathToFileURL } from 'node:url';
import { canInstallPackages, installPackages } from './debian-packages.mjs';
import { locateTestServer, TEST_SERVERS, unwantedTestServers } from './test-servers.mjs';

/**
 * Makes sure that etcd, Consul, PostgreSQL and Chromium are there. Returns the variables that name their files, and for each that
 * stays missing a sentence saying what to install.
 */
export function ensureTestServers(report = console.log) {
  const unwanted = unwantedTestServers();
  const wanted = TEST_SERVERS.filter((server) => !unwanted.has(server.name));
  // A file named by a variable is the person's own choice: no package replaces it.
  const absent = wanted.filter((server) => !locateTestServer(server) && !process.env[server.variable]);
  const trouble = absent.length > 0 ? install(absent, report) : undefined;
  const variables = {};
  const missing = [];
  for (const server of wanted) {
    const file = locateTestServer(server);
    if (file === undefined) missing.push(sentence(server));
    else variables[server.variable] = file;
  }
  if (missing.length > 0 && trouble !== undefined) report(trouble);
  return { variables, missing };
}

function install(servers, report) {
  if (!canInstallPackages()) return undefined;
  report(`Installing ${servers.flatMap((server) => server.debian.packages).join(', ')} for the tests ...`);
  return installPackages(servers.map((server) => server.debian));
}

function sentence({ name, advice }) {
  return `Tests need ${advice}. To run them without it: ROLLCALL_TEST_WITHOUT=${name}.`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { variables, missing } = ensureTestServers();
  for (const [variable, file] of Object.entries(variables)) console.log(`${variable}=${file}`);
  for (const line of missing) console.error(line);
  process.exitCode = missing.length > 0 ? 1 : 0;
}
