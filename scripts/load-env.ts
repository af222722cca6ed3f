/** Imported first by commands: what `.env` says, where the environment itself does not. */
import { existsSync } from 'node:fs'
import path from 'node:path'

const file = path.resolve(import.meta.dirname, '../.env')
if (existsSync(file)) process.loadEnvFile(file)
