import type { Actor } from '#lib/policies/actor.ts'
import { live, type Ear } from './live.ts'
import { API_HEADERS } from './security-headers.ts'

/** Proxies close what is silent for a minute. */
const BEAT = 25_000

/** What concerns this person, as `text/event-stream`, until either side ends it; null when they have too many open. */
export function eventStream(actor: Actor, signal: AbortSignal): Response | null {
  let end = (): void => undefined
  let full = false
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder()
      const write = (text: string) => controller.enqueue(encoder.encode(text))
      const beat = setInterval(() => write(':\n\n'), BEAT)
      let over = false
      const ear: Ear = { actor, hear: (event) => write(`event: ${event}\ndata: {}\n\n`), close: () => end() }
      end = () => {
        if (over) return
        over = true
        clearInterval(beat)
        live().remove(ear)
        signal.removeEventListener('abort', end)
        controller.close()
      }
      write('retry: 2000\n\n')
      signal.addEventListener('abort', end)
      full = !live().add(ear)
      if (full) end()
    },
    cancel: () => end(),
  })
  // A proxy, and Next's own compression, would hold back what is to be transformed.
  return full ? null : new Response(stream, { headers: { ...API_HEADERS, 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform' } })
}
