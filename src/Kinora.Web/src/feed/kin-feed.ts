import { LitElement, html, nothing, type PropertyValues } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { call, segment } from '../lib/http.ts'
import { icon } from '../lib/icon.ts'
import { device } from '../lib/signals.ts'
import { perform } from '../page/cards.ts'
import { share } from '../page/share.ts'
import { say } from '../strings.ts'
import { explanation, type Explained } from './explain.ts'
import { feedKey } from './keys.ts'
import { FeedPlayback } from './playback.ts'
import { FeedSight } from './sight.ts'
import { slide, type SlideAct } from './slide.ts'
import { FeedSource, near, type FeedPage, type Served } from './source.ts'
import { empty, failed, loading, offlineNote, tabs, type Tab } from './states.ts'

/**
 * The bottomless stream, one title a screen. Attributes: `kinds` (JSON: `[{"kind":"clip","name":"Clips","count":60}]`), `kind`, `dial`.
 * It lives in the page's own tree, so that the page's style sheet and help apply to it.
 */
export class KinFeed extends LitElement {
  static override properties = {
    kinds: { type: Array }, kind: { type: String, reflect: true }, dial: { type: String },
    current: { state: true }, muted: { state: true }, paused: { state: true }, online: { state: true }, tab: { state: true }, explained: { state: true },
  }
  kinds: { kind: string; name: string; count: number }[] = []
  kind = 'clip'
  dial = 'balanced'
  current = 0
  muted = true
  paused = false
  online = navigator.onLine
  tab: Tab = 'forYou'
  explained: Explained | 'loading' | 'gone' | 'failed' | null = null

  private source = this.fresh()
  private sight: FeedSight | undefined
  private readonly marks = { liked: new Set<string>(), added: new Set<string>(), hidden: new Set<string>(), broken: new Set<number>() }
  private readonly playback = new FeedPlayback(
    index => { this.marks.broken.add(index); this.requestUpdate() },
    (index, share) => { const bar = this.querySelector<HTMLProgressElement>(`.clip[data-index="${index}"] .prog`); if (bar) bar.value = share })

  protected override createRenderRoot = () => this

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.dial === 'chronological') this.tab = 'newest'
    document.addEventListener('keydown', this.onKey)
    document.addEventListener('visibilitychange', this.onBackground)
    document.addEventListener('kinora:act', this.onAct)
    addEventListener('online', this.onLine)
    addEventListener('offline', this.onLine)
    this.restart()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.onKey)
    document.removeEventListener('visibilitychange', this.onBackground)
    document.removeEventListener('kinora:act', this.onAct)
    removeEventListener('online', this.onLine)
    removeEventListener('offline', this.onLine)
    this.sight?.close()
    this.playback.close()
  }

  private fresh(): FeedSource {
    const link = (navigator as { connection?: { effectiveType?: string; saveData?: boolean } }).connection
    const connection = link?.saveData || /2g/.test(link?.effectiveType ?? '') ? 'slow' : link?.effectiveType === '3g' ? 'ok' : 'fast'
    return new FeedSource({ kind: this.kind, device: device(), connection, pageSize: 12 }, path => call<FeedPage>('GET', path), this.tab === 'following')
  }

  private restart(): void {
    this.playback.close()
    for (const set of Object.values(this.marks)) set.clear()
    this.source = this.fresh()
    this.current = 0
    this.querySelector('.feed-track')?.scrollTo({ top: 0 })
    void this.more()
  }

  private async more(): Promise<void> {
    const asked = this.source.more()
    this.requestUpdate()
    await asked
    this.requestUpdate()
  }

  protected override updated(_: PropertyValues): void {
    const track = this.querySelector('.feed-track')
    if (track && !this.sight) this.sight = new FeedSight(track, index => this.source.items[index], index => this.look(index))
    this.sight?.sync(this.querySelectorAll('.clip[data-index]'))
    this.playback.sync(this.querySelectorAll<HTMLVideoElement>('video[data-index]'), index => this.source.items[index])
    this.playback.show(this.current, this.paused || document.visibilityState === 'hidden' || this.explained !== null, this.muted)
    const dialog = this.querySelector('dialog')
    if (dialog && !dialog.open) dialog.showModal()
  }

  private look(index: number): void {
    if (index === this.current) return
    this.current = index
    this.paused = false
    if (index >= this.source.items.length - 5 && this.online) void this.more()
  }

  private go(by: number): void {
    const next = this.querySelectorAll('.feed-track > *')[this.current + by]
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    next?.scrollIntoView({ behavior: calm ? 'instant' : 'smooth', block: 'start' })
  }

  private readonly onKey = (event: KeyboardEvent) => {
    const what = feedKey(event)
    if (!what) return
    event.preventDefault()
    if (what === 'next') this.go(1)
    else if (what === 'previous') this.go(-1)
    else if (what === 'mute') this.muted = !this.muted
    else this.do(what, this.source.items[this.current])
  }

  private readonly onBackground = () => {
    if (document.visibilityState === 'hidden') this.playback.rest()
    this.requestUpdate()
  }

  private readonly onLine = () => {
    this.online = navigator.onLine
    if (this.online && (this.source.state === 'failed' || this.current >= this.source.items.length - 5)) void this.more()
  }

  private readonly onAct = (event: Event) => {
    const { kind, on, titleId } = (event as CustomEvent<{ kind: 'like' | 'hide' | 'add'; on: boolean; titleId: string }>).detail
    const set = { like: this.marks.liked, hide: this.marks.hidden, add: this.marks.added }[kind]
    if (on) set.add(titleId)
    else set.delete(titleId)
    this.requestUpdate()
  }

  private do(what: SlideAct, item: Served | undefined): void {
    if (!item) return
    const { id, title } = item.title
    if (what === 'toggle') this.paused = !this.paused
    else if (what === 'like') void perform('like', !this.marks.liked.has(id), id, title, 'feed', true)
    else if (what === 'later') void perform('add', !this.marks.added.has(id), id, title, 'feed')
    else if (what === 'share') void share(id, title, 'feed')
    else if (what === 'why') void this.explain(item)
    else void this.hide(item)
  }

  private async hide({ title: { id, title } }: Served): Promise<void> {
    const on = !this.marks.hidden.has(id)
    if (await perform('hide', on, id, title, 'feed') && on) this.go(1)
  }

  private async explain({ session, position, reason, rung, explored, score }: Served): Promise<void> {
    this.explained = 'loading'
    const reply = await call<Explained>('GET', `/api/feed/explain?feed_session=${segment(session)}&position=${position}`)
    this.explained = reply.ok ? { reason, rung, explored, score, ...reply.body } : reply.status === 404 ? 'gone' : 'failed'
  }

  private async choose(tab: Tab): Promise<void> {
    if (tab === this.tab) return
    this.tab = tab
    const familiar = this.dial === 'chronological' ? 'balanced' : this.dial
    await call('PUT', '/api/feed/dials', { mode: tab === 'forYou' ? familiar : 'chronological' })
    this.restart()
  }

  private pick(kind: string): void {
    this.kind = kind
    history.replaceState(history.state, '', `?kind=${encodeURIComponent(kind)}`)
    this.restart()
  }

  protected override render() {
    const { items, state } = this.source
    return html`
      ${tabs(this.tab, this.kinds, this.kind, tab => void this.choose(tab), kind => this.pick(kind))}
      ${this.online ? nothing : offlineNote()}
      <div class="feed-track" role="feed" aria-label=${say.feed.label} aria-busy=${String(state === 'loading')}>
        ${repeat(items, (_, index) => index, (item, index) => this.renderSlide(item, index))}
        ${state === 'loading' ? loading() : nothing}
        ${state === 'failed' ? failed(this.source.refusal, () => void this.more()) : nothing}
        ${state === 'end' ? empty(items.length, this.tab, tab => void this.choose(tab)) : nothing}
      </div>
      <div class="feed-step">
        <button type="button" class="round" aria-label=${say.feed.previous} @click=${() => this.go(-1)}>${icon('up')}</button>
        <button type="button" class="round" aria-label=${say.feed.next} @click=${() => this.go(1)}>${icon('down')}</button>
        <button type="button" class="round" aria-label=${this.muted ? say.feed.sound : say.feed.mute} aria-pressed=${String(!this.muted)} @click=${() => { this.muted = !this.muted }}>${icon(this.muted ? 'muted' : 'sound')}</button>
      </div>
      ${this.explained === null ? nothing : this.renderWhy()}`
  }

  private renderSlide(item: Served, index: number) {
    const { picture, media } = near(index, this.current)
    const id = item.title.id
    const state = {
      picture, media, current: index === this.current, paused: this.paused, broken: this.marks.broken.has(index),
      liked: this.marks.liked.has(id), added: this.marks.added.has(id), hidden: this.marks.hidden.has(id),
    }
    return html`<article class="clip" data-index=${index} data-title=${id} data-position=${item.position} aria-posinset=${index + 1} aria-setsize="-1" aria-label=${item.title.title}>
      ${picture ? slide(item, index, state, what => this.do(what, item)) : nothing}</article>`
  }

  private renderWhy() {
    const close = () => { this.explained = null }
    const body = this.explained === 'loading' ? html`<p class="skeleton text"></p>`
      : this.explained === 'gone' ? html`<p>${say.whyGone}</p>` : this.explained === 'failed' ? html`<p>${say.whyFailed}</p>` : explanation(this.explained!)
    return html`<dialog class="sheet" aria-label=${say.whyHead} @close=${close} @click=${(e: Event) => { if (e.target === e.currentTarget) close() }}>
      <header><h2>${say.whyHead}</h2><button type="button" class="round" aria-label=${say.close} @click=${close}>${icon('close')}</button></header>${body}</dialog>`
  }
}

customElements.define('kin-feed', KinFeed)
