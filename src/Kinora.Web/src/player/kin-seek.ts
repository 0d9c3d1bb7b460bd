import { LitElement, html, nothing, svg } from 'lit'
import { clock } from '../lib/format.ts'
import { say } from '../strings.ts'
import { chapterAt, type Chapter } from './chapters.ts'
import { draw, thumbAt, type Thumb } from './thumbs.ts'

/** The bar of the player's time, with chapter marks, and a look at where the pointer is. Tells `kinora:seek` with the second. */
export class KinSeek extends LitElement {
  static override properties = { time: { type: Number }, length: { type: Number }, chapters: { attribute: false }, thumbs: { attribute: false }, peek: { state: true } }
  time = 0; length = 0; chapters: Chapter[] = []; thumbs: Thumb[] = []; peek: number | null = null

  protected override createRenderRoot = () => this

  private readonly onMove = (event: PointerEvent) => {
    const box = this.getBoundingClientRect()
    if (box.width > 0 && this.length > 0) this.peek = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * this.length
  }
  private readonly onLeave = () => { this.peek = null }
  private readonly onInput = (event: Event) => {
    this.dispatchEvent(new CustomEvent('kinora:seek', { detail: Number((event.target as HTMLInputElement).value), bubbles: true }))
  }

  protected override updated(): void {
    const look = this.querySelector<HTMLElement>('.peek')
    if (!look || this.peek === null) return
    const thumb = thumbAt(this.thumbs, this.peek)
    const canvas = look.querySelector('canvas')
    if (thumb && canvas) void draw(canvas, thumb).catch(() => canvas.remove())
    const room = this.clientWidth
    const half = look.offsetWidth / 2
    look.style.setProperty('left', `${Math.min(room - half, Math.max(half, this.peek / this.length * room))}px`)
  }

  protected override render() {
    const said = chapterAt(this.chapters, this.time)
    return html`<div dir="ltr" @pointermove=${this.onMove} @pointerleave=${this.onLeave}>
      <input type="range" class="seek" min="0" max=${Math.max(1, Math.floor(this.length))} step="1" .value=${String(Math.floor(this.time))} aria-label=${say.player.seek}
        aria-valuetext="${clock(this.time * 1000)} / ${clock(this.length * 1000)}${said ? `, ${said.title}` : ''}" @input=${this.onInput}>
      ${this.chapters.length > 1 && this.length > 0 ? html`<svg class="marks" viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">
        ${this.chapters.slice(1).map(chapter => svg`<rect x=${chapter.start / this.length * 1000 - 1} y="0" width="2" height="1"></rect>`)}</svg>` : nothing}
      ${this.peek === null ? nothing : this.renderPeek(this.peek)}</div>`
  }

  private renderPeek(at: number) {
    const chapter = chapterAt(this.chapters, at)
    return html`<div class="peek" aria-hidden="true">${thumbAt(this.thumbs, at) ? html`<canvas></canvas>` : nothing}
      ${chapter ? html`<b>${chapter.title}</b>` : nothing}<span class="num">${clock(at * 1000)}</span></div>`
  }
}

customElements.define('kin-seek', KinSeek)
