// PostgreSQL with TimescaleDB's licensed features, as WASM behind a socket, for tests: pglite.mjs PORT [FOLDER].
// All connections share one session: clients must use one connection each, one after the other.
import { PGlite } from "@electric-sql/pglite";
import { timescaledb } from "@electric-sql/pglite/timescaledb";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

const [port, dataDir] = process.argv.slice(2);
const db = await PGlite.create({ dataDir, extensions: { timescaledb } });
await db.exec("create extension if not exists timescaledb");
// The socket wants the newer of two names of the same call; this build has the older one only.
db.execProtocolRawStream ??= async (message, { onRawData }) => onRawData(await db.execProtocolRaw(message));
const server = new PGLiteSocketServer({ db, port: Number(port), host: "127.0.0.1", maxConnections: 20 });
// What a client prepared outlives it here; the next one uses the same names.
server.addEventListener("connection", () => db.exec("deallocate all"));
await server.start();
console.log("listening");
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, async () => {
    await server.stop();
    await db.close();
    process.exit(0);
  });
}
