/** A real SMTP server on loopback that keeps what it is sent. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  to: string
  headers: Record<string, string>
  text: string
  html: string
}

export interface MailServer {
  /** As SMTP_URL takes it. */
  url: string
  received: ReceivedMail[]
  /** Reply code that each mail gets instead of being taken: 451 for a while, 550 to RCPT TO for good. */
  trouble: { recipient?: number; message?: number }
  close: () => Promise<void>
}

export async function openMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const trouble: MailServer['trouble'] = {}
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) => done(problem(trouble.recipient)),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (trouble.message === undefined) received.push(read(Buffer.concat(chunks).toString('utf8'), session.envelope.rcptTo[0]?.address ?? ''))
        done(problem(trouble.message))
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    trouble,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function problem(code: number | undefined): Error | null {
  return code === undefined ? null : Object.assign(new Error('not now'), { responseCode: code })
}

function read(raw: string, to: string): ReceivedMail {
  const end = raw.indexOf('\r\n\r\n')
  const headers = headersOf(raw.slice(0, end))
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1] ?? ''
  const parts = raw
    .slice(end)
    .split(`--${boundary}`)
    .map((part) => part.trimStart())
  const partOf = (type: string) => decoded(parts.find((part) => part.startsWith(`Content-Type: ${type}`)) ?? '')
  return { to, headers, text: partOf('text/plain'), html: partOf('text/html') }
}

function headersOf(head: string): Record<string, string> {
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]))
}

function decoded(part: string): string {
  const end = part.indexOf('\r\n\r\n')
  const body = part.slice(end + 4)
  if (!part.slice(0, end).includes('quoted-printable')) return body
  const bytes = body.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
