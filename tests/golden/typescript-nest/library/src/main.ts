/** Serve the application: `node dist/main.js`. */

import { serve } from "./server.js";

await serve();
