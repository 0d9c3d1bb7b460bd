import { LitElement, html, nothing } from 'lit'
import { icon } from '../lib/icon.ts'
import * as api from './api.ts'
import { conflictDialog, detailsDialog, versionsDialog, type DetailsState } from './dialogs.ts'
import { Dragging } from './dragging.ts'
import { Keeper } from './keeper.ts'
import type { KinCatalogue } from './kin-catalogue.ts'
import './kin-catalogue.ts'
import { anywhere, listKey, type ListAct } from './keys.ts'
import { layOut, rows, sumLine } from './list-view.ts'
import { dropAt, rowHeight, scrollFor } from './windowed.ts'
import { sayList } from './words.ts'
import { itemOf, WorkingList, type Item } from './working-list.ts'

/** The builder of one playlist: the catalogue beside the list. Attributes: `playlist` (its id), `rules` where the person says who sees it. */
export class KinPlaylist extends LitElement {
  static override properties = { playlist: { type: String }, rules: { type: Boolean } }
  playlist = ''
  rules = false

  private readonly list = new WorkingList()
  private keeper!: Keeper
  private seen = { top: 0, height: 600 }
  private drop: number | null = null
  private carried: Item[] | null = null
  private told = ''
  private open: 'details' | 'versions' | null = null
  private details: DetailsState = { message: '', free: null, busy: false }
  private versions: api.Version[] | null = null
  private follow = false

  private readonly dragging = new Dragging({
    begin: row => this.lift(row),
    over: (x, y) => this.over(x, y),
    drop: () => this.put(),
    cancel: () => this.putBack(),
    scroller: () => this.scroller,
    label: count => sayList.dragging(count),
  })

  protected override createRenderRoot = () => this

  override connectedCallback(): void {
    super.connectedCallback()
    this.keeper = new Keeper(this.playlist, this.list, () => this.requestUpdate())
    document.addEventListener('keydown', this.onPageKey)
    addEventListener('pagehide', this.onLeave)
    this.addEventListener('pointerdown', this.dragging.down)
    this.addEventListener('kinora:add', this.onAdd)
    void this.keeper.load()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.onPageKey)
    removeEventListener('pagehide', this.onLeave)
    this.removeEventListener('pointerdown', this.dragging.down)
    this.removeEventListener('kinora:add', this.onAdd)
    this.dragging.close()
  }

  private get scroller(): HTMLElement | null { return this.querySelector<HTMLElement>('.pl-list') }

  protected override updated(): void {
    const scroller = this.scroller
    if (scroller) {
      this.seen.height = scroller.clientHeight || this.seen.height
      layOut(this, this.list, this.seen, this.drop)
      if (this.follow && this.list.activeIndex >= 0) scroller.scrollTop = scrollFor(this.list.activeIndex, scroller.scrollTop, scroller.clientHeight)
      this.follow = false
      this.look(scroller)
    }
    const catalogue = this.querySelector<KinCatalogue>('kin-catalogue')
    catalogue?.requestUpdate()
    const dialog = this.querySelector('dialog')
    if (dialog && !dialog.open) dialog.showModal()
  }

  /** Draws other rows once the list was scrolled by some. */
  private look(scroller: HTMLElement): void {
    if (Math.abs(scroller.scrollTop - this.seen.top) < rowHeight * 4 && scroller.scrollTop !== 0) return
    if (scroller.scrollTop === this.seen.top) return
    this.seen.top = scroller.scrollTop
    this.requestUpdate()
  }

  private readonly onLeave = () => this.keeper.keep()

  private readonly onAdd = (event: Event) => {
    const items = (event as CustomEvent<api.ListedItem[]>).detail.map(itemOf)
    this.list.add(items)
    this.tell(items.length === 1 ? sayList.added(items[0]!.title, this.list.items.length) : sayList.addedMany(items.length))
  }

  private readonly onPageKey = (event: KeyboardEvent) => {
    const inField = (event.target as Element | null)?.closest?.('input, textarea, select, dialog[open]')
    const what = anywhere(event)
    if (event.defaultPrevented || !what || (inField && what !== 'save')) return
    event.preventDefault()
    this.do(what)
  }

  private readonly onListKey = (event: KeyboardEvent) => {
    const what = listKey(event)
    if (!what || what === 'save' || what === 'undo' || what === 'redo') return
    event.preventDefault()
    this.do(what)
  }

  private do(what: ListAct): void {
    const { list } = this
    if (what === 'save') return void this.keeper.save()
    if (what === 'up' || what === 'down') list.step(what === 'up' ? -1 : 1, false)
    else if (what === 'shiftUp' || what === 'shiftDown') list.step(what === 'shiftUp' ? -1 : 1, true)
    else if (what === 'home' || what === 'end') list.step(what === 'home' ? -list.items.length : list.items.length, false)
    else if (what === 'toggle') list.pick(Math.max(0, list.activeIndex), 'toggle')
    else if (what === 'all') list.pickAll()
    else if (what === 'clear') list.clear()
    else return this.change(what)
    this.follow = true
    this.requestUpdate()
  }

  private change(what: 'moveUp' | 'moveDown' | 'remove' | 'undo' | 'redo'): void {
    const { list } = this
    if (what === 'remove') {
      const count = list.remove()
      if (count > 0) this.tell(sayList.removed(count))
    } else if (what === 'undo' || what === 'redo') {
      if (what === 'undo' ? list.undo() : list.redo()) this.tell(what === 'undo' ? sayList.undone : sayList.redone)
    } else if (list.shift(what === 'moveUp' ? -1 : 1)) this.tell(this.placeWords())
  }

  private placeWords(): string {
    const { list } = this
    const first = list.firstChosen
    return list.chosen.size === 1 && first >= 0 ? sayList.place(list.items[first]!.title, first + 1, list.items.length) : sayList.movedMany(list.chosen.size)
  }

  /** After each change: said aloud, kept, shown. */
  private tell(text: string): void {
    this.told = text
    this.follow = true
    this.keeper.touched()
  }

  private readonly onRow = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('li[data-index]')
    if (!row) return
    const touch = (event as PointerEvent).pointerType === 'touch'
    this.list.pick(Number(row.dataset['index']), event.shiftKey ? 'range' : event.ctrlKey || event.metaKey || touch ? 'toggle' : 'only')
    this.querySelector<HTMLElement>('.pl-rows')?.focus({ preventScroll: true })
    this.requestUpdate()
  }

  private lift(row: HTMLElement): number {
    const id = row.dataset['title']!
    if (row.dataset['drag'] === 'add') {
      this.carried = (this.querySelector<KinCatalogue>('kin-catalogue')?.listed(id) ?? []).map(itemOf)
      return this.carried.length
    }
    const index = Number(row.dataset['index'])
    if (!this.list.chosen.has(this.list.items[index]?.key ?? -1)) this.list.pick(index, 'only')
    this.requestUpdate()
    return this.list.chosen.size
  }

  private over(x: number, y: number): void {
    const box = this.scroller?.getBoundingClientRect()
    const within = box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
    this.drop = within ? dropAt(y - box.top + this.scroller!.scrollTop, this.list.items.length) : null
    this.requestUpdate()
  }

  private put(): void {
    const { drop, carried, list } = this
    this.putBack()
    if (drop === null) return
    if (carried) {
      list.add(carried, drop)
      this.tell(sayList.added(carried[0]!.title, drop + 1))
    } else if (list.moveTo(drop)) this.tell(this.placeWords())
  }

  private putBack(): void {
    [this.drop, this.carried] = [null, null]
    this.requestUpdate()
  }

  private async showVersions(): Promise<void> {
    [this.open, this.versions] = ['versions', null]
    this.requestUpdate()
    const reply = await api.versions(this.playlist)
    this.versions = reply.ok ? reply.body.items : []
    this.requestUpdate()
  }

  private async describe(form: HTMLFormElement): Promise<void> {
    const fields = new FormData(form)
    const visibility = fields.get('visibility') as api.Playlist['visibility'] | null
    this.details = { message: '', free: null, busy: true }
    const reply = await this.keeper.describe({ name: String(fields.get('name')), description: String(fields.get('description')), ...visibility ? { visibility } : {} })
    this.details = reply.ok ? { message: '', free: null, busy: false } : { message: reply.message || sayList.notDone, free: api.suggestion(reply), busy: false }
    if (reply.ok || reply.status === 412) this.close()
    const head = document.querySelector('[data-playlist-name]')
    if (reply.ok && head) head.textContent = reply.body.name
    this.requestUpdate()
  }

  private readonly close = () => {
    [this.open, this.keeper.since] = [null, null]
    this.details = { message: '', free: null, busy: false }
    this.requestUpdate()
  }

  protected override render() {
    const { keeper } = this
    if (keeper.state === 'gone' || keeper.state === 'failed') return html`<p class="note bad" role="alert">${icon('warning')}<span>${keeper.state === 'gone' ? sayList.gone : sayList.loadFailed}</span>
      ${keeper.state === 'failed' ? html`<button type="button" class="btn small" @click=${() => void keeper.load()}>${sayList.again}</button>` : nothing}</p>`
    return html`<div class="cols pl-cols"><kin-catalogue .here=${(id: string) => this.list.items.length <= 2_000 && this.list.items.some(item => item.id === id)}></kin-catalogue>${this.pane()}</div>
      <p class="sr" role="status">${this.told}</p>${this.dialog()}`
  }

  private pane() {
    const { keeper, list } = this
    return html`<section class="panel pl-pane" aria-label=${sayList.list}>
      <header><h2 class="num">${sumLine(list)}</h2><span class="grow"></span>
        <span class=${keeper.dirty ? 'state warn' : 'state good'}>${keeper.dirty ? sayList.unsaved : sayList.saved}</span>
        <button type="button" class="btn small primary" ?disabled=${!keeper.dirty || keeper.state !== 'ready'} @click=${() => void keeper.save()}>${icon('save')}${keeper.state === 'saving' ? sayList.saving : sayList.save}</button></header>
      ${keeper.behind ? html`<p class="note">${icon('info')}<span>${sayList.behind}</span></p>` : nothing}
      ${this.tools()}
      <div class="pl-list pl-scroll" @scroll=${(event: Event) => this.look(event.currentTarget as HTMLElement)} @keydown=${this.onListKey} @click=${this.onRow}>
        ${keeper.state === 'loading' ? html`<p class="skeleton text"></p>` : list.items.length === 0
          ? html`<div class="empty">${icon('playlists')}<h3>${sayList.emptyHead}</h3><p>${sayList.empty}</p></div>` : rows(list, this.seen, this.dragging.active && this.carried === null)}
        ${this.drop === null ? nothing : html`<div class="pl-mark"></div>`}
      </div>
      <p class="quiet-text" id="pl-keys">${sayList.keys}</p></section>`
  }

  private tools() {
    const { list } = this
    const none = list.chosen.size === 0
    const tool = (name: string, label: string, off: boolean, run: () => void) =>
      html`<button type="button" class="round" aria-label=${label} title=${label} ?disabled=${off} @click=${run}>${icon(name)}</button>`
    return html`<div class="row pl-tools" role="toolbar" aria-label=${sayList.list}>
      ${tool('undo', sayList.undo, !list.canUndo, () => this.do('undo'))}${tool('redo', sayList.redo, !list.canRedo, () => this.do('redo'))}
      ${tool('up', sayList.up, none, () => this.do('moveUp'))}${tool('down', sayList.down, none, () => this.do('moveDown'))}${tool('delete', sayList.remove, none, () => this.do('remove'))}
      <span class="quiet-text num">${none ? nothing : sayList.chosen(list.chosen.size)}</span><span class="grow"></span>
      ${tool('edit', sayList.details, this.keeper.playlist === null, () => { this.open = 'details'; this.requestUpdate() })}
      ${tool('versions', sayList.versions, this.keeper.playlist === null, () => void this.showVersions())}</div>`
  }

  private dialog() {
    const { keeper } = this
    if (keeper.since) return conflictDialog(keeper.since, { merge: () => void keeper.merge(), theirs: () => void keeper.takeTheirs(), close: this.close })
    if (this.open === 'details') return detailsDialog(keeper.playlist!, this.rules, this.details, form => void this.describe(form), this.close)
    if (this.open === 'versions') return versionsDialog(this.versions, keeper.playlist!.version, version => { this.close(); void keeper.restore(version) }, this.close)
    return nothing
  }
}

customElements.define('kin-playlist', KinPlaylist)
