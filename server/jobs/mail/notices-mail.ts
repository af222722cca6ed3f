/**
 * WO-3c: what a mail of notices says. Of the copy it holds the headline and nothing else: no wording, question,
 * rationale or evidence leaves the house.
 */
import { createTranslator } from 'next-intl'
import { noticePlace } from '#lib/domain/notifications.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import type { MailForPerson, MailNotice } from '#lib/services/notifications/mail-notices.ts'
import messages from '#messages/en.json' with { type: 'json' }
import { escapeHtml } from './html.ts'
import type { Mail } from './mailer.ts'

const t = createTranslator({ locale: 'en', messages })

export function noticesMail({ name, email, notices }: MailForPerson, publicUrl: string): Mail {
  const lines = asLines(notices)
  const articles = byArticle(lines)
  const first = lines[0]
  const settings = `${publicUrl}/settings#notifications`
  const ids = notices.map(({ id }) => id).toSorted()
  return {
    to: { name, address: email },
    subject: lines.length === 1 && first ? `${first.article.title}: ${lineOf(first)}` : t('mail.subject', { count: lines.length }),
    text: [t('mail.hello', { name }), ...articles.map((group) => textOf(group, publicUrl)), `-- \n${t('mail.why')}\n${t('mail.choose')}: ${settings}`].join(
      '\n\n',
    ),
    html: page([`<p>${escapeHtml(t('mail.hello', { name }))}</p>`, ...articles.map((group) => htmlOf(group, publicUrl)), footer(settings)]),
    id: `notices-${sha256Hex(ids.join(' ')).slice(0, 32)}`,
    unsubscribe: settings,
  }
}

/** Several that are told as one, by the newest of them. */
interface Line extends MailNotice {
  count: number
}

function asLines(notices: readonly MailNotice[]): Line[] {
  return [...new Set(notices.map(({ groupId }) => groupId))].flatMap((groupId) => {
    const group = notices.filter((notice) => notice.groupId === groupId)
    const newest = group.at(-1)
    return newest ? [{ ...newest, count: group.length }] : []
  })
}

function byArticle(lines: readonly Line[]): Line[][] {
  const ids = [...new Set(lines.map(({ article }) => article.id))]
  return ids.map((id) => lines.filter(({ article }) => article.id === id))
}

function textOf(lines: readonly Line[], publicUrl: string): string {
  return [lines[0]?.article.title ?? '', ...lines.map((line) => `- ${lineOf(line)}\n  ${publicUrl}${placeOf(line)}`)].join('\n')
}

function htmlOf(lines: readonly Line[], publicUrl: string): string {
  const items = lines.map((line) => `<li style="margin:0 0 6px"><a href="${escapeHtml(publicUrl + placeOf(line))}">${escapeHtml(lineOf(line))}</a></li>`)
  return `<h2 dir="auto" style="font:600 18px Georgia,serif;margin:24px 0 8px">${escapeHtml(lines[0]?.article.title ?? '')}</h2><ul style="padding-left:20px">${items.join('')}</ul>`
}

function footer(settings: string): string {
  return `<p style="color:#666;font-size:13px;margin-top:32px">${escapeHtml(t('mail.why'))} <a href="${escapeHtml(settings)}">${escapeHtml(t('mail.choose'))}</a></p>`
}

function page(parts: readonly string[]): string {
  return `<!doctype html><html lang="en"><body style="font:15px/1.5 system-ui,sans-serif;color:#1a1a1a">${parts.join('\n')}</body></html>`
}

function lineOf({ kind, action, actorName, claim, verdict, hasReason, count }: Line): string {
  const found = verdict?.verdict ?? 'none'
  const line = t(`notifications.kinds.${kind}`, { name: actorName, number: claim?.number ?? 0, count, act: action.split('.')[1] ?? '', found })
  if (hasReason) return `${line} (${t('mail.saysWhy')})`
  return verdict?.changed === true && count === 1 ? `${line} (${t('notifications.wordsChanged')})` : line
}

function placeOf({ kind, article, claim, count }: Line): string {
  return noticePlace({ kind, articleId: article.id, claimId: claim?.id ?? null, count })
}
