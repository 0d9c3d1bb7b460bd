import { LitElement, html, nothing, type TemplateResult } from 'lit'
import { icon } from '../lib/icon.ts'
import { suggestion } from '../playlist/api.ts'
import { sayList } from '../playlist/words.ts'
import { faultOf, find, labelOf, mostSources, preview, save, titles, type Fault, type Method, type Preview, type Source, type Wish } from './source.ts'
import { badge, faultNote, previewOf, sumOf } from './view.ts'
import { sayMarathon } from './words.ts'

const wait = 200

/** Builds a marathon with its preview beside it: each change shows, shortly after, what would be saved. */
export class KinMarathon extends LitElement {
  private wish: Wish = {
    sources: [], method: 'interleave', pattern: '', seed: 1 + Math.floor(Math.random() * 99_999), keepRunOrder: true, noRepeats: false,
    limitItems: '', limitMinutes: '', fitMinutes: '', startAt: {}, bumper: null, bumperEvery: '1',
  }
  private found: Source[] | null = null
  private bumpers: { id: string; name: string }[] = []
  private made: Preview | null = null
  private fault: Fault | null = null
  private making = false
  private refused: { message: string; free: string | null } | null = null
  private name = ''
  private visibility = 'shared'
  private timer = 0
  private asked: AbortController | null = null
  private looking: AbortController | null = null
  private lookTimer = 0

  protected override createRenderRoot = () => this

  override connectedCallback(): void {
    super.connectedCallback()
    void this.look('')
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.timer)
    clearTimeout(this.lookTimer)
    this.asked?.abort()
    this.looking?.abort()
  }

  private later(words: string): void {
    clearTimeout(this.lookTimer)
    this.lookTimer = window.setTimeout(() => void this.look(words), wait)
  }

  private async look(words: string): Promise<void> {
    this.looking?.abort()
    const looking = this.looking = new AbortController()
    const found = await find(words, looking.signal)
    if (looking.signal.aborted) return
    this.found = found ?? []
    this.requestUpdate()
  }

  private set(change: Partial<Wish>): void {
    this.wish = { ...this.wish, ...change }
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.make(), wait)
    this.requestUpdate()
  }

  private async make(): Promise<void> {
    this.asked?.abort()
    if (this.wish.sources.length === 0) {
      [this.made, this.fault, this.making] = [null, null, false]
      return this.requestUpdate()
    }
    const asked = this.asked = new AbortController()
    this.making = true
    this.requestUpdate()
    const reply = await preview(this.wish, asked.signal)
    if (asked.signal.aborted) return
    this.making = false
    if (reply.ok) [this.made, this.fault] = [reply.body, null]
    else this.fault = faultOf(reply, sayMarathon.failed)
    this.requestUpdate()
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault()
    const reply = await save(this.name.trim(), this.visibility, this.wish)
    if (reply.ok) return location.assign(`/playlists/${encodeURIComponent(reply.body.id)}`)
    this.refused = { message: reply.message || sayList.notDone, free: suggestion(reply) }
    this.requestUpdate()
  }

  private take(source: Source): void {
    if (this.wish.sources.length < mostSources) this.set({ sources: [...this.wish.sources, source] })
  }

  private move(index: number, by: number): void {
    const sources = [...this.wish.sources]
    const [one] = sources.splice(index, 1)
    if (one) sources.splice(Math.max(0, index + by), 0, one)
    this.set({ sources })
  }

  protected override render() {
    return html`<div class="cols mara-cols"><div class="mara-side">${this.renderSources()}${this.renderHow()}</div>${this.renderPreview()}</div>`
  }

  private renderSources(): TemplateResult {
    const { sources } = this.wish
    const full = sources.length >= mostSources
    return html`<section class="panel pl-pane" aria-label=${sayMarathon.sources}><header><h2>${sayMarathon.sources}</h2><span class="quiet-text num">${sources.length}</span></header>
      ${sources.length === 0 ? html`<p class="quiet-text">${sayMarathon.noneChosen}</p>` : html`<ol class="list" role="list" aria-label=${sayMarathon.chosen}>${sources.map((source, index) => this.renderChosen(source, index))}</ol>`}
      <div class="search-field">${icon('search')}<input class="input" type="search" autocomplete="off" maxlength="200" aria-label=${sayMarathon.find} placeholder=${sayMarathon.find}
        @input=${(event: Event) => this.later((event.target as HTMLInputElement).value)}></div>
      ${full ? html`<p class="note">${icon('info')}<span>${sayMarathon.full}</span></p>` : nothing}
      ${this.found?.length === 0 ? html`<p class="quiet-text">${sayMarathon.noneFound}</p>` : nothing}
      <ul class="list mara-found" role="list">${(this.found ?? []).map(source => html`<li class="item plain"><span><b dir="auto">${source.name}</b>
        <small>${source.size === null ? sayMarathon.series : sayList.titles(source.size)}</small></span>
        <button type="button" class="round" ?disabled=${full} aria-label=${sayMarathon.add(source.name)} @click=${() => this.take(source)}>${icon('add')}</button></li>`)}</ul></section>`
  }

  private renderChosen(source: Source, index: number): TemplateResult {
    const label = labelOf(index)
    const made = this.made?.sources[index]
    const starts = this.wish.startAt[label] ?? ''
    return html`<li class="item mara-chosen">${badge(label)}<span><b dir="auto">${source.name}</b>
      <small class="num">${made && made.playlist_id === source.id ? sayMarathon.used(made.used, made.items) : source.size === null ? sayMarathon.series : sayList.titles(source.size)}</small></span>
      <input class="input" aria-label=${sayMarathon.startAt(source.name)} placeholder=${sayMarathon.startHint} maxlength="220" .value=${starts}
        aria-invalid=${String(this.fault?.field === `start_at.${label}`)} @input=${(event: Event) => this.set({ startAt: { ...this.wish.startAt, [label]: (event.target as HTMLInputElement).value } })}>
      <span class="row tight"><button type="button" class="round" aria-label=${sayMarathon.up(source.name)} ?disabled=${index === 0} @click=${() => this.move(index, -1)}>${icon('up')}</button>
        <button type="button" class="round" aria-label=${sayMarathon.down(source.name)} ?disabled=${index === this.wish.sources.length - 1} @click=${() => this.move(index, 1)}>${icon('down')}</button>
        <button type="button" class="round" aria-label=${sayMarathon.drop(source.name)} @click=${() => this.set({ sources: this.wish.sources.filter((_, at) => at !== index) })}>${icon('close')}</button></span></li>`
  }

  private renderHow(): TemplateResult {
    const { wish } = this
    const number = (key: 'limitItems' | 'limitMinutes' | 'fitMinutes' | 'bumperEvery', label: string, field: string) => html`<p class="field"><label for=${`mara-${key}`}>${label}</label>
      <input class="input" id=${`mara-${key}`} type="number" min="1" inputmode="numeric" .value=${wish[key]} aria-invalid=${String(this.fault?.field === field)} @input=${(event: Event) => this.set({ [key]: (event.target as HTMLInputElement).value })}></p>`
    const check = (key: 'keepRunOrder' | 'noRepeats', label: string) => html`<label class="check"><input type="checkbox" .checked=${wish[key]} @change=${(event: Event) => this.set({ [key]: (event.target as HTMLInputElement).checked })}>${label}</label>`
    return html`<section class="panel pl-pane" aria-label=${sayMarathon.how}><header><h2>${sayMarathon.how}</h2></header>
      <div class="row" role="group" aria-label=${sayMarathon.how}>${(Object.keys(sayMarathon.methods) as Method[]).map(method => html`<button type="button" class="chip" aria-pressed=${String(method === wish.method)} @click=${() => this.set({ method })}>${sayMarathon.methods[method]}</button>`)}</div>
      ${wish.method === 'interleave' ? this.renderPattern() : nothing}
      ${wish.method === 'shuffle' ? html`<div class="form inline"><p class="field"><label for="mara-seed">${sayMarathon.seed}</label><input class="input" id="mara-seed" type="number" min="0" .value=${String(wish.seed)}
        @input=${(event: Event) => this.set({ seed: Number((event.target as HTMLInputElement).value) || 0 })}></p><button type="button" class="btn small" @click=${() => this.set({ seed: 1 + Math.floor(Math.random() * 99_999) })}>${sayMarathon.otherSeed}</button></div><p class="quiet-text">${sayMarathon.seedHint}</p>` : nothing}
      ${check('keepRunOrder', sayMarathon.keepRunOrder)}${check('noRepeats', sayMarathon.noRepeats)}
      <details><summary>${sayMarathon.rules}</summary><div class="form mara-rules">${number('limitItems', sayMarathon.limitItems, 'limit_items')}${number('limitMinutes', sayMarathon.limitMinutes, 'limit_ms')}${number('fitMinutes', sayMarathon.fitMinutes, 'fit_ms')}
        ${this.renderBumper()}${wish.bumper ? number('bumperEvery', sayMarathon.bumperEvery, 'bumper_every') : nothing}</div></details></section>`
  }

  private renderPattern(): TemplateResult {
    const fault = this.fault?.field === 'pattern' ? this.fault : null
    return html`<p class="field"><label for="mara-pattern">${sayMarathon.pattern}</label><input class="input mono" id="mara-pattern" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="1000" placeholder="A2B1"
      .value=${this.wish.pattern} aria-invalid=${String(fault !== null)} aria-describedby=${fault ? 'mara-fault' : 'mara-hint'} @input=${(event: Event) => this.set({ pattern: (event.target as HTMLInputElement).value })}>
      ${fault?.position ? html`<small class="wrong" aria-hidden="true">${sayMarathon.place(fault.position, fault.token ?? '')}</small>` : nothing}<small id="mara-hint">${sayMarathon.patternHint}</small></p>`
  }

  private renderBumper(): TemplateResult {
    const { bumper } = this.wish
    if (bumper) return html`<p class="row"><span>${sayMarathon.bumper}: <b dir="auto">${bumper.name}</b></span><button type="button" class="btn small" @click=${() => this.set({ bumper: null })}>${sayMarathon.noBumper}</button></p>`
    const ask = async (event: Event) => { this.bumpers = await titles((event.target as HTMLInputElement).value); this.requestUpdate() }
    return html`<p class="field"><label for="mara-bumper">${sayMarathon.bumper}</label><input class="input" id="mara-bumper" type="search" autocomplete="off" placeholder=${sayMarathon.bumperHint} @change=${ask}></p>
      <div class="row">${this.bumpers.map(one => html`<button type="button" class="chip" @click=${() => { this.bumpers = []; this.set({ bumper: one }) }}>${one.name}</button>`)}</div>`
  }

  private renderPreview(): TemplateResult {
    const { made, fault, making, wish } = this
    return html`<section class="panel pl-pane" aria-label=${sayMarathon.preview} aria-busy=${String(making)}>
      <header><h2>${sayMarathon.preview}</h2><span class="quiet-text num" role="status">${making ? sayMarathon.making : made ? sumOf(made) : nothing}</span></header>
      ${fault ? faultNote(fault) : nothing}
      ${wish.sources.length === 0 ? html`<div class="empty">${icon('collections')}<h3>${sayMarathon.noneChosenHead}</h3><p>${sayMarathon.noneChosen}</p></div>` : made && !fault ? previewOf(made) : nothing}
      ${made && !fault ? html`<form class="form inline" @submit=${(event: Event) => void this.save(event)}>
        <p class="field"><label for="mara-name">${sayMarathon.name}</label><input class="input" id="mara-name" required maxlength="200" .value=${this.name} @input=${(event: Event) => { this.name = (event.target as HTMLInputElement).value }}></p>
        <p class="field"><label for="mara-who">${sayMarathon.whoSees}</label><select id="mara-who" @change=${(event: Event) => { this.visibility = (event.target as HTMLSelectElement).value }}>
          ${(['shared', 'private', 'unlisted'] as const).map(one => html`<option value=${one}>${sayList[one]}</option>`)}</select></p>
        <button type="submit" class="btn primary">${icon('save')}${sayMarathon.save}</button></form>
        ${this.refused ? html`<p class="note bad" role="alert">${icon('warning')}<span>${this.refused.message}</span>${this.refused.free ? html`<button type="button" class="btn small" @click=${() => { this.name = this.refused!.free!; this.refused = null; this.requestUpdate() }}>${sayMarathon.taken(this.refused.free)}</button>` : nothing}</p>` : nothing}` : nothing}
    </section>`
  }
}

customElements.define('kin-marathon', KinMarathon)
