import { html, nothing, type TemplateResult } from 'lit'
import { age, length, reasonLine } from '../lib/format.ts'
import { icon } from '../lib/icon.ts'
import { artOf, mediaOf, pageOf, playerOf } from '../lib/title.ts'
import { say } from '../strings.ts'
import type { FeedItem } from './source.ts'

export interface SlideState { picture: boolean; media: boolean; current: boolean; liked: boolean; added: boolean; hidden: boolean; broken: boolean; paused: boolean }
export type SlideAct = 'like' | 'later' | 'why' | 'hide' | 'share' | 'toggle'

/** One title, one screen: picture or clip, why it is here, and what one can do with it. */
export function slide(item: FeedItem, index: number, state: SlideState, act: (what: SlideAct) => void): TemplateResult {
  const { title } = item
  const playable = mediaOf(title.playback) !== null && !state.broken
  const side = (what: SlideAct, name: string, drawing: string, pressed?: boolean) => html`
    <button type="button" data-feed=${what} class=${pressed ? 'on' : ''} aria-pressed=${pressed === undefined ? nothing : String(pressed)} aria-label="${name}: ${title.title}"
      tabindex=${state.current ? 0 : -1} @click=${() => act(what)}>${icon(drawing)}</button><span aria-hidden="true">${name}</span>`
  return html`
    ${state.picture ? html`<img class="art" src=${artOf(title.id, 'clip')} alt="" width="360" height="640" decoding="async">` : nothing}
    ${playable && state.media ? html`<video data-index=${index} muted playsinline loop preload="auto" tabindex="-1" aria-label=${title.title} @click=${() => act('toggle')}></video>` : nothing}
    ${playable && state.current && state.paused ? html`<button type="button" class="big-play" aria-label=${say.feed.play} @click=${() => act('toggle')}>${icon('play')}</button>` : nothing}
    <div class="said">
      ${reasonLine(item) ? html`<span class="why">${icon('reason')}${reasonLine(item)}</span>` : nothing}
      <h2><a href=${pageOf(title.id)} tabindex=${state.current ? 0 : -1}>${title.title}</a></h2>
      <p>${facts(item)}</p>
      ${state.hidden ? html`<p class="note">${say.feed.hiddenHere}</p>` : nothing}
      ${playable ? nothing : html`<p>${state.broken ? say.feed.brokenMedia : title.synopsis ?? say.feed.noMedia}</p><p><a class="btn small" href=${mediaOf(title.playback) ? playerOf(title.id) : pageOf(title.id)} tabindex=${state.current ? 0 : -1}>${icon('play')}${say.feed.open}</a></p>`}
    </div>
    <div class="side">
      ${side('like', say.feed.like, 'like', state.liked)}
      ${side('later', say.feed.later, state.added ? 'added' : 'add', state.added)}
      ${side('why', say.feed.why, 'why')}
      ${side('hide', say.feed.hide, 'hide', state.hidden)}
      ${side('share', say.feed.share, 'share')}
    </div>
    ${playable ? html`<progress class="prog" max="1" value="0" aria-hidden="true"></progress>` : nothing}`
}

function facts({ title, repeat }: FeedItem): string {
  const long = title.duration_ms ? length(title.duration_ms) : ''
  const when = age(title.published_at, new Date()) || (title.year ? String(title.year) : '')
  return [title.creator ?? '', long, when, repeat ? say.feed.seenBefore : ''].filter(part => part !== '').join(' · ')
}
