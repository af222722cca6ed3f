/** `npm test`, on whatever Node runs npm: makes the dependencies be there, then hands over to scripts/test.ts on Node 24. */
import { ensureInstalled, runOnNode24 } from './toolchain.mjs'

ensureInstalled((message) => console.log(`• ${message} …`))
const child = runOnNode24('scripts/test.ts', process.argv.slice(2), { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
