import { html, nothing, type TemplateResult } from 'lit'
import { say } from '../strings.ts'

export interface Factor { name: string; value: number; weight: number | null }
/** The reply of the explain route, as far as a person is told. */
export interface Explained { reason?: string; rung?: string; explored?: boolean; score?: number; factors?: unknown; because?: unknown; caused_by?: unknown; dropped?: unknown }

/** Factors come as a list of named values or as an object of numbers or pairs. */
export function factorsOf(raw: unknown): Factor[] {
  const entries: [string, unknown][] = Array.isArray(raw)
    ? raw.map(part => [String((part as { name?: unknown }).name ?? (part as { factor?: unknown }).factor ?? ''), part])
    : raw !== null && typeof raw === 'object' ? Object.entries(raw) : []
  return entries.flatMap(([name, part]) => {
    const value = number(typeof part === 'object' ? (part as { value?: unknown } | null)?.value : part)
    const weight = number(typeof part === 'object' ? (part as { weight?: unknown } | null)?.weight : null)
    return name && Number.isFinite(value) ? [{ name: words(name), value, weight: Number.isFinite(weight) ? weight : null }] : []
  })
}

/** What the filters left out: counts by filter, without the zeros. */
export function droppedOf(raw: unknown): [string, number][] {
  const entries: [string, unknown][] = Array.isArray(raw)
    ? raw.map(part => [String((part as { filter?: unknown }).filter ?? (part as { name?: unknown }).name ?? ''), (part as { count?: unknown }).count])
    : raw !== null && typeof raw === 'object' ? Object.entries(raw) : []
  return entries.map(([name, count]): [string, number] => [words(name), Number(count)]).filter(([name, count]) => name !== '' && count > 0)
}

export function becauseOf(raw: unknown): string[] {
  const list = Array.isArray(raw) ? raw : raw ? [raw] : []
  return list.map(part => typeof part === 'string' ? part : String((part as { title?: unknown; name?: unknown }).title ?? (part as { name?: unknown }).name ?? '')).filter(text => text !== '')
}

const number = (raw: unknown) => typeof raw === 'number' ? raw : NaN
const words = (name: string) => name.replaceAll(/[_-]/g, ' ').replace(/^./, c => c.toUpperCase())
const figure = (n: number) => n.toFixed(2)

export function explanation(reply: Explained): TemplateResult {
  const factors = factorsOf(reply.factors)
  const dropped = droppedOf(reply.dropped)
  const because = becauseOf(reply.because ?? reply.caused_by)
  return html`
    ${reply.reason ? html`<p class="why">${reply.reason}</p>` : nothing}
    <dl class="facts">
      ${reply.rung ? html`<dt>${say.why.rung}</dt><dd>${say.rungs[reply.rung] ?? reply.rung}</dd>` : nothing}
      ${because.length > 0 ? html`<dt>${say.why.because}</dt><dd>${because.join(', ')}</dd>` : nothing}
      ${typeof reply.score === 'number' ? html`<dt>${say.why.score}</dt><dd class="num">${figure(reply.score)}</dd>` : nothing}
    </dl>
    ${reply.explored ? html`<p class="note">${say.why.explored}</p>` : nothing}
    ${factors.length > 0 ? html`<table class="table"><caption>${say.why.factors}</caption>
      <thead><tr><th>${say.why.factor}</th><th class="num">${say.why.value}</th><th class="num">${say.why.weight}</th></tr></thead>
      <tbody>${factors.map(f => html`<tr><th scope="row">${f.name}</th><td class="num">${figure(f.value)}</td><td class="num">${f.weight === null ? '–' : figure(f.weight)}</td></tr>`)}</tbody></table>` : nothing}
    ${dropped.length > 0 ? html`<h3>${say.why.dropped}</h3><ul class="plain">${dropped.map(([name, count]) => html`<li>${name}: <span class="num">${count}</span></li>`)}</ul>` : nothing}`
}
