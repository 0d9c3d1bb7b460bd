import type { ListedItem } from './api.ts'
import { itemOf, type Item } from './working-list.ts'

/** Changes that were not saved, kept in this browser until they are. */
export interface Draft { base: number; ids: string[]; items: ListedItem[] }

/** So many items are kept with all that is shown of them; of longer lists only what the server does not know yet. */
const mostWhole = 2_000

/** Keeps drafts of one profile in the browser's storage. */
export class Drafts {
  constructor(private readonly storage: Storage, private readonly profile: string) {}

  private key(id: string): string { return `kinora.playlist.${this.profile}.${id}` }

  read(id: string): Draft | null {
    try {
      const kept = JSON.parse(this.storage.getItem(this.key(id)) ?? 'null') as { base: number; ids: string; items: ListedItem[] } | null
      return kept && typeof kept.base === 'number' && typeof kept.ids === 'string' && Array.isArray(kept.items)
        ? { base: kept.base, ids: kept.ids === '' ? [] : kept.ids.split('\n'), items: kept.items } : null
    } catch {
      return null
    }
  }

  /** False where the browser has no room for it. */
  keep(id: string, base: number, items: readonly Item[], known: ReadonlySet<string>): boolean {
    const shown = items.length <= mostWhole ? items : items.filter(item => !known.has(item.id))
    const kept = { base, ids: items.map(item => item.id).join('\n'), items: shown.map(listedOf) }
    try {
      this.storage.setItem(this.key(id), JSON.stringify(kept))
      return true
    } catch {
      this.drop(id)
      return false
    }
  }

  drop(id: string): void {
    try { this.storage.removeItem(this.key(id)) } catch { /* A browser without storage has nothing to drop. */ }
  }
}

/** The draft's list, with what the server says of each title now, else with what was known when it was kept. */
export function restored(draft: Draft, server: readonly ListedItem[]): Item[] {
  const known = new Map([...draft.items, ...server].map(item => [item.video_id, item]))
  return draft.ids.map(id => itemOf(known.get(id) ?? { video_id: id, title: id, duration_ms: 0, available: false, unavailable_reason: 'not_in_catalogue' }))
}

const listedOf = (item: Item): ListedItem =>
  ({ video_id: item.id, title: item.title, duration_ms: item.duration, available: item.available, unavailable_reason: item.reason })
