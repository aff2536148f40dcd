// Runs when the job ends, whatever happened: deletes the files, blanks the environment, gives the session back. Failure is a warning.
import { release } from './broker.js';
import { exportVariable, warn } from './runner.js';
import { deleteSession, folderOf, readSession } from './session-file.js';

/** @param {NodeJS.ProcessEnv} env */
async function post(env) {
  const folder = folderOf(env);
  // A renewal may have replaced the session that the main step saved.
  const id = readSession(folder)?.id ?? env['STATE_session'];
  const broker = env['STATE_broker'];
  deleteSession(folder);
  exportVariable('AWS_CONFIG_FILE', '', env);
  if (!id || !broker) return;
  await release({ broker, id, env });
  process.stdout.write(`Session ${id} is given back.\n`);
}

await post(process.env).catch((error) =>
  warn(error instanceof Error ? error.message : 'the session was not given back'),
);
