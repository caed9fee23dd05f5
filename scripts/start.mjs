import { spawn } from 'node:child_process';
import { NEXT } from './build.mjs';
import { announceServing } from './clone-lock.mjs';
import { listenAddress, listenTrouble } from './listen-address.mjs';
import { prepareProduction } from './prepare.mjs';
import { NODE, projectEnv, ROOT } from './project.mjs';

const { host, port, trouble } = listenAddress(process.env);
// The address comes first: nobody should wait for a build to learn that the port is taken.
const problem = trouble ?? (await listenTrouble(host, port)) ?? (await prepareProduction());
if (problem === undefined) serve();
else {
  console.error(problem);
  process.exitCode = 1;
}

function serve() {
  const endServing = announceServing();
  const server = spawn(NODE, [NEXT, 'start', '-H', host, '-p', String(port)], {
    cwd: ROOT,
    stdio: 'inherit',
    env: projectEnv({
      NODE_ENV: 'production',
      // Next ends its process only when no response is open; Rollcall ends its streams itself.
      NEXT_MANUAL_SIG_HANDLE: '1',
      HOST: host,
      PORT: String(port),
    }),
  });
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => server.kill('SIGTERM'));
  // Ctrl-C reaches the server by itself: a terminal sends SIGINT to every process in front of it.
  process.on('SIGINT', () => process.stdin.isTTY || server.kill('SIGINT'));
  if (process.env.npm_lifecycle_event === 'start') onParentGone(() => server.kill('SIGTERM'));
  server.once('error', (error) => {
    console.error(`Cannot run ${NODE}: ${error.message}`);
    process.exitCode = 1;
    endServing();
  });
  server.once('exit', (code, signal) => {
    endServing();
    process.exitCode = code ?? (signal === 'SIGKILL' ? 137 : 1);
  });
}

/** An npm that was killed cannot pass anything on; its server must not outlive it. */
function onParentGone(end) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, 500);
  timer.unref();
}
