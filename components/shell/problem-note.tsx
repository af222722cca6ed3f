import { CircleAlert } from 'lucide-react'
import type { ApiProblem } from '#lib/client/api.ts'

interface ProblemNoteProps {
  problem: ApiProblem | null
  /** Fields that show their own error; the rest is said here. */
  fields?: readonly string[]
}

/** What was refused and what to do next, in the form that was refused. */
export function ProblemNote({ problem, fields = [] }: ProblemNoteProps) {
  if (problem === null) return null
  const others = problem.errors.filter((error) => !fields.includes(error.field))
  if (problem.errors.length > 0 && others.length === 0) return null
  return (
    <div role="alert" data-tone="bad" className="flex items-start gap-2 rounded-md bg-tone-soft px-3 py-2 text-tone">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div>
        <p className="font-medium">{problem.title}</p>
        <p>{problem.detail}</p>
        {others.map((error) => (
          <p key={error.field}>{error.message}</p>
        ))}
      </div>
    </div>
  )
}
