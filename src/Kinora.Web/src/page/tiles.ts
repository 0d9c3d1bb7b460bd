import { travel } from '../lib/grid.ts'
import { forPage } from './keys.ts'

/** Tiles by the rows in which they stand on the screen. */
function rows(box: Element): HTMLElement[][] {
  const lines = new Map<number, HTMLElement[]>()
  for (const tile of box.querySelectorAll<HTMLElement>('button, a')) {
    const top = Math.round(tile.getBoundingClientRect().top)
    lines.set(top, [...lines.get(top) ?? [], tile])
  }
  return [...lines].sort(([a], [b]) => a - b).map(([, tiles]) => tiles)
}

/** Arrow keys move among the tiles of a `data-arrows` box; from nowhere they begin at the first. */
export function tileKeys(): void {
  document.addEventListener('keydown', event => {
    const box = document.querySelector('[data-arrows]')
    if (!box || !forPage(event) || !/^(Arrow|Home|End)/.test(event.key)) return
    const lines = rows(box)
    const rail = lines.findIndex(line => line.includes(document.activeElement as HTMLElement))
    const next = rail < 0
      ? { rail: 0, card: 0 }
      : travel({ rail, card: lines[rail]!.indexOf(document.activeElement as HTMLElement) }, event.key, lines.map(line => line.length), document.documentElement.dir === 'rtl')
    if (!next) return
    event.preventDefault()
    lines[next.rail]?.[next.card]?.focus()
  })
}
