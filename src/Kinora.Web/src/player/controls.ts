import { html, nothing, type TemplateResult } from 'lit'
import { clock } from '../lib/format.ts'
import { icon } from '../lib/icon.ts'
import { say } from '../strings.ts'
import { chapterAt, skipOf } from './chapters.ts'
import { speedsWith, type PlayerAct } from './keys.ts'
import type { KinPlayer } from './kin-player.ts'
import { subtitlesOf } from './subtitles.ts'

/** The bar below the picture. */
export function controls(player: KinPlayer): TemplateResult {
  const words = say.player
  const button = (act: PlayerAct, name: string, drawing: string, key: string, on?: boolean) => html`<button type="button" class="round" data-do=${act.do} aria-label=${name} title="${name} (${key})"
    aria-keyshortcuts=${key} aria-pressed=${on === undefined ? nothing : String(on)} @click=${() => player.do(act)}>${icon(drawing)}</button>`
  const chapter = chapterAt(player.chapters, player.time)
  return html`<div class="controls" role="group" aria-label=${words.label}>
    <kin-seek .time=${player.time} .length=${player.length} .chapters=${player.chapters} .thumbs=${player.thumbs} @kinora:seek=${(e: CustomEvent<number>) => player.to(e.detail)}></kin-seek>
    <div class="row">
      ${button({ do: 'toggle' }, player.playing ? words.pause : words.play, player.playing ? 'pause' : 'play', 'k')}
      ${button({ do: 'seek', by: -10 }, words.back, 'back', 'j')}${button({ do: 'seek', by: 10 }, words.ahead, 'ahead', 'l')}
      ${button({ do: 'mute' }, player.quiet ? words.sound : words.mute, player.quiet ? 'muted' : 'sound', 'm')}
      <span class="num">${clock(player.time * 1000)} / ${clock(player.length * 1000)}</span>
      ${chapter ? html`<span class="chapter">${chapter.title}</span>` : nothing}
      <span class="grow"></span>
      ${subtitles(player)}
      <select aria-label=${words.speed} .value=${String(player.speed)} @change=${(e: Event) => player.setSpeed(Number((e.target as HTMLSelectElement).value))}>
        ${speedsWith(player.speed).map(s => html`<option value=${s} ?selected=${s === player.speed}>${s}×</option>`)}</select>
      ${player.signedIn ? html`${button({ do: 'note' }, words.note, 'note', 'n')}<button type="button" class="round" data-act="watched" data-title=${player.titleId} data-name=${player.name} data-surface="player"
        aria-label=${words.watched} title="${words.watched} (w)" aria-keyshortcuts="w" aria-pressed=${String(player.watched)}>${icon('done')}</button>` : nothing}
      ${document.pictureInPictureEnabled ? button({ do: 'pip' }, words.pip, 'pip', 'p') : nothing}
      ${button({ do: 'theatre' }, words.theatre, 'theatre', 't', player.theatre)}
      ${button({ do: 'full' }, player.full ? words.leaveFull : words.full, 'full', 'f')}
      ${player.nextUrl ? html`<a class="round" href=${player.nextUrl} aria-label="${words.next}: ${player.nextName}" title=${words.next}>${icon('next')}</a>` : nothing}
    </div>
  </div>`
}

function subtitles(player: KinPlayer): TemplateResult | typeof nothing {
  const tracks = subtitlesOf(player.video)
  if (tracks.length === 0) return nothing
  return html`<label class="subs" title="${say.player.subtitles} (c)">${icon('subtitles')}<select aria-label=${say.player.subtitles} @change=${(e: Event) => player.setSubtitles(Number((e.target as HTMLSelectElement).value))}>
    <option value="-1" ?selected=${player.track < 0}>${say.player.noSubtitles}</option>
    ${tracks.map((track, i) => html`<option value=${i} ?selected=${i === player.track}>${track.label || track.language || i + 1}</option>`)}</select></label>`
}

/** What stands over the picture for a while: where it was resumed, what can be skipped, what comes next. */
export function offers(player: KinPlayer): TemplateResult {
  const words = say.player
  const skip = skipOf(chapterAt(player.chapters, player.time))
  return html`
    ${player.offer ? html`<div class="offer" role="status" @pointerenter=${() => player.holdOffer()} @focusin=${() => player.holdOffer()} @pointerleave=${() => player.passOffer()} @focusout=${() => player.passOffer()}>
      <span>${words.resumed(clock(player.resumed * 1000))}</span><button type="button" class="btn small" aria-keyshortcuts="Home" @click=${() => player.startOver()}>${words.startOver}</button>
      <button type="button" class="round" aria-label=${say.close} @click=${() => player.closeOffer()}>${icon('close')}</button></div>` : nothing}
    ${skip && player.countdown === null ? html`<button type="button" class="btn skip-part" aria-keyshortcuts="s" @click=${() => player.do({ do: 'skip' })}>${icon('next')}${words.skip[skip]}</button>` : nothing}
    ${player.countdown === null ? nothing : html`<div class="handover" role="status"><p>${words.nextIn(player.countdown)}</p><h2>${player.nextName}</h2>
      <div class="row"><a class="btn primary" href=${player.nextUrl}>${icon('next')}${words.next}</a><button type="button" class="btn" @click=${() => player.stay()}>${words.stay}</button></div></div>`}`
}

export function broken(player: KinPlayer): TemplateResult {
  const words = say.player
  return html`<div class="empty" role="alert">${icon('warning')}<h2>${words.failedHead}</h2><p>${words.failed}</p><div class="row">
    ${player.webUrl ? html`<a class="btn primary" href=${player.webUrl} rel="noopener noreferrer" target="_blank">${icon('outside')}${words.page}</a>` : nothing}
    <button type="button" class="btn" @click=${() => player.open()}>${words.again}</button></div></div>`
}
