/** schema.org NewsArticle for a published version, as a script's text. */
import type { PublicArticle } from '#lib/queries/publications/get-public-article.ts'

type Published = Extract<PublicArticle, { state: 'published' }>

export interface Publisher {
  /** Without a slash at the end. */
  url: string
  name: string
}

/** Who stands for an article towards readers: the newsroom by the name that it gave itself, else the article's desk. */
export function publisherOf(article: Pick<PublicArticle, 'desk'>, { url, newsroom }: { url: string; newsroom: string | undefined }): Publisher {
  return { url, name: newsroom ?? article.desk.name }
}

export function newsArticleJsonLd(article: Published, publisher: Publisher): string {
  const url = `${publisher.url}/p/${article.slug}`
  // A published version names no person, so that none is named here either.
  const organization = { '@type': 'NewsMediaOrganization', name: publisher.name, url: publisher.url, correctionsPolicy: `${publisher.url}/corrections` }
  return scriptSafe({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    mainEntityOfPage: url,
    url,
    headline: article.headline,
    ...(article.standfirst !== '' && { description: article.standfirst }),
    datePublished: article.publishedAt,
    dateModified: article.modifiedAt,
    author: organization,
    publisher: organization,
    ...(article.corrections.length > 0 && {
      correction: article.corrections.map(({ note, at }) => ({ '@type': 'CorrectionComment', ...(note !== null && { text: note }), datePublished: at })),
    }),
  })
}

/** JSON in which nothing can end the script element or begin a comment in it. */
export function scriptSafe(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
