/** An Atom feed (RFC 4287) of what readers have. */
import type { PublishedItem } from '#lib/queries/publications/list-published.ts'

export interface FeedSource {
  /** Without a slash at the end. */
  url: string
  title: string
  author: string
}

/** `updated` of an empty feed is the start of 1970: nothing has ever changed. */
export function atomFeed(items: readonly PublishedItem[], { url, title, author }: FeedSource): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `  <id>${xml(`${url}/feed.xml`)}</id>`,
    `  <title>${xml(title)}</title>`,
    `  <author><name>${xml(author)}</name></author>`,
    `  <updated>${items[0]?.modifiedAt ?? new Date(0).toISOString()}</updated>`,
    `  <link rel="self" type="application/atom+xml" href="${xml(`${url}/feed.xml`)}"/>`,
    `  <link rel="alternate" type="text/html" href="${xml(`${url}/corrections`)}"/>`,
    ...items.map((item) => entry(item, url)),
    '</feed>',
    '',
  ].join('\n')
}

function entry({ articleId, slug, headline, standfirst, publishedAt, modifiedAt }: PublishedItem, url: string): string {
  return [
    '  <entry>',
    `    <id>urn:uuid:${articleId}</id>`,
    `    <title>${xml(headline)}</title>`,
    `    <link rel="alternate" type="text/html" href="${xml(`${url}/p/${slug}`)}"/>`,
    `    <published>${publishedAt}</published>`,
    `    <updated>${modifiedAt}</updated>`,
    ...(standfirst === '' ? [] : [`    <summary>${xml(standfirst)}</summary>`]),
    '  </entry>',
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Characters that XML 1.0 has no way to hold are left out. */
function xml(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
