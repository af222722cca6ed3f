/** SE-8a: the one-time link by mail, for somebody who was added or has lost their password. */
import { createTranslator } from 'next-intl'
import type { SystemContext } from '#lib/services/context.ts'
import { endLink, secondLink, type WelcomeMail } from '#lib/services/people/mail-invitation.ts'
import messages from '#messages/en.json' with { type: 'json' }
import { escapeHtml } from './html.ts'
import type { Mail } from './mailer.ts'
import type { MailOptions } from './send-notices.ts'

const t = createTranslator({ locale: 'en', messages, namespace: 'mail.welcome' })

/** Rejects when the mail did not go out and another try makes sense. */
export async function sendWelcome(ctx: SystemContext, invitationId: string, { mailer, publicUrl, log }: MailOptions): Promise<void> {
  if (mailer === null) return
  const link = await secondLink(ctx, invitationId)
  if (link === null) return
  try {
    const outcome = await mailer.send(welcomeMail(link, publicUrl))
    if (outcome === 'sent') return
    log.warn({ invitationId }, 'the mail server takes no mail for the person of this one-time link')
    await endLink(ctx, link.invitationId)
  } catch (error) {
    await endLink(ctx, link.invitationId)
    throw error
  }
}

function welcomeMail({ invitationId, name, email, token }: WelcomeMail, publicUrl: string): Mail {
  const url = `${publicUrl}/welcome?${new URLSearchParams({ token }).toString()}`
  const lines = [t('hello', { name }), t('why')]
  return {
    to: { name, address: email },
    subject: t('subject'),
    text: [...lines, url, t('once')].join('\n\n'),
    html: [
      ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
      `<p><a href="${escapeHtml(url)}">${escapeHtml(t('link'))}</a></p>`,
      `<p>${escapeHtml(t('once'))}</p>`,
    ].join('\n'),
    id: `welcome-${invitationId}`,
  }
}
