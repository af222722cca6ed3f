import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NextIntlClientProvider } from 'next-intl'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { CoverageList } from '#components/suggestions/coverage-list.tsx'
import { SuggestionList } from '#components/suggestions/suggestion-list.tsx'
import type { SuggestionDto } from '#lib/api/schemas/suggestions.ts'
import messages from '../../messages/en.json' with { type: 'json' }

afterEach(cleanup)

function aSuggestion(quote: string): SuggestionDto {
  return { quote, prefix: '', suffix: '', wordingHash: quote.padEnd(64, '0'), reasons: ['figure', 'event'], kind: 'figure' }
}

const ALL = ['Turkey sold 20 drones', 'It grew by 5%', 'He paid $3'].map(aSuggestion)

/** The list as its panel uses it: what is decided leaves it. */
function Panel({ log, mayDecide = true }: { log: string[]; mayDecide?: boolean }) {
  const [left, setLeft] = useState<readonly SuggestionDto[]>(ALL)
  const decide = (verb: string) => (suggestion: SuggestionDto) => {
    log.push(`${verb} ${suggestion.quote}`)
    setLeft((before) => before.filter((other) => other !== suggestion))
  }
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <SuggestionList
        suggestions={left}
        mayDecide={mayDecide}
        takesFocus
        onFocus={({ quote }) => log.push(`show ${quote}`)}
        onAccept={decide('accept')}
        onDismiss={decide('dismiss')}
      />
    </NextIntlClientProvider>
  )
}

describe('the list of suggestions', () => {
  it('[CL-9h] is worked through by key: accept, dismiss, next, previous, and the words in focus are shown', async () => {
    const log: string[] = []
    render(<Panel log={log} />)
    await userEvent.keyboard('jk')
    await userEvent.keyboard('a')
    await userEvent.keyboard('{ArrowDown}')
    await userEvent.keyboard('x')
    expect(log).toEqual([
      'show Turkey sold 20 drones',
      'show It grew by 5%',
      'show Turkey sold 20 drones',
      'accept Turkey sold 20 drones',
      'show It grew by 5%',
      'show He paid $3',
      'dismiss He paid $3',
      'show It grew by 5%',
    ])
    expect(document.activeElement).toBe(screen.getByRole('group', { name: 'Suggestion 1 of 1' }))
  })

  it('[CL-9h] says for what each is proposed', () => {
    render(<Panel log={[]} />)
    expect(screen.getByRole('group', { name: 'Suggestion 1 of 3' }).textContent).toContain('FigureEvent')
    expect(screen.getByRole('button', { name: /Tag as figure/i })).toBeTruthy()
  })

  it('[CL-9h] lets somebody look who may not tag, and takes no key of theirs for a decision', async () => {
    const log: string[] = []
    render(<Panel log={log} mayDecide={false} />)
    await userEvent.keyboard('axj')
    expect(log).toEqual(['show Turkey sold 20 drones', 'show It grew by 5%'])
    expect(screen.queryByRole('button')).toBeNull()
  })
})

it('[CL-9f] the coverage view lists what nobody has tagged, and shows it on request', async () => {
  const log: string[] = []
  const span = { quote: 'The sky is blue.', prefix: '', suffix: '' }
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <CoverageList
        coverage={{ sentences: 3, tagged: 2, untagged: [span] }}
        onShow={({ quote }) => log.push(`show ${quote}`)}
        onTag={({ quote }) => log.push(`tag ${quote}`)}
      />
    </NextIntlClientProvider>,
  )
  expect(screen.getByText('2 of 3 sentences carry a claim.')).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Tag: The sky is blue.' }))
  await userEvent.click(screen.getByRole('button', { name: 'The sky is blue.' }))
  expect(log.filter((line) => line.startsWith('tag'))).toEqual(['tag The sky is blue.'])
  expect(log).toContain('show The sky is blue.')
})
