/** Where the focus stands: which rail and which card of it. */
export interface Place { rail: number; card: number }

/** The next place for a key, or null when the key says nothing here. `widths` holds the number of cards of every rail. */
export function travel(place: Place, key: string, widths: readonly number[], rightToLeft = false): Place | null {
  const last = (rail: number) => Math.max(0, (widths[rail] ?? 1) - 1)
  const { rail, card } = place
  switch (rightToLeft ? mirrored(key) : key) {
    case 'ArrowRight': return { rail, card: Math.min(card + 1, last(rail)) }
    case 'ArrowLeft': return { rail, card: Math.max(card - 1, 0) }
    case 'Home': return { rail, card: 0 }
    case 'End': return { rail, card: last(rail) }
    case 'ArrowDown': return vertical(place, 1, widths)
    case 'ArrowUp': return vertical(place, -1, widths)
    default: return null
  }
}

function vertical({ rail, card }: Place, by: number, widths: readonly number[]): Place | null {
  for (let next = rail + by; next >= 0 && next < widths.length; next += by) {
    const width = widths[next] ?? 0
    if (width > 0) return { rail: next, card: Math.min(card, width - 1) }
  }
  return null
}

const mirrored = (key: string): string => key === 'ArrowRight' ? 'ArrowLeft' : key === 'ArrowLeft' ? 'ArrowRight' : key
