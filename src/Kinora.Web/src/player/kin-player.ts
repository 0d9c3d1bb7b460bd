import { LitElement, html, type PropertyValues } from 'lit'
import { meta } from '../lib/http.ts'
import { attach } from '../lib/media.ts'
import { signal } from '../lib/signals.ts'
import { mediaOf } from '../lib/title.ts'
import { Viewing } from '../lib/viewing.ts'
import { forPage } from '../page/keys.ts'
import { perform } from './acts.ts'
import { chaptersOf, type Chapter } from './chapters.ts'
import { broken, controls, offers } from './controls.ts'
import { playerKey, resumeAt, type PlayerAct } from './keys.ts'
import { mediaSession } from './media-session.ts'
import { keepSpeed, speedFor } from './speeds.ts'
import { chosenTrack, keepSubtitles, showSubtitles, subtitlesOf, wantedSubtitles } from './subtitles.ts'
import { keepTheatre, theatreKept } from './theatre.ts'
import { thumbsOf, type Thumb } from './thumbs.ts'
import { loadVtt } from './vtt.ts'

/** Plays one title around the page's own `<video>`, which plays by itself where script is missing. Its attributes are its first properties. */
export class KinPlayer extends LitElement {
  static override properties = {
    titleId: { attribute: 'title-id' }, name: {}, creator: {}, series: {}, src: {}, webUrl: { attribute: 'web-url' }, resumeMs: { attribute: 'resume-ms', type: Number }, asked: { type: Boolean },
    durationMs: { attribute: 'duration-ms', type: Number }, nextUrl: { attribute: 'next-url' }, nextName: { attribute: 'next-name' }, speedOf: { attribute: 'speed-of' },
    defaultSpeed: { attribute: 'default-speed', type: Number }, signedIn: { attribute: 'signed-in', type: Boolean }, watched: { type: Boolean }, chaptersUrl: { attribute: 'chapters-url' },
    thumbnailsUrl: { attribute: 'thumbnails-url' }, playing: { state: true }, time: { state: true }, length: { state: true }, quiet: { state: true }, speed: { state: true }, failed: { state: true },
    countdown: { state: true }, full: { state: true }, theatre: { state: true }, offer: { state: true }, chapters: { state: true }, thumbs: { state: true }, track: { state: true },
  }
  titleId = ''; name = ''; creator = ''; series = ''; src = ''; webUrl = ''; resumeMs = 0; asked = false; durationMs = 0; nextUrl = ''; nextName = ''; speedOf = ''; defaultSpeed = 1
  signedIn = false; watched = false; chaptersUrl = ''; thumbnailsUrl = ''
  playing = false; time = 0; length = 0; quiet = false; speed = 1; failed = false; countdown: number | null = null; full = false; theatre = false; offer = false
  chapters: Chapter[] = []; thumbs: Thumb[] = []; track = -1
  resumed = 0

  private release: (() => void) | undefined
  private leaveSession: (() => void) | undefined
  private timers: Partial<Record<'counting' | 'idle' | 'offer', ReturnType<typeof setTimeout>>> = {}
  private readonly viewing = new Viewing((kind, fact) => signal(kind, this.titleId, 'player', fact))

  protected override createRenderRoot = () => this
  get video(): HTMLVideoElement { return this.querySelector('video')! }
  private get profile(): string { return meta('profile') }

  override connectedCallback(): void {
    super.connectedCallback()
    this.length = this.durationMs / 1000
    this.video.controls = false
    this.theatre = theatreKept(localStorage, this.profile)
    this.listen()
    this.applySpeed(speedFor(localStorage, this.profile, this.speedOf, this.defaultSpeed))
    this.open()
    this.leaveSession = mediaSession(this.video, { title: this.name, artist: this.creator, album: this.series, artwork: this.video.poster }, {
      seek: by => this.do({ do: 'seek', by }), to: second => this.to(second), next: this.nextUrl ? () => location.assign(this.nextUrl) : null,
    })
    document.addEventListener('keydown', this.onKey)
    document.addEventListener('fullscreenchange', this.onFull)
    document.addEventListener('kinora:act', this.onAct)
    addEventListener('pagehide', this.onLeave)
    this.addEventListener('pointermove', this.onMove)
    void this.loadTracks()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('keydown', this.onKey)
    document.removeEventListener('fullscreenchange', this.onFull)
    document.removeEventListener('kinora:act', this.onAct)
    removeEventListener('pagehide', this.onLeave)
    for (const timer of Object.values(this.timers)) clearTimeout(timer)
    this.viewing.leave(performance.now(), false)
    this.leaveSession?.()
    this.release?.()
  }

  open(): void {
    this.failed = false
    this.release?.()
    const media = mediaOf({ hls_url: this.src, manifest_url: null, web_url: null })
    if (media) this.release = attach(this.video, media, () => { this.failed = true }, true)
    else this.failed = true
  }

  private listen(): void {
    const { video } = this
    const now = () => [performance.now(), video.currentTime * 1000, this.total * 1000] as const
    video.addEventListener('loadedmetadata', () => this.begin(), { once: true })
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
    video.textTracks.addEventListener?.('addtrack', () => this.chooseSubtitles())
    this.chooseSubtitles()
  }

  private begin(): void {
    const at = this.asked ? this.resumeMs : resumeAt(this.resumeMs, this.total * 1000)
    if (at > 0) this.video.currentTime = at / 1000
    this.resumed = at / 1000
    this.offer = at > 0 && !this.asked
    if (this.offer) this.passOffer()
    void this.video.play().catch(() => undefined)
  }

  private async loadTracks(): Promise<void> {
    const [chapters, thumbs] = await Promise.all([loadVtt(this.chaptersUrl), loadVtt(this.thumbnailsUrl)])
    this.chapters = chaptersOf(chapters)
    this.thumbs = thumbsOf(thumbs, new URL(this.thumbnailsUrl, location.href).href)
  }

  get total(): number {
    return Number.isFinite(this.video.duration) && this.video.duration > 0 ? this.video.duration : this.durationMs / 1000
  }

  private handOver(): void {
    if (!this.nextUrl) return
    this.countdown = 8
    this.timers.counting = setInterval(() => {
      this.countdown = (this.countdown ?? 1) - 1
      if (this.countdown <= 0) location.assign(this.nextUrl)
    }, 1000)
  }

  stay(): void {
    clearInterval(this.timers.counting)
    this.countdown = null
  }

  holdOffer(): void { clearTimeout(this.timers.offer) }
  passOffer(): void { this.holdOffer(); this.timers.offer = setTimeout(() => this.closeOffer(), 8000) }
  closeOffer(): void { this.holdOffer(); this.offer = false }
  startOver(): void { this.closeOffer(); this.to(0) }
  to(second: number): void { this.video.currentTime = Math.max(0, Math.min(this.total, second)) }

  /** Also what loading sets the picture back to. */
  private applySpeed(speed: number): void { this.video.defaultPlaybackRate = this.video.playbackRate = this.speed = speed }

  setSpeed(speed: number): void {
    this.applySpeed(speed)
    keepSpeed(localStorage, this.profile, this.speedOf, speed)
  }

  setTheatre(on: boolean): void {
    this.theatre = on
    keepTheatre(localStorage, this.profile, on)
  }

  private chooseSubtitles(): void {
    this.track = chosenTrack(subtitlesOf(this.video), wantedSubtitles(localStorage, this.profile))
    void showSubtitles(this.video, subtitlesOf(this.video)[this.track] ?? null)
    this.requestUpdate()
  }

  setSubtitles(index: number): void {
    const chosen = subtitlesOf(this.video)[index] ?? null
    this.track = chosen ? index : -1
    void showSubtitles(this.video, chosen)
    keepSubtitles(localStorage, this.profile, chosen?.language || 'off')
  }

  private readonly onLeave = () => this.viewing.rest(performance.now())
  private readonly onAct = (event: Event) => {
    const { kind, on, titleId } = (event as CustomEvent<{ kind: string; on: boolean; titleId: string }>).detail
    if (kind === 'watched' && titleId === this.titleId) this.watched = on
  }
  /** What is said in the corner is seen in full screen too. */
  private readonly onFull = () => {
    this.full = document.fullscreenElement === this
    const toasts = document.getElementById('toasts')
    if (toasts) (this.full ? this : document.body).append(toasts)
  }
  private readonly onMove = () => {
    this.classList.remove('idle')
    clearTimeout(this.timers.idle)
    this.timers.idle = setTimeout(() => { if (this.playing) this.classList.add('idle') }, 3000)
  }
  private readonly onKey = (event: KeyboardEvent) => {
    if (!forPage(event)) return
    if (event.key === ' ' && (event.target as Element | null)?.closest?.('button, a')) return
    const act = playerKey(event.key)
    if (!act || (act.do === 'close' && !this.offer)) return
    event.preventDefault()
    this.onMove()
    this.do(act)
  }

  do(act: PlayerAct): void { perform(this, act) }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('theatre')) this.closest('.watch')?.classList.toggle('theatre', this.theatre)
  }

  protected override render() { return this.failed ? broken(this) : html`${offers(this)}${controls(this)}` }
}

customElements.define('kin-player', KinPlayer)
