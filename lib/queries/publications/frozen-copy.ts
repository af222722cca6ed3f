import type { DocJson } from '#lib/editor/doc-json.ts'
import { bodyToHtml, headlineText, standfirstText } from '#lib/editor/render.ts'
import { asDocJson } from '#lib/editor/ydoc.ts'

/** The headline of a frozen version. */
export function frozenHeadline(canonical: string): string {
  return headlineText(docOf(canonical))
}

export interface FrozenCopy {
  headline: string
  /** Empty when there is none. */
  standfirst: string
  /** The blocks below, as HTML made from the schema alone: safe to show as it is. */
  bodyHtml: string
}

export function frozenCopy(canonical: string): FrozenCopy {
  const doc = docOf(canonical)
  return { headline: headlineText(doc), standfirst: standfirstText(doc), bodyHtml: bodyToHtml(doc) }
}

function docOf(canonical: string): DocJson {
  return asDocJson(JSON.parse(canonical))
}
