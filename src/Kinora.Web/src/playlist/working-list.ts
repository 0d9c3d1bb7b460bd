import type { ListedItem } from './api.ts'

/** One place of the list. Its key tells it from another place with the same title. */
export interface Item { key: number; id: string; title: string; duration: number; available: boolean; reason: string | null }

export interface Sums { total: number; unknown: number; unavailable: number; doubled: ReadonlySet<number> }

/** How many places all remembered steps may hold together, so that a list of 100,000 does not fill the memory. */
const mostRemembered = 2_000_000

let lastKey = 0
export const itemOf = (listed: ListedItem): Item =>
  ({ key: ++lastKey, id: listed.video_id, title: listed.title, duration: listed.duration_ms, available: listed.available, reason: listed.unavailable_reason })

/** The list that is worked on: order, what is chosen, and the way back. It knows nothing of pages and servers. */
export class WorkingList {
  items: readonly Item[] = []
  chosen: ReadonlySet<number> = new Set()
  /** The place that keys start from. */
  active: number | null = null
  private anchor: number | null = null
  private past: (readonly Item[])[] = []
  private future: (readonly Item[])[] = []
  private summed: { items: readonly Item[]; sums: Sums } | null = null

  get canUndo(): boolean { return this.past.length > 0 }
  get canRedo(): boolean { return this.future.length > 0 }
  get ids(): string[] { return this.items.map(item => item.id) }

  /** Begins with a list; there is no way back behind it. */
  begin(items: readonly Item[]): void {
    [this.items, this.past, this.future] = [items, [], []]
    this.clear()
  }

  /** Another list, such as a merged one; undo brings back what was there. */
  replace(items: readonly Item[]): void {
    this.change(items)
    this.clear()
  }

  /** Puts items before the place (from 0), at the end where none is named, and chooses them. */
  add(items: readonly Item[], at = this.items.length): void {
    if (items.length === 0) return
    this.change([...this.items.slice(0, at), ...items, ...this.items.slice(at)])
    this.choose(items)
  }

  /** Takes out what is chosen; the item behind it is the active one. */
  remove(): number {
    const first = this.items.findIndex(item => this.chosen.has(item.key))
    if (first < 0) return 0
    const left = this.items.filter(item => !this.chosen.has(item.key))
    const count = this.items.length - left.length
    this.change(left)
    this.clear()
    const next = left[Math.min(first, left.length - 1)]
    if (next) this.choose([next])
    return count
  }

  /** Moves all that is chosen up or down by one; what stands at the end already stays. */
  shift(by: -1 | 1): boolean {
    const moved = [...this.items]
    const places = moved.map((_, index) => index)
    if (by > 0) places.reverse()
    let changed = false
    for (const place of places) {
      const other = place + by
      if (other < 0 || other >= moved.length || !this.chosen.has(moved[place]!.key) || this.chosen.has(moved[other]!.key)) continue
      ;[moved[place], moved[other]] = [moved[other]!, moved[place]!]
      changed = true
    }
    if (changed) this.change(moved)
    return changed
  }

  /** Puts all that is chosen, in its order, before the place (from 0) as it was counted until now. */
  moveTo(place: number): boolean {
    const moved = this.items.filter(item => this.chosen.has(item.key))
    const before = this.items.slice(0, place).filter(item => !this.chosen.has(item.key))
    const after = this.items.slice(place).filter(item => !this.chosen.has(item.key))
    const next = [...before, ...moved, ...after]
    if (next.every((item, index) => item === this.items[index])) return false
    this.change(next)
    return true
  }

  /** Chooses one item: it alone, it too or no more, or all from where one began to it. */
  pick(index: number, how: 'only' | 'toggle' | 'range'): void {
    const item = this.items[index]
    if (!item) return
    if (how === 'range' && this.anchor !== null) {
      const from = this.items.findIndex(one => one.key === this.anchor)
      const [low, high] = [Math.min(from < 0 ? index : from, index), Math.max(from, index)]
      this.chosen = new Set(this.items.slice(low, high + 1).map(one => one.key))
      this.active = item.key
      return
    }
    const chosen = new Set(how === 'toggle' ? this.chosen : [])
    if (how === 'toggle' && chosen.has(item.key)) chosen.delete(item.key)
    else chosen.add(item.key)
    ;[this.chosen, this.active, this.anchor] = [chosen, item.key, item.key]
  }

  /** The next or an earlier item becomes the active one, chosen alone or too. */
  step(by: number, extend: boolean): void {
    if (this.items.length === 0) return
    const now = this.activeIndex
    const from = now >= 0 ? now : by > 0 ? -1 : this.items.length
    const next = Math.max(0, Math.min(this.items.length - 1, from + by))
    if (extend && this.anchor === null) this.anchor = this.active
    this.pick(next, extend ? 'range' : 'only')
  }

  pickAll(): void { this.chosen = new Set(this.items.map(item => item.key)) }
  clear(): void { [this.chosen, this.active, this.anchor] = [new Set(), null, null] }

  get activeIndex(): number { return this.active === null ? -1 : this.items.findIndex(item => item.key === this.active) }
  get firstChosen(): number { return this.items.findIndex(item => this.chosen.has(item.key)) }

  undo(): boolean { return this.travel(this.past, this.future) }
  redo(): boolean { return this.travel(this.future, this.past) }

  /** Of all items: known length, unknown ones, unavailable ones, and those whose title stands above already. */
  get sums(): Sums {
    if (this.summed?.items === this.items) return this.summed.sums
    const [seen, doubled] = [new Set<string>(), new Set<number>()]
    let [total, unknown, unavailable] = [0, 0, 0]
    for (const item of this.items) {
      total += item.duration
      if (item.duration === 0) unknown++
      if (!item.available) unavailable++
      if (seen.has(item.id)) doubled.add(item.key)
      seen.add(item.id)
    }
    const sums = { total, unknown, unavailable, doubled }
    this.summed = { items: this.items, sums }
    return sums
  }

  private choose(items: readonly Item[]): void {
    this.chosen = new Set(items.map(item => item.key))
    this.active = this.anchor = items[0]?.key ?? null
  }

  private change(items: readonly Item[]): void {
    this.past.push(this.items)
    let held = 0
    const oldest = this.past.findLastIndex(one => (held += one.length) > mostRemembered)
    if (oldest >= 0 && oldest < this.past.length - 1) this.past.splice(0, oldest + 1)
    this.future = []
    this.items = items
  }

  private travel(from: (readonly Item[])[], to: (readonly Item[])[]): boolean {
    const next = from.pop()
    if (!next) return false
    to.push(this.items)
    this.items = next
    const there = new Set(next.map(item => item.key))
    this.chosen = new Set([...this.chosen].filter(key => there.has(key)))
    if (this.active !== null && !there.has(this.active)) this.active = null
    return true
  }
}
