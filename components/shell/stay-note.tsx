'use client'

import { CircleCheck, CloudOff, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useSyncExternalStore } from 'react'
import { Button } from '#components/ui/button.tsx'
import { goNow, isDoubtful, onJourneyChange, shownJourney, stayHere, travel, tryAgain, workHere } from './journey.ts'

const ICONS = { unreachable: WifiOff, unsaved: CloudOff }

/** Keeps the person on the page while leaving it would lose it from sight, and says why. */
export function StayNote() {
  const t = useTranslations('stay')
  const journey = useSyncExternalStore(onJourneyChange, shownJourney, () => null)
  useGuardedLinks()
  const to = shortened(journey?.to ?? '')
  const Icon = journey?.obstacle ? ICONS[journey.obstacle] : CircleCheck
  return (
    <div role="status">
      {journey !== null && (
        <div
          data-stay-note
          data-tone={journey.obstacle === null ? 'good' : 'warn'}
          className="fixed inset-x-4 bottom-3 z-60 mx-auto flex max-w-xl animate-appear flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line-strong bg-sheet p-3 shadow-float sm:flex-nowrap"
        >
          <Icon aria-hidden className="size-5 shrink-0 text-tone max-sm:hidden" />
          <div className="min-w-0 grow basis-full sm:basis-0">
            <p className="font-medium">{t(journey.obstacle ?? 'again')}</p>
            <p className="text-sm text-muted">{t(`${journey.obstacle ?? 'again'}Text`, { to, named: to === '' ? 'no' : 'yes' })}</p>
          </div>
          <div className="flex shrink-0 gap-2">
            <Button size="sm" variant="ghost" onClick={stayHere}>
              {t('stay')}
            </Button>
            {journey.obstacle === 'unreachable' && (
              <Button size="sm" onClick={tryAgain}>
                {t('retry')}
              </Button>
            )}
            {journey.obstacle !== 'unreachable' && (
              <Button size="sm" variant={journey.obstacle === null ? 'primary' : 'secondary'} onClick={goNow}>
                {t(journey.obstacle === null ? 'go' : 'leave')}
              </Button>
            )}
          </div>
        </div>
      )}
    </div>
  )
}

/** Before the link itself hears of it: Next would fetch the page, and in its place the browser would show an error of its own. */
function useGuardedLinks(): void {
  const router = useRouter()
  useEffect(() => {
    function onClick(event: MouseEvent): void {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (link === null || !leadsAway(event, link) || !isDoubtful()) return
      event.preventDefault()
      const { pathname, search, hash } = new URL(link.href)
      const address = pathname + search + hash
      // What is no page of ours is the browser's to fetch.
      const go = () => (/^\/(?:api|feed\.xml)/.test(pathname) ? window.location.assign(address) : router.push(address))
      travel({ to: link.ariaLabel ?? link.innerText, go })
    }
    function onWork(event: Event): void {
      if (!(event.target instanceof Element && event.target.closest('[data-stay-note]'))) workHere()
    }
    window.addEventListener('click', onClick, { capture: true })
    window.addEventListener('online', tryAgain)
    window.addEventListener('input', onWork, { capture: true })
    window.addEventListener('pointerdown', onWork, { capture: true })
    return () => {
      window.removeEventListener('click', onClick, { capture: true })
      window.removeEventListener('online', tryAgain)
      window.removeEventListener('input', onWork, { capture: true })
      window.removeEventListener('pointerdown', onWork, { capture: true })
      stayHere()
    }
  }, [router])
}

/** A plain press on a link of ours to another page: all else leaves this one where it is. */
function leadsAway(event: MouseEvent, link: HTMLAnchorElement): boolean {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
  if (link.href === '' || link.hasAttribute('download') || (link.target !== '' && link.target !== '_self')) return false
  const { origin, pathname, search } = new URL(link.href)
  return origin === window.location.origin && pathname + search !== window.location.pathname + window.location.search
}

/** A row of a list may be one link with much in it. */
function shortened(name: string): string {
  const line = name.trim().split('\n', 1)[0] ?? ''
  return line.length > 40 ? `${line.slice(0, 39).trimEnd()}…` : line
}
