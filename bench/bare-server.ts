// The baseline of the intake benchmark: the least that could acknowledge a webhook durably. Node's HTTP server and one SQLite row, nothing checked.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Same durability as the product: a row is fsynced before its answer. One transaction per request. */
export async function startBareServer(
  dataDir: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const database = new DatabaseSync(join(dataDir, 'bare.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE delivery (guid TEXT PRIMARY KEY, event TEXT, body TEXT)');
  const insert = database.prepare('INSERT INTO delivery VALUES (?, ?, ?)');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { 'x-github-delivery': guid, 'x-github-event': event } = request.headers;
      insert.run(String(guid), String(event), Buffer.concat(chunks).toString());
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
      database.close();
    },
  };
}
