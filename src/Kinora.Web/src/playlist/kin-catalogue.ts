import { LitElement, html, nothing } from 'lit'
import { length } from '../lib/format.ts'
import { call } from '../lib/http.ts'
import { icon } from '../lib/icon.ts'
import { artOf } from '../lib/title.ts'
import type { ListedItem } from './api.ts'
import { sayList } from './words.ts'

interface Found { id: string; title: string; year: number | null; kind: string; duration_ms: number | null; genres: string[]; available: boolean; unavailable_reason: string | null }
interface Page { items: Found[]; next_cursor: string | null; total: number; facets: Record<string, { value: string; titles: number }[]>; did_you_mean: string | null }

const wait = 120
/** What a playlist may hold: series and seasons are played by their episodes. */
const kinds = ['movie', 'episode', 'clip', 'stream', 'audio'].map(kind => `kind=${kind}`).join('&')

/** The catalogue, searched while typing. Fires `kinora:add` with the items to be added; rows are dragged by whoever holds the element. */
export class KinCatalogue extends LitElement {
  static override properties = { here: { attribute: false }, query: { state: true }, genre: { state: true }, items: { state: true }, state: { state: true } }
  /** Whether a title stands in the list already. */
  here: (id: string) => boolean = () => false
  query = ''
  genre: string | null = null
  items: readonly Found[] = []
  state: 'loading' | 'ready' | 'failed' = 'loading'

  private page: Page | null = null
  private took = 0
  private timer = 0
  /** Enter was pressed before the answer was there: its first title is meant, not the one that stood there before. */
  private wanted = false
  private asked: AbortController | null = null

  protected override createRenderRoot = () => this

  override connectedCallback(): void {
    super.connectedCallback()
    void this.ask()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.timer)
    this.asked?.abort()
  }

  /** The rows of one or several shown titles, as items of a list. */
  listed(id: string): ListedItem[] { return this.items.filter(item => item.id === id).map(listedOf) }

  private later(query: string): void {
    this.query = query
    this.state = 'loading'
    this.wanted = false
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.ask(), wait)
  }

  private async ask(cursor: string | null = null): Promise<void> {
    this.asked?.abort()
    const asked = this.asked = new AbortController()
    this.state = 'loading'
    const more = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
    const genre = this.genre ? `&genre=${encodeURIComponent(this.genre)}` : ''
    const began = performance.now()
    const reply = await call<Page>('GET', `/api/catalog/titles?limit=30&${kinds}&q=${encodeURIComponent(this.query.trim())}${genre}${more}`, undefined, { signal: asked.signal })
    if (asked.signal.aborted) return
    this.state = reply.ok ? 'ready' : 'failed'
    if (!reply.ok) return
    this.took = Math.max(1, Math.round(performance.now() - began))
    this.page = reply.body
    this.items = cursor ? [...this.items, ...reply.body.items] : reply.body.items
    if (this.wanted && this.items[0]) this.add([this.items[0]])
    this.wanted = false
  }

  private choose(genre: string): void {
    this.genre = this.genre === genre ? null : genre
    void this.ask()
  }

  private add(items: readonly Found[]): void {
    this.dispatchEvent(new CustomEvent<ListedItem[]>('kinora:add', { bubbles: true, detail: items.map(listedOf) }))
  }

  protected override render() {
    const { page, state } = this
    return html`<section class="panel pl-pane" aria-label=${sayList.catalogue}>
      <header><h2>${sayList.catalogue}</h2><span class="quiet-text num" role="status">${state === 'loading' && !page ? sayList.searching : page ? sayList.found(page.total, this.took) : nothing}</span></header>
      <div class="search-field">${icon('search')}<input class="input" type="search" maxlength="200" autocomplete="off" aria-label=${sayList.search} placeholder=${sayList.searchHint}
        .value=${this.query} @input=${(event: Event) => this.later((event.target as HTMLInputElement).value)} @keydown=${(event: KeyboardEvent) => this.key(event)}></div>
      ${this.genres()}
      ${state === 'failed' ? html`<p class="note bad" role="alert">${icon('warning')}<span>${sayList.searchFailed}</span><button type="button" class="btn small" @click=${() => void this.ask()}>${sayList.again}</button></p>` : nothing}
      ${page?.did_you_mean ? html`<button type="button" class="chip" @click=${() => { this.later(page.did_you_mean!) }}>${sayList.didYouMean(page.did_you_mean)}</button>` : nothing}
      ${page && this.items.length === 0 ? html`<p class="quiet-text pl-none">${sayList.nothing}</p>` : nothing}
      <div class="pl-scroll" tabindex="-1"><ul class="list" role="list">${this.items.map(item => this.row(item))}</ul>
        ${page?.next_cursor ? html`<button type="button" class="btn small pl-more" @click=${() => void this.ask(page.next_cursor)}>${sayList.more}</button>` : nothing}</div>
      ${this.items.length > 1 ? html`<button type="button" class="btn small" @click=${() => this.add(this.items)}>${icon('add')}${sayList.addShown(this.items.length)}</button>` : nothing}
    </section>`
  }

  private genres() {
    const counts = this.page?.facets['genre'] ?? []
    if (counts.length === 0) return nothing
    const shown = this.genre && !counts.slice(0, 6).some(count => count.value === this.genre) ? [...counts.filter(count => count.value === this.genre), ...counts.slice(0, 5)] : counts.slice(0, 6)
    return html`<div class="facet">${shown.map(count => html`<button type="button" class="chip" aria-pressed=${String(count.value === this.genre)} @click=${() => this.choose(count.value)}>
      ${count.value} <span class="num">${count.titles}</span></button>`)}</div>`
  }

  private row(item: Found) {
    const time = item.duration_ms ? length(item.duration_ms) : null
    const line = [item.available ? null : sayList.reasons['unavailable'], this.here(item.id) ? sayList.inList : null, item.year, item.genres[0]].filter(Boolean).join(' · ')
    return html`<li class=${item.available ? 'item pl-row' : 'item pl-row off'} data-drag="add" data-title=${item.id}>
      <span class="grip" aria-hidden="true">${icon('grip')}</span>
      <span class="mini"><img src=${artOf(item.id, 'still')} alt="" loading="lazy" draggable="false" width="320" height="180"></span>
      <span><b dir="auto">${item.title}</b><small>${line}</small></span>
      <span class="num">${time ?? ''}</span>
      <button type="button" class="round" aria-label=${sayList.add(item.title)} @click=${() => this.add([item])}>${icon('add')}</button></li>`
  }

  /** Enter adds the first title that was found; the arrow goes to the rows. */
  private key(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault()
      if (this.state === 'loading') this.wanted = true
      else if (this.items[0]) this.add([this.items[0]])
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      this.querySelector<HTMLElement>('li .round')?.focus()
    }
  }
}

const listedOf = (item: Found): ListedItem =>
  ({ video_id: item.id, title: item.title, duration_ms: item.duration_ms ?? 0, available: item.available, unavailable_reason: item.unavailable_reason })

customElements.define('kin-catalogue', KinCatalogue)
