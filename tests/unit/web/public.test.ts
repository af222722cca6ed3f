import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { atomFeed } from '#lib/web/atom.ts'
import { newsArticleJsonLd, publisherOf, scriptSafe } from '#lib/web/news-article.ts'

const ARTICLE = {
  state: 'published' as const,
  slug: 'grain-deal',
  headline: 'Grain deal nears',
  standfirst: '',
  bodyHtml: '',
  contentHash: '',
  desk: { name: 'World', timeZone: 'Europe/Vienna' },
  publishedAt: '2026-01-02T03:04:05.000Z',
  modifiedAt: '2026-01-03T03:04:05.000Z',
  corrections: [{ note: 'It was 30.', at: '2026-01-03T03:04:05.000Z' }],
}
const PUBLISHER = { url: 'https://desk.example', name: 'Stet' }

describe('[RE-6] the structured data of an article', () => {
  test('is a schema.org NewsArticle with its times, address and corrections', () => {
    expect(JSON.parse(newsArticleJsonLd(ARTICLE, PUBLISHER))).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      url: 'https://desk.example/p/grain-deal',
      headline: 'Grain deal nears',
      datePublished: ARTICLE.publishedAt,
      dateModified: ARTICLE.modifiedAt,
      publisher: { '@type': 'NewsMediaOrganization', correctionsPolicy: 'https://desk.example/corrections' },
      correction: [{ '@type': 'CorrectionComment', text: 'It was 30.' }],
    })
  })

  test('[AP-8a] names the newsroom, or else the desk, as author and publisher: neither the program nor a person whom readers were not told of', () => {
    const named = (newsroom: string | undefined) => {
      const { author, publisher } = z
        .object({ author: z.object({ name: z.string() }), publisher: z.object({ name: z.string() }) })
        .parse(JSON.parse(newsArticleJsonLd(ARTICLE, publisherOf(ARTICLE, { url: PUBLISHER.url, newsroom }))))
      return [author.name, publisher.name]
    }
    expect([named('The Courier'), named(undefined)]).toEqual([
      ['The Courier', 'The Courier'],
      ['World', 'World'],
    ])
  })

  test('[SE-12] no headline ends the script that holds it', () => {
    const headline = '</script><script>alert(1)</script><!--\u2028'
    const json = newsArticleJsonLd({ ...ARTICLE, headline }, PUBLISHER)
    const { window } = new JSDOM(`<body><script type="application/ld+json">${json}</script></body>`)
    const scripts = window.document.querySelectorAll('script')
    expect(scripts).toHaveLength(1)
    expect(z.object({ headline: z.string() }).parse(JSON.parse(scripts[0]?.textContent ?? '')).headline).toBe(headline)
    expect(scriptSafe('<!--')).not.toContain('<')
  })
})

describe('[RE-6] the feed', () => {
  const item = {
    articleId: '7ae3734e-9bec-4d49-894d-5d015479b52e',
    slug: 'a',
    headline: 'A & <b> "quoted"\u0007',
    standfirst: 'So it is',
    publishedAt: ARTICLE.publishedAt,
    modifiedAt: ARTICLE.modifiedAt,
  }
  const parse = (xml: string) => new new JSDOM().window.DOMParser().parseFromString(xml, 'application/xml')

  test('[SE-12] is well-formed Atom whatever a headline holds', () => {
    const feed = parse(atomFeed([item], { ...PUBLISHER, title: 'Stet: articles', author: 'Stet' }))
    expect(feed.querySelector('parsererror')).toBeNull()
    expect(feed.documentElement.namespaceURI).toBe('http://www.w3.org/2005/Atom')
    expect(feed.querySelector('entry > title')?.textContent).toBe('A & <b> "quoted"')
    expect(feed.querySelector('entry > id')?.textContent).toBe(`urn:uuid:${item.articleId}`)
    expect(feed.querySelector('entry > link')?.getAttribute('href')).toBe('https://desk.example/p/a')
    expect(feed.querySelector('feed > updated')?.textContent).toBe(item.modifiedAt)
  })

  test('without articles is still a feed', () => {
    const feed = parse(atomFeed([], { ...PUBLISHER, title: 'Stet', author: 'Stet' }))
    expect([feed.querySelectorAll('entry').length, feed.querySelector('feed > updated')?.textContent]).toEqual([0, '1970-01-01T00:00:00.000Z'])
  })
})
