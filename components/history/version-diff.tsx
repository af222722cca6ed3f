import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { VersionDiffDto } from '#lib/api/schemas/articles.ts'
import { classes } from '#components/ui/classes.ts'
import { DiffText } from '#components/ui/diff-text.tsx'

type Block = VersionDiffDto['blocks'][number]

/** The newer version with its changes in place; what stayed the same folds away. */
export function VersionDiff({ diff }: { diff: Pick<VersionDiffDto, 'blocks'> }) {
  const t = useTranslations('history')
  if (diff.blocks.every((block) => block.change === 'same')) return <p className="px-4 py-8 text-center text-muted">{t('same')}</p>
  return (
    <div className="mx-auto max-w-measure px-4 py-5">
      {runs(diff.blocks).map((run, index) =>
        run.same ? (
          <details key={index} className="group my-3">
            <summary className="rounded-sm border-y border-line py-1 text-center text-sm text-muted marker:content-none hover:bg-hover hover:text-ink">
              <span className="group-open:hidden">{t('unchanged', { count: run.blocks.length })}</span>
              <span className="hidden group-open:inline">{t('fold')}</span>
            </summary>
            {run.blocks.map((block, at) => (
              <BlockText key={at} block={block} />
            ))}
          </details>
        ) : (
          run.blocks.map((block, at) => <BlockText key={`${index}.${at}`} block={block} />)
        ),
      )}
    </div>
  )
}

const LINE: Record<Block['change'], string> = {
  same: 'border-transparent',
  changed: 'border-accent',
  added: 'border-good',
  removed: 'border-bad',
}

function BlockText({ block }: { block: Block }) {
  const t = useTranslations('history')
  const text: ReactNode = <DiffText parts={block.parts} />
  return (
    <div className={classes('my-3 border-l-2 pl-3', LINE[block.change])}>
      {block.change !== 'same' && <p className="text-xs font-medium text-muted">{t(`change.${block.change}`)}</p>}
      <p dir="auto" className={classes('copy', size(block.type))}>
        {text}
      </p>
    </div>
  )
}

function size(type: string): string {
  if (type === 'headline') return 'text-2xl font-semibold'
  if (type === 'standfirst') return 'text-xl text-muted'
  return type === 'heading' ? 'text-xl font-semibold' : 'text-copy'
}

interface Run {
  same: boolean
  blocks: Block[]
}

/** Neighbouring blocks that stayed the same, and those that did not. */
function runs(blocks: readonly Block[]): Run[] {
  return blocks.reduce<Run[]>((all, block) => {
    const same = block.change === 'same'
    const last = all.at(-1)
    if (last?.same === same) last.blocks.push(block)
    else all.push({ same, blocks: [block] })
    return all
  }, [])
}
