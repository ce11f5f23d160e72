/** Bring the database up to date: `node dist/migrate.js`. */

import { migrateDatabase } from "./server.js";

await migrateDatabase();
