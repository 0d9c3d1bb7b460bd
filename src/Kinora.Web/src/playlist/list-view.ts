import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { clock, length } from '../lib/format.ts'
import { icon } from '../lib/icon.ts'
import { artOf } from '../lib/title.ts'
import { rowHeight, rowsAt } from './windowed.ts'
import { sayList } from './words.ts'
import type { Item, WorkingList } from './working-list.ts'

export const rowId = (item: Item): string => `pl-${item.key}`

/** The rows that are seen, of a list of any length. */
export function rows(list: WorkingList, seen: { top: number; height: number }, dragged: boolean): TemplateResult {
  const [from, to] = rowsAt(seen.top, seen.height, list.items.length)
  const active = list.activeIndex
  const { doubled } = list.sums
  return html`<ol class="pl-rows" role="listbox" tabindex="0" aria-multiselectable="true" aria-label=${sayList.list} aria-describedby="pl-keys"
    aria-activedescendant=${active >= from && active < to ? rowId(list.items[active]!) : nothing}>
    ${repeat(list.items.slice(from, to), item => item.key, (item, at) => row(item, from + at, list, doubled.has(item.key), dragged))}</ol>`
}

function row(item: Item, index: number, list: WorkingList, double: boolean, dragged: boolean): TemplateResult {
  const chosen = list.chosen.has(item.key)
  const classes = ['item', 'pl-row', item.available ? '' : 'off', chosen && dragged ? 'drag' : '', item.key === list.active ? 'active' : ''].filter(Boolean).join(' ')
  return html`<li class=${classes} role="option" id=${rowId(item)} data-drag="move" data-index=${index} data-title=${item.id}
    aria-selected=${String(chosen)} aria-posinset=${index + 1} aria-setsize=${list.items.length}>
    <span class="grip" aria-hidden="true">${icon('grip')}</span>
    <span class="mini"><img src=${artOf(item.id, 'still')} alt="" loading="lazy" draggable="false" width="320" height="180"></span>
    <span><b dir="auto">${item.title}</b><small>${[String(index + 1), item.available ? null : sayList.reasons[item.reason ?? 'unavailable'] ?? item.reason, double ? sayList.isTwice : null].filter(Boolean).join(' · ')}</small></span>
    <span class="num">${item.duration > 0 ? clock(item.duration) : ''}</span></li>`
}

/** Places what the rows' list and the mark of a drop need, which the page's policy allows from code only. */
export function layOut(root: Element, list: WorkingList, seen: { top: number; height: number }, drop: number | null): void {
  const box = root.querySelector<HTMLElement>('.pl-rows')
  if (box) {
    box.style.blockSize = `${list.items.length * rowHeight}px`
    box.style.paddingBlockStart = `${rowsAt(seen.top, seen.height, list.items.length)[0] * rowHeight}px`
  }
  const mark = root.querySelector<HTMLElement>('.pl-mark')
  if (mark && drop !== null) mark.style.insetBlockStart = `${drop * rowHeight - 1}px`
}

/** 12 titles · 19 h 4 · 1 not available · 2 twice. */
export function sumLine(list: WorkingList): string {
  const { total, unknown, unavailable, doubled } = list.sums
  return [
    sayList.titles(list.items.length), total > 0 ? length(total) : null, unknown > 0 ? sayList.unknown(unknown) : null,
    unavailable > 0 ? sayList.off(unavailable) : null, doubled.size > 0 ? sayList.twice(doubled.size) : null,
  ].filter(Boolean).join(' · ')
}
