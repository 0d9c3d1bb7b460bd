import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../lib/icon.ts'
import type { ListedItem, Playlist, Since, Version } from './api.ts'
import { sayList } from './words.ts'

/** A dialog of the builder; it opens itself once it stands in the page. */
const sheet = (head: string, body: TemplateResult, close: () => void): TemplateResult =>
  html`<dialog class="sheet" aria-label=${head} @close=${close} @click=${(event: Event) => { if (event.target === event.currentTarget) close() }}>
    <header><h2>${head}</h2><button type="button" class="round" aria-label=${sayList.close} @click=${close}>${icon('close')}</button></header>${body}</dialog>`

/** What the other one saved, and the ways on. */
export function conflictDialog(since: Since, acts: { merge: () => void; theirs: () => void; close: () => void }): TemplateResult {
  const named = (head: string, items: readonly ListedItem[]) => items.length === 0 ? nothing : html`<dt>${head}</dt><dd>${items.map(item => item.title).join(', ')}</dd>`
  const nothingSeen = since.added.length + since.removed.length === 0 && !since.moved
  return sheet(sayList.conflictHead, html`<p>${sayList.conflict(since.by ?? sayList.somebody)}</p>
    <dl class="facts">${named(sayList.theyAdded, since.added)}${named(sayList.theyRemoved, since.removed)}</dl>
    ${since.moved ? html`<p>${sayList.theyMoved}</p>` : nothingSeen ? html`<p>${sayList.theyNothing}</p>` : nothing}
    <div class="row"><button type="button" class="btn primary" @click=${acts.merge}>${sayList.merge}</button>
      <button type="button" class="btn" @click=${acts.theirs}>${sayList.takeTheirs}</button>
      <button type="button" class="btn quiet" @click=${acts.close}>${sayList.keepEditing}</button></div>`, acts.close)
}

export interface DetailsState { message: string; free: string | null; busy: boolean }

/** Name, description and who sees it. */
export function detailsDialog(playlist: Playlist, rules: boolean, state: DetailsState, save: (form: HTMLFormElement) => void, close: () => void): TemplateResult {
  const take = (event: Event) => { ((event.currentTarget as HTMLElement).closest('form')!.elements.namedItem('name') as HTMLInputElement).value = state.free! }
  return sheet(sayList.details, html`<form class="form" @submit=${(event: Event) => { event.preventDefault(); save(event.currentTarget as HTMLFormElement) }}>
    ${state.message ? html`<p class="note bad" role="alert">${icon('warning')}<span>${state.message}</span>${state.free ? html`<button type="button" class="btn small" @click=${take}>${sayList.take(state.free)}</button>` : nothing}</p>` : nothing}
    <p class="field"><label for="pl-name">${sayList.name}</label><input class="input" id="pl-name" name="name" required maxlength="200" value=${playlist.name}></p>
    <p class="field"><label for="pl-about">${sayList.about}</label><textarea id="pl-about" name="description" maxlength="2000" .value=${playlist.description ?? ''}></textarea></p>
    ${rules ? html`<p class="field"><label for="pl-who">${sayList.whoSees}</label><select id="pl-who" name="visibility">
      ${(['shared', 'private', 'unlisted'] as const).map(one => html`<option value=${one} ?selected=${one === playlist.visibility}>${sayList[one]}</option>`)}</select></p>` : nothing}
    <div class="row"><button type="submit" class="btn primary" ?disabled=${state.busy}>${sayList.save}</button></div></form>`, close)
}

/** What the playlist was before, newest first. */
export function versionsDialog(versions: readonly Version[] | null, now: number, restore: (version: number) => void, close: () => void): TemplateResult {
  const row = (one: Version) => html`<li class="item plain"><span><b>${sayList.version(one.version)} · ${sayList.titles(one.size)}</b>
      <small>${[one.saved_by, new Date(one.saved_at).toLocaleString(), one.change].filter(Boolean).join(' · ')}</small></span>
    ${one.version === now ? html`<span class="state good">${sayList.now}</span>` : html`<button type="button" class="btn small" aria-label=${sayList.restoreNamed(one.version)} @click=${() => restore(one.version)}>${sayList.restore}</button>`}</li>`
  return sheet(sayList.versionsHead, versions === null ? html`<p class="skeleton text"></p>`
    : html`<p class="quiet-text">${sayList.versionsLead}</p><ul class="list pl-versions" role="list">${versions.map(row)}</ul>`, close)
}
