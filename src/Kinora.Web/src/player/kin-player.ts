import { LitElement, html, nothing } from 'lit'
import { clock } from '../lib/format.ts'
import { icon } from '../lib/icon.ts'
import { attach } from '../lib/media.ts'
import { signal } from '../lib/signals.ts'
import { mediaOf } from '../lib/title.ts'
import { Viewing } from '../lib/viewing.ts'
import { forPage } from '../page/keys.ts'
import { say } from '../strings.ts'
import { nextSpeed, playerKey, resumeAt, speeds, type PlayerAct } from './keys.ts'

/**
 * Plays one title around the page's own `<video>`, which plays by itself where script is missing. Attributes: `title-id`, `name`, `src`,
 * `web-url`, `resume-ms`, `duration-ms`, `next-url`, `next-name`.
 */
export class KinPlayer extends LitElement {
  static override properties = {
    titleId: { attribute: 'title-id' }, name: {}, src: {}, webUrl: { attribute: 'web-url' }, resumeMs: { attribute: 'resume-ms', type: Number },
    durationMs: { attribute: 'duration-ms', type: Number }, nextUrl: { attribute: 'next-url' }, nextName: { attribute: 'next-name' },
    playing: { state: true }, time: { state: true }, length: { state: true }, quiet: { state: true }, speed: { state: true }, broken: { state: true }, countdown: { state: true }, full: { state: true },
  }
  titleId = ''; name = ''; src = ''; webUrl = ''; resumeMs = 0; durationMs = 0; nextUrl = ''; nextName = ''
  playing = false; time = 0; length = 0; quiet = false; speed = 1; broken = false; countdown: number | null = null; full = false

  private release: (() => void) | undefined
  private resumed = 0
  private counting: ReturnType<typeof setInterval> | undefined
  private idle: ReturnType<typeof setTimeout> | undefined
  private readonly viewing = new Viewing((kind, fact) => signal(kind, this.titleId, 'player', fact))

  protected override createRenderRoot = () => this
  private get video(): HTMLVideoElement { return this.querySelector('video')! }

  override connectedCallback(): void {
    super.connectedCallback()
    this.length = this.durationMs / 1000
    this.video.controls = false
    this.listen()
    this.open()
    document.addEventListener('keydown', this.onKey)
    document.addEventListener('fullscreenchange', this.onFull)
    addEventListener('pagehide', this.onLeave)
    this.addEventListener('pointermove', this.onMove)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.onKey)
    document.removeEventListener('fullscreenchange', this.onFull)
    removeEventListener('pagehide', this.onLeave)
    clearInterval(this.counting)
    clearTimeout(this.idle)
    this.viewing.leave(performance.now(), false)
    this.release?.()
  }

  private open(): void {
    this.broken = false
    this.release?.()
    const media = mediaOf({ hls_url: this.src, manifest_url: null, web_url: null })
    if (media) this.release = attach(this.video, media, () => { this.broken = true })
    else this.broken = true
  }

  private listen(): void {
    const { video } = this
    const now = () => [performance.now(), video.currentTime * 1000, this.total * 1000] as const
    video.addEventListener('loadedmetadata', () => {
      this.resumed = resumeAt(this.resumeMs, this.total * 1000) / 1000
      if (this.resumed > 0) video.currentTime = this.resumed
      void video.play().catch(() => undefined)
    }, { once: true })
    video.addEventListener('durationchange', () => { this.length = this.total })
    video.addEventListener('playing', () => { this.playing = true; this.viewing.start(...now()) })
    video.addEventListener('pause', () => { this.playing = false; this.viewing.rest(performance.now()) })
    video.addEventListener('seeking', () => this.viewing.seek())
    video.addEventListener('timeupdate', () => { this.time = video.currentTime; this.viewing.at(...now()) })
    video.addEventListener('volumechange', () => { this.quiet = video.muted })
    video.addEventListener('ratechange', () => { this.speed = video.playbackRate })
    video.addEventListener('ended', () => { this.viewing.end(); this.handOver() })
    video.addEventListener('click', () => this.do({ do: 'toggle' }))
    video.addEventListener('dblclick', () => this.do({ do: 'full' }))
  }

  private get total(): number {
    return Number.isFinite(this.video.duration) && this.video.duration > 0 ? this.video.duration : this.durationMs / 1000
  }

  private handOver(): void {
    if (!this.nextUrl) return
    this.countdown = 8
    this.counting = setInterval(() => {
      this.countdown = (this.countdown ?? 1) - 1
      if (this.countdown <= 0) location.assign(this.nextUrl)
    }, 1000)
  }

  private stay(): void {
    clearInterval(this.counting)
    this.countdown = null
  }

  private readonly onLeave = () => this.viewing.rest(performance.now())
  private readonly onFull = () => { this.full = document.fullscreenElement === this }
  private readonly onMove = () => {
    this.classList.remove('idle')
    clearTimeout(this.idle)
    this.idle = setTimeout(() => { if (this.playing) this.classList.add('idle') }, 3000)
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (!forPage(event)) return
    if (event.key === ' ' && (event.target as Element | null)?.closest?.('button, a')) return
    const act = playerKey(event.key)
    if (!act) return
    event.preventDefault()
    this.onMove()
    this.do(act)
  }

  private do(act: PlayerAct): void {
    const { video } = this
    if (act.do === 'toggle') void (video.paused ? video.play().catch(() => undefined) : video.pause())
    else if (act.do === 'seek') video.currentTime = Math.max(0, Math.min(this.total, video.currentTime + act.by))
    else if (act.do === 'to') video.currentTime = this.total * act.share
    else if (act.do === 'volume') { video.muted = false; video.volume = Math.min(1, Math.max(0, video.volume + act.by)) }
    else if (act.do === 'mute') video.muted = !video.muted
    else if (act.do === 'speed') video.playbackRate = nextSpeed(video.playbackRate, act.by)
    else if (act.do === 'pip') void (document.pictureInPictureElement ? document.exitPictureInPicture() : video.requestPictureInPicture?.())?.catch(() => undefined)
    else void (document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen?.())?.catch(() => undefined)
  }

  protected override render() {
    if (this.broken) return this.renderBroken()
    const words = say.player
    const button = (act: PlayerAct, name: string, drawing: string) => html`<button type="button" class="round" data-do=${act.do} aria-label=${name} title=${name} @click=${() => this.do(act)}>${icon(drawing)}</button>`
    return html`
      ${this.countdown === null ? nothing : html`<div class="handover" role="status"><p>${words.nextIn(this.countdown)}</p><h2>${this.nextName}</h2>
        <div class="row"><a class="btn primary" href=${this.nextUrl}>${icon('next')}${words.next}</a><button type="button" class="btn" @click=${() => this.stay()}>${words.stay}</button></div></div>`}
      <div class="controls" role="group" aria-label=${words.label}>
        <input type="range" class="seek" min="0" max=${Math.max(1, Math.floor(this.length))} step="1" .value=${String(Math.floor(this.time))} aria-label=${words.seek}
          aria-valuetext="${clock(this.time * 1000)} / ${clock(this.length * 1000)}" @input=${(e: Event) => { this.video.currentTime = Number((e.target as HTMLInputElement).value) }}>
        <div class="row">
          ${button({ do: 'toggle' }, this.playing ? words.pause : words.play, this.playing ? 'pause' : 'play')}
          ${button({ do: 'seek', by: -10 }, words.back, 'back')}${button({ do: 'seek', by: 10 }, words.ahead, 'ahead')}
          ${button({ do: 'mute' }, this.quiet ? words.sound : words.mute, this.quiet ? 'muted' : 'sound')}
          <span class="num">${clock(this.time * 1000)} / ${clock(this.length * 1000)}</span>
          ${this.resumed > 0 ? html`<button type="button" class="btn small quiet" @click=${() => { this.video.currentTime = 0; this.resumed = 0; this.requestUpdate() }}>${words.fromStart}</button>` : nothing}
          <span class="grow"></span>
          <select aria-label=${words.speed} .value=${String(this.speed)} @change=${(e: Event) => { this.video.playbackRate = Number((e.target as HTMLSelectElement).value) }}>
            ${speeds.map(s => html`<option value=${s} ?selected=${s === this.speed}>${s}×</option>`)}</select>
          ${document.pictureInPictureEnabled ? button({ do: 'pip' }, words.pip, 'pip') : nothing}
          ${button({ do: 'full' }, this.full ? words.leaveFull : words.full, 'full')}
          ${this.nextUrl ? html`<a class="round" href=${this.nextUrl} aria-label="${words.next}: ${this.nextName}" title=${words.next}>${icon('next')}</a>` : nothing}
        </div>
      </div>`
  }

  private renderBroken() {
    const words = say.player
    return html`<div class="empty" role="alert">${icon('warning')}<h2>${words.failedHead}</h2><p>${words.failed}</p><div class="row">
      ${this.webUrl ? html`<a class="btn primary" href=${this.webUrl} rel="noopener noreferrer" target="_blank">${icon('outside')}${words.page}</a>` : nothing}
      <button type="button" class="btn" @click=${() => this.open()}>${words.again}</button></div></div>`
  }
}

customElements.define('kin-player', KinPlayer)
