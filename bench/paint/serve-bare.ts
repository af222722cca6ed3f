/** Bundles the bare page and serves it with a document. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { build } from 'vite'

export interface BarePage {
  url: string
  stop: () => void
}

const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<style>body { font: 18px/1.6 Georgia, serif; margin: 0 } #page { max-width: 42rem; margin: 2rem auto; white-space: pre-wrap }</style>
<div id="page"></div><script type="module" src="/bare.js"></script></html>`

export async function serveBare(state: Uint8Array): Promise<BarePage> {
  const code = await bundle()
  const server = createServer((request, response) => {
    if (request.url === '/state') return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(state)
    if (request.url === '/bare.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(code)
    response.writeHead(200, { 'content-type': 'text/html' }).end(HTML)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, stop: () => server.close() }
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    publicDir: false,
    build: { write: false, minify: true, target: 'es2023', lib: { entry: path.join(import.meta.dirname, 'bare.ts'), formats: ['es'], fileName: 'bare' } },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const [result] = Array.isArray(built) ? built : [built]
  const chunk = result !== undefined && 'output' in result ? result.output.find((part) => part.type === 'chunk') : undefined
  if (chunk?.type !== 'chunk') throw new Error('the bare page was not bundled')
  return chunk.code
}
