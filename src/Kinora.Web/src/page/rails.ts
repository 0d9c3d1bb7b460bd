import { travel, type Place } from '../lib/grid.ts'
import { forPage } from './keys.ts'

const tracks = () => [...document.querySelectorAll<HTMLElement>('.track')]
const cards = (track: Element) => [...track.querySelectorAll<HTMLElement>('.card-link')].filter(link => !link.closest('[hidden]'))

/** Leaves one card a rail in the tab order (its buttons with it); arrows do the rest. */
export function rove(track: HTMLElement, active?: HTMLElement): void {
  const links = cards(track)
  const chosen = active ?? links.find(link => link.tabIndex === 0 && track.dataset['roving']) ?? links[0]
  track.dataset['roving'] = 'on'
  for (const link of links) {
    const tab = link === chosen ? 0 : -1
    link.tabIndex = tab
    for (const button of link.closest('.card')?.querySelectorAll<HTMLElement>('.acts button') ?? []) button.tabIndex = tab
  }
}

/** Arrow keys move through cards and rails, Home and End within one; Enter is the link's own. */
export function railKeys(): void {
  tracks().forEach(track => rove(track))
  document.addEventListener('htmx:after:swap', () => tracks().forEach(track => rove(track)))
  document.addEventListener('focusin', event => {
    const link = (event.target as Element | null)?.closest?.<HTMLElement>('.card-link')
    const track = link?.closest<HTMLElement>('.track')
    if (link && track) rove(track, link)
  })
  document.addEventListener('keydown', event => {
    if (!forPage(event)) return
    const all = tracks()
    const place = focused(all)
    if (!place) return
    const next = travel(place, event.key, all.map(track => cards(track).length), document.documentElement.dir === 'rtl')
    if (!next) return
    event.preventDefault()
    const link = cards(all[next.rail]!)[next.card]
    link?.focus({ preventScroll: true })
    link?.closest('.card')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
}

function focused(all: HTMLElement[]): Place | null {
  const card = document.activeElement?.closest('.card')
  const rail = all.findIndex(track => card !== undefined && card !== null && track.contains(card))
  const link = card?.querySelector<HTMLElement>('.card-link')
  return rail < 0 || !link ? null : { rail, card: cards(all[rail]!).indexOf(link) }
}

/** The arrows at a rail's ends, for a mouse without a wheel. */
export function railButtons(): void {
  document.addEventListener('click', event => {
    const button = (event.target as Element | null)?.closest?.<HTMLElement>('[data-scroll]')
    const track = button?.closest('.rail')?.querySelector<HTMLElement>('.track')
    track?.scrollBy({ left: Number(button!.dataset['scroll']) * track.clientWidth * 0.85, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' })
  })
}
