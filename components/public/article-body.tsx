import './article-body.css'

/** The blocks of a frozen version, as its renderer wrote them. */
export function ArticleBody({ html }: { html: string }) {
  // Made from the schema alone (lib/editor/render.ts): no script, handler or foreign element can be in it.
  return <div className="copy article-body" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
}
