import { html, nothing, svg, type TemplateResult } from 'lit'
import { clock, length } from '../lib/format.ts'
import { icon } from '../lib/icon.ts'
import { artOf } from '../lib/title.ts'
import { sayList } from '../playlist/words.ts'
import { colourOf, type Fault, type Preview } from './source.ts'
import { sayMarathon } from './words.ts'

const mostRows = 200
const mostInStrip = 60

/** The label of a source in its colour. */
export const badge = (label: string | null): TemplateResult => html`<svg class="src" viewBox="0 0 22 22" role="img" aria-label=${label === null ? sayMarathon.isBumper : sayMarathon.from(label)}>
  <rect width="22" height="22" rx="6" fill=${colourOf(label)}></rect><text x="11" y="15.5" text-anchor="middle">${label ?? '·'}</text></svg>`

/** The first items as coloured bars, as wide as they are long. */
function strip(items: Preview['items']): TemplateResult {
  const shown = items.slice(0, mostInStrip)
  const widths = shown.map(item => Math.max(8, Math.min(60, item.duration_ms / 180_000)))
  const total = widths.reduce((sum, width) => sum + width, 0)
  let x = 0
  return html`<svg class="strip" viewBox="0 0 1000 38" preserveAspectRatio="none" role="img" aria-label=${sayMarathon.strip(shown.length)}>
    ${shown.map((item, at) => { const width = widths[at]! / total * 1000; const bar = svg`<rect x=${x} y="0" width=${Math.max(1, width - 2)} height="38" fill=${colourOf(item.source)}></rect>`; x += width; return bar })}</svg>`
}

/** What the pattern's fault says, with the place shown under the field. */
export const faultNote = (fault: Fault): TemplateResult => html`<p class="note bad" role="alert" id="mara-fault">${icon('warning')}<span>${fault.message}</span></p>`

/** The whole of a preview: sums, colours, what was left out, and the first rows. */
export function previewOf(made: Preview): TemplateResult {
  const notes = [
    made.unused_sources.length > 0 ? sayMarathon.unused(made.unused_sources.join(', ')) : null, made.repeats > 0 ? sayMarathon.repeats(made.repeats) : null,
    made.beyond > 0 ? sayMarathon.beyond(made.beyond) : null, made.needs_dupes ? sayMarathon.dupes : null,
  ].filter(note => note !== null)
  return html`${made.items.length > 0 ? strip(made.items) : nothing}
    ${notes.map(note => html`<p class="note">${icon('info')}<span>${note}</span></p>`)}
    <ol class="list mara-list" role="list">${made.items.slice(0, mostRows).map(item => html`<li class="item mara-row">
      <span class="mini"><img src=${artOf(item.video_id, 'still')} alt="" loading="lazy" width="320" height="180"></span>
      <span><b dir="auto">${item.title}</b><small>${item.season === null || item.episode === null ? nothing : sayMarathon.episode(item.season, item.episode)}</small></span>
      ${badge(item.source)}<span class="num">${item.duration_ms > 0 ? clock(item.duration_ms) : ''}</span></li>`)}</ol>
    ${made.items.length > mostRows ? html`<p class="quiet-text">${sayMarathon.more(made.items.length - mostRows)}</p>` : nothing}`
}

/** 18 titles · 19 h 4. */
export const sumOf = (made: Preview): string =>
  [sayList.titles(made.items.length), made.total_duration_ms > 0 ? length(made.total_duration_ms) : null, made.unknown_durations > 0 ? sayList.unknown(made.unknown_durations) : null].filter(Boolean).join(' · ')
