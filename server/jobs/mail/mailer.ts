/** The way out for mail: one SMTP server, a connection a mail. */
import { createTransport } from 'nodemailer'
import { isLoopback, type Env } from '#lib/env/env.ts'

export interface Mail {
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  /** The same for the same mail, so that one that went out twice is shown once where programs look for that. */
  id: string
  /** Where one chooses not to get such mail; absent for one that was asked for. */
  unsubscribe?: string
}

export interface Mailer {
  /** `refused`: the server takes no mail for this address, and will not. Rejects when another try makes sense. */
  send: (mail: Mail) => Promise<'sent' | 'refused'>
}

/** Milliseconds: a server that does not answer holds a mail no longer than its job has. */
const WAIT = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 30_000 }

/** null without a mail server. */
export function openMailer({ SMTP_URL, SMTP_FROM, STET_PUBLIC_URL }: Pick<Env, 'SMTP_URL' | 'SMTP_FROM' | 'STET_PUBLIC_URL'>): Mailer | null {
  if (SMTP_URL === undefined) return null
  const { username, hostname } = new URL(SMTP_URL)
  const host = new URL(STET_PUBLIC_URL).hostname
  const transport = createTransport({
    url: SMTP_URL,
    // A password is not sent in the clear over a network.
    requireTLS: username !== '' && !isLoopback(hostname),
    disableFileAccess: true,
    disableUrlAccess: true,
    ...WAIT,
  })
  const from = { name: 'Stet', address: SMTP_FROM ?? `stet@${host}` }
  return {
    async send({ to, subject, text, html, id, unsubscribe }) {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated', ...(unsubscribe !== undefined && { 'List-Unsubscribe': `<${unsubscribe}>` }) },
        })
        return 'sent'
      } catch (error) {
        if (isRefusal(error)) return 'refused'
        throw error
      }
    },
  }
}

/** The server knows the address, and wants no mail for it (5xx to RCPT TO). */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false
  return error.code === 'EENVELOPE' && typeof error.responseCode === 'number' && error.responseCode >= 500
}
