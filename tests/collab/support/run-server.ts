/** A collaboration server as a process of its own, to be killed: `node run-server.ts <database url> <port>`. */
import { startServer } from './server.ts'

const [databaseUrl = '', port = '0'] = process.argv.slice(2)
await startServer(databaseUrl, { port: Number(port) })
process.stdout.write('listening\n')
