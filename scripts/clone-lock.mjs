import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ROOT } from './project.mjs';

const BEAT_MS = 2_000;
const DEAD_AFTER_MS = 20_000;
const LOOK_EVERY_MS = 200;

/**
 * Runs `work` while no other process of this clone installs or builds; `onWait` is called once if it has to wait.
 * The lock is outside the clone, because installing and building empty the folders it could lie in.
 */
export async function withCloneLock(work, onWait) {
  const file = join(lockFolder(), 'lock');
  let waiting = false;
  while (!take(file)) {
    if (!waiting) onWait();
    waiting = true;
    await delay(LOOK_EVERY_MS);
  }
  const stop = keepAlive(file);
  try {
    return await work();
  } finally {
    stop();
  }
}

/** Says that a server of this clone runs from its build, until the returned function is called. */
export function announceServing() {
  const file = join(lockFolder(), `serving-${process.pid}`);
  writeFileSync(file, '');
  return keepAlive(file);
}

/** The process id of a server that runs from this clone's build, or undefined. */
export function servingProcess() {
  const folder = lockFolder();
  const names = readdirSync(folder).filter((name) => name.startsWith('serving-') && isAlive(join(folder, name)));
  return names[0]?.slice('serving-'.length);
}

function lockFolder() {
  const name = createHash('sha256').update(ROOT).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `rollcall-${userInfo().username}-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function take(file) {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isAlive(file)) removeDead(file);
    return false;
  }
}

/** Taken aside before it is removed: another waiter may have put a fresh lock there since it was looked at. */
function removeDead(file) {
  const aside = `${file}-${process.pid}`;
  try {
    renameSync(file, aside);
    if (isAlive(aside)) renameSync(aside, file);
    else rmSync(aside, { force: true });
  } catch {
    // Another waiter was faster.
  }
}

/** A holder beats as long as it lives: unlike a process id, a beat cannot pass to somebody else. */
function keepAlive(file) {
  const timer = setInterval(() => touch(file), BEAT_MS);
  timer.unref();
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  return () => {
    clearInterval(timer);
    process.off('exit', release);
    release();
  };
}

function touch(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Somebody cleaned the temporary folder; the work itself goes on.
  }
}

function isAlive(file) {
  try {
    return Date.now() - statSync(file).mtimeMs < DEAD_AFTER_MS;
  } catch {
    return false;
  }
}
