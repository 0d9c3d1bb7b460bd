import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../lib/icon.ts'
import { say } from '../strings.ts'

export type Tab = 'following' | 'forYou' | 'newest'
const all: Tab[] = ['following', 'forYou', 'newest']

export function tabs(now: Tab, kinds: { kind: string; name: string; count: number }[], kind: string, choose: (tab: Tab) => void, pick: (kind: string) => void): TemplateResult {
  return html`<nav class="dials" aria-label=${say.feed.choose}>
    ${all.map(tab => html`<button type="button" aria-pressed=${String(tab === now)} @click=${() => choose(tab)}>${say.feed[tab]}</button>`)}
    ${kinds.length > 1 ? html`<select aria-label=${say.feed.kinds} @change=${(e: Event) => pick((e.target as HTMLSelectElement).value)}>
      ${kinds.map(k => html`<option value=${k.kind} ?selected=${k.kind === kind}>${k.name}</option>`)}</select>` : nothing}
  </nav>`
}

export const offlineNote = (): TemplateResult => html`<p class="feed-note" role="status">${icon('offline')}${say.feed.offline}</p>`

export const loading = (): TemplateResult => html`<article class="clip waiting" aria-label=${say.feed.loading}><span class="skeleton"></span><p class="said" role="status">${say.feed.loading}</p></article>`

const screen = (drawing: string, head: string, text: string, ways: unknown): TemplateResult =>
  html`<article class="clip state" aria-label=${head}><div class="empty">${icon(drawing)}<h2>${head}</h2><p>${text}</p><div class="row">${ways}</div></div></article>`

export const failed = (message: string, again: () => void): TemplateResult => screen('warning', say.feed.failedHead, message || say.feed.failed,
  html`<button type="button" class="btn primary" @click=${again}>${say.again}</button><a class="btn" href="/">${say.feed.toHome}</a>`)

/** Why there is no further slide, and where to go instead. */
export function empty(count: number, tab: Tab, choose: (tab: Tab) => void): TemplateResult {
  const forYou = html`<button type="button" class="btn primary" @click=${() => choose('forYou')}>${say.feed.forYou}</button>`
  if (tab === 'following') {
    return count > 0 ? screen('done', say.feed.followingEndHead, say.feed.followingEnd, forYou) : screen('people', say.feed.followingNoneHead, say.feed.followingNone, forYou)
  }
  const ways = html`<a class="btn primary" href="/search">${say.feed.search}</a><a class="btn" href="/">${say.feed.toHome}</a>`
  return count > 0 ? screen('done', say.feed.endHead, say.feed.end, ways) : screen('clip', say.feed.emptyHead, say.feed.empty, ways)
}
