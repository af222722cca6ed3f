import type { ExcerptPart } from '#lib/api/schemas/search.ts'

/** Plain text in pieces; those that were searched for are marked. */
export function Excerpt({ parts, className }: { parts: readonly ExcerptPart[]; className?: string }) {
  return (
    <span dir="auto" className={className}>
      {parts.map((part, index) =>
        part.match ? (
          <mark key={index} className="rounded-sm bg-accent-soft font-medium text-ink">
            {part.text}
          </mark>
        ) : (
          <span key={index}>{part.text}</span>
        ),
      )}
    </span>
  )
}
