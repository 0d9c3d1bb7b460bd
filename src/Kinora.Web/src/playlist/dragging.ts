const threshold = 5
const edge = 48

export interface DragHooks {
  /** What begins to be dragged from this element: how many, or 0 where it is not to be dragged. */
  begin(row: HTMLElement): number
  /** The pointer is here; over the list, or not. */
  over(x: number, y: number): void
  drop(): void
  cancel(): void
  /** What scrolls when the pointer comes near its edge. */
  scroller(): HTMLElement | null
  label(count: number): string
}

/**
 * Drag and drop by pointer: mouse anywhere on a row, fingers and pens on its grip, so that a list still scrolls under them. Escape takes
 * it back. Rows carry `data-drag`.
 */
export class Dragging {
  private start: { x: number; y: number; row: HTMLElement; pointer: number } | null = null
  private ghost: HTMLElement | null = null
  private place = { x: 0, y: 0 }
  private frame = 0

  constructor(private readonly hooks: DragHooks) {}

  get active(): boolean { return this.ghost !== null }

  readonly down = (event: PointerEvent): void => {
    const target = event.target as Element
    const row = target.closest<HTMLElement>('[data-drag]')
    if (!row || event.button !== 0 || target.closest('button, a, input')) return
    if (event.pointerType !== 'mouse' && !target.closest('.grip')) return
    this.start = { x: event.clientX, y: event.clientY, row, pointer: event.pointerId }
    document.addEventListener('pointermove', this.move)
    document.addEventListener('pointerup', this.up)
    document.addEventListener('pointercancel', this.away)
    document.addEventListener('keydown', this.key, true)
  }

  close(): void {
    document.removeEventListener('pointermove', this.move)
    document.removeEventListener('pointerup', this.up)
    document.removeEventListener('pointercancel', this.away)
    document.removeEventListener('keydown', this.key, true)
    cancelAnimationFrame(this.frame)
    document.documentElement.classList.remove('dragging')
    this.ghost?.remove()
    this.ghost = this.start = null
  }

  private readonly move = (event: PointerEvent): void => {
    if (!this.start || event.pointerId !== this.start.pointer) return
    this.place = { x: event.clientX, y: event.clientY }
    if (!this.ghost && Math.hypot(this.place.x - this.start.x, this.place.y - this.start.y) < threshold) return
    if (!this.ghost && !this.begin(this.start.row)) return this.close()
    event.preventDefault()
    this.ghost!.style.translate = `${this.place.x + 12}px ${this.place.y + 8}px`
    this.hooks.over(this.place.x, this.place.y)
  }

  private begin(row: HTMLElement): boolean {
    const count = this.hooks.begin(row)
    if (count === 0) return false
    this.ghost = Object.assign(document.createElement('div'), { className: 'drag-ghost', textContent: this.hooks.label(count) })
    document.body.append(this.ghost)
    document.documentElement.classList.add('dragging')
    this.frame = requestAnimationFrame(this.roll)
    return true
  }

  /** Scrolls the list while the pointer rests near its edge. */
  private readonly roll = (): void => {
    const scroller = this.hooks.scroller()
    const box = scroller?.getBoundingClientRect()
    if (scroller && box && this.place.x >= box.left && this.place.x <= box.right) {
      const by = this.place.y < box.top + edge ? this.place.y - box.top - edge : this.place.y > box.bottom - edge ? this.place.y - box.bottom + edge : 0
      if (by !== 0 && Math.abs(by) < 2 * edge) {
        scroller.scrollTop += by / 4
        this.hooks.over(this.place.x, this.place.y)
      }
    }
    this.frame = requestAnimationFrame(this.roll)
  }

  private readonly up = (event: PointerEvent): void => {
    if (event.pointerId !== this.start?.pointer) return
    const dragged = this.active
    this.close()
    if (!dragged) return
    // The click that follows a drag is no choice.
    addEventListener('click', stop, { capture: true, once: true })
    setTimeout(() => removeEventListener('click', stop, { capture: true }))
    this.hooks.drop()
  }

  private readonly away = (): void => {
    const dragged = this.active
    this.close()
    if (dragged) this.hooks.cancel()
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.active) return
    event.preventDefault()
    event.stopPropagation()
    this.away()
  }
}

const stop = (event: Event): void => { event.stopPropagation(); event.preventDefault() }
