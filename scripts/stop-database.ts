/** Ends the embedded database that a killed program left running, if any. */
import { stopLeftover } from '#lib/db/embedded.ts'
import { dataDir } from './database.ts'

await stopLeftover(dataDir())
