/** A website on loopback whose pages a test decides. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface TestSite {
  /** `http://127.0.0.1:port` */
  url: string
  /** `127.0.0.1:port`, as STET_CAPTURE_ALLOW takes it. */
  host: string
  port: number
  /** Paths that were asked for, in order. */
  asked: string[]
  pages: Record<string, (request: IncomingMessage, response: ServerResponse) => void>
  close: () => Promise<void>
}

/** On any free port unless told. */
export async function openSite(pages: TestSite['pages'] = {}, wanted = 0): Promise<TestSite> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const page = site.pages[path]
    if (page) page(request, response)
    else response.writeHead(404).end('nothing here')
  })
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const host = `127.0.0.1:${port}`
  const site: TestSite = {
    url: `http://${host}`,
    host,
    port,
    asked,
    pages,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
  return site
}

export function html(body: string, title = 'A page'): TestSite['pages'][string] {
  return (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><title>${title}</title><body>${body}</body>`)
}

export function redirect(to: string): TestSite['pages'][string] {
  return (_request, response) => response.writeHead(302, { location: to }).end()
}
