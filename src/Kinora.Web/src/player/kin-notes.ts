import { LitElement, html, nothing } from 'lit'
import { clock } from '../lib/format.ts'
import type { Reply } from '../lib/http.ts'
import { icon } from '../lib/icon.ts'
import { uuid } from '../lib/id.ts'
import { toast } from '../page/toasts.ts'
import { say } from '../strings.ts'
import { NoteDesk, inOrder, noteNow, withNote, withoutNote, type Note } from './notes.ts'

/** What is being written: a new note at a moment, or another text for a note. */
interface Draft { id: string; ms: number; note: Note | null; text: string }

/** Notes beside the player, each at a moment of the title. Attribute: `title-id`. */
export class KinNotes extends LitElement {
  static override properties = {
    titleId: { attribute: 'title-id' }, notes: { state: true }, draft: { state: true }, second: { state: true }, state: { state: true }, saving: { state: true },
  }
  titleId = ''; notes: Note[] = []; draft: Draft | null = null; second = 0; state: 'loading' | 'there' | 'failed' = 'loading'; saving = false
  private wasPlaying = false

  protected override createRenderRoot = () => this
  private get desk(): NoteDesk { return new NoteDesk(this.titleId) }
  private get video(): HTMLVideoElement | null { return document.querySelector<HTMLVideoElement>('kin-player video') }

  override connectedCallback(): void {
    super.connectedCallback()
    this.video?.addEventListener('timeupdate', this.onTime)
    document.addEventListener('kinora:note', this.onNote)
    void this.load()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.video?.removeEventListener('timeupdate', this.onTime)
    document.removeEventListener('kinora:note', this.onNote)
  }

  private readonly onTime = () => { this.second = Math.floor(this.video?.currentTime ?? 0) }
  private readonly onNote = () => { void this.write(null) }

  private async load(): Promise<void> {
    this.state = 'loading'
    const reply = await this.desk.list()
    this.state = reply.ok ? 'there' : 'failed'
    if (reply.ok) this.notes = inOrder(reply.body.items)
  }

  /** Opens the field; the picture waits until it is closed. */
  private async write(note: Note | null): Promise<void> {
    const { video } = this
    if (!this.draft) this.wasPlaying = video !== null && !video.paused
    video?.pause()
    if (document.fullscreenElement) await document.exitFullscreen().catch(() => undefined)
    if (this.draft?.note !== note || !this.draft) this.draft = { id: uuid(), ms: note?.position_ms ?? (video?.currentTime ?? 0) * 1000, note, text: note?.text ?? '' }
    await this.updateComplete
    this.querySelector('textarea')?.focus()
  }

  private close(): void {
    this.draft = null
    if (this.wasPlaying) void this.video?.play().catch(() => undefined)
    this.wasPlaying = false
    this.querySelector<HTMLElement>('.notes-add')?.focus({ preventScroll: true })
  }

  private async save(): Promise<void> {
    const { draft } = this
    const text = draft?.text.trim()
    if (!draft || !text || this.saving) return
    this.saving = true
    const reply = draft.note ? await this.desk.change(draft.note, text) : await this.desk.add(text, draft.ms, draft.id)
    this.saving = false
    if (!reply.ok) return this.refused(reply)
    this.notes = withNote(this.notes, reply.body)
    this.close()
  }

  private async discard(note: Note): Promise<void> {
    this.notes = withoutNote(this.notes, note.id)
    this.querySelector<HTMLElement>('.notes-add')?.focus({ preventScroll: true })
    const reply = await this.desk.remove(note)
    if (!reply.ok && reply.code !== 'note-not-found') {
      this.notes = withNote(this.notes, note)
      return this.refused(reply)
    }
    toast(say.notes.removed, { undo: () => void this.restore(note) })
  }

  private async restore(note: Note): Promise<void> {
    const reply = await this.desk.restore(note)
    if (reply.ok) this.notes = withNote(this.notes, reply.body)
    else this.refused(reply)
  }

  /** What is written stays in the field; what another device changed is read again. */
  private refused(reply: Reply<unknown> & { ok: false }): void {
    toast(reply.status === 0 ? say.noConnection : reply.code === 'changed-meanwhile' ? say.notes.changed : reply.message || say.notDone, { tone: 'bad' })
    if (reply.code === 'changed-meanwhile') void this.load()
  }

  private readonly onFieldKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); void this.save() }
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); this.close() }
  }

  private jump(note: Note): void {
    if (this.video) this.video.currentTime = note.position_ms / 1000
  }

  protected override render() {
    const words = say.notes
    const now = noteNow(this.notes, this.second * 1000)
    return html`<section aria-labelledby="player-notes">
      <header><h2 id="player-notes">${words.head}</h2>
        <button type="button" class="btn small notes-add" aria-keyshortcuts="n" @click=${() => void this.write(null)}>${icon('note')}${words.at(clock(this.second * 1000))}</button></header>
      ${this.draft && !this.draft.note ? this.field(this.draft) : nothing}
      ${this.state === 'failed' ? html`<p class="note bad" role="alert">${icon('warning')}<span>${words.failed}</span><button type="button" class="btn small" @click=${() => void this.load()}>${say.again}</button></p>` : nothing}
      ${this.state === 'there' && this.notes.length === 0 && !this.draft ? html`<p class="quiet-text">${words.empty}</p>` : nothing}
      <ol role="list">${this.notes.map(note => this.draft?.note?.id === note.id ? html`<li>${this.field(this.draft)}</li>` : this.line(note, note.id === now))}</ol>
    </section>`
  }

  private line(note: Note, now: boolean) {
    const at = clock(note.position_ms)
    return html`<li aria-current=${now ? 'true' : nothing}>
      <button type="button" class="num" aria-label=${say.notes.jump(at)} @click=${() => this.jump(note)}>${at}</button><p dir="auto">${note.text}</p>
      <span><button type="button" class="round" aria-label=${say.notes.editAt(at)} title=${say.notes.edit} @click=${() => void this.write(note)}>${icon('edit')}</button>
      <button type="button" class="round" aria-label=${say.notes.removeAt(at)} title=${say.notes.remove} @click=${() => void this.discard(note)}>${icon('delete')}</button></span></li>`
  }

  private field(draft: Draft) {
    const words = say.notes
    return html`<form @submit=${(event: Event) => { event.preventDefault(); void this.save() }}>
      <label for="note-text">${words.at(clock(draft.ms))}</label>
      <textarea id="note-text" maxlength="2000" rows="3" dir="auto" .value=${draft.text} @keydown=${this.onFieldKey} @input=${(event: Event) => { this.draft = { ...draft, text: (event.target as HTMLTextAreaElement).value } }}></textarea>
      <div class="row"><button type="submit" class="btn small primary" ?disabled=${this.saving || !draft.text.trim()}>${words.save}</button>
        <button type="button" class="btn small quiet" @click=${() => this.close()}>${words.cancel}</button><small class="quiet-text">${words.hint}</small></div></form>`
  }
}

customElements.define('kin-notes', KinNotes)
