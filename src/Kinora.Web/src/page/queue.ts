import { call, segment } from '../lib/http.ts'
import { say } from '../strings.ts'
import { toast } from './toasts.ts'

/** Where an item dropped at a height belongs among the others, from 1: before the first whose middle is below. */
export function placeAt(middles: readonly number[], height: number): number {
  const before = middles.findIndex(middle => height < middle)
  return (before < 0 ? middles.length : before) + 1
}

/** Rows of a queue are dragged, or moved by Alt and the arrows; without script their buttons post forms. */
export function queueOrder(): void {
  const list = document.querySelector<HTMLElement>('ol[data-queue]')
  if (!list) return
  let dragged: HTMLElement | null = null
  for (const row of rows(list)) row.draggable = true
  list.addEventListener('dragstart', event => {
    dragged = (event.target as Element).closest<HTMLElement>('li[data-video]')
    dragged?.classList.add('dragged')
  })
  list.addEventListener('dragover', event => {
    if (!dragged) return
    event.preventDefault()
    place(list, dragged, placeAt(middles(list, dragged), event.clientY))
  })
  list.addEventListener('drop', event => event.preventDefault())
  list.addEventListener('dragend', () => {
    dragged?.classList.remove('dragged')
    if (dragged) void save(list, dragged)
    dragged = null
  })
  list.addEventListener('click', event => {
    const step = (event.target as Element).closest<HTMLButtonElement>('button[data-step]')
    const row = step?.closest<HTMLElement>('li[data-video]')
    if (!step || !row) return
    event.preventDefault()
    move(list, row, step.dataset['step'] === 'up' ? -1 : 1)
    step.focus()
  })
  list.addEventListener('keydown', event => {
    const row = (event.target as Element).closest<HTMLElement>('li[data-video]')
    if (!row || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const focused = document.activeElement
    move(list, row, event.key === 'ArrowUp' ? -1 : 1)
    if (focused instanceof HTMLElement) focused.focus()
  })
}

const rows = (list: Element): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('li[data-video]')]
const middles = (list: Element, without: Element): number[] => rows(list).filter(row => row !== without).map(row => {
  const box = row.getBoundingClientRect()
  return box.top + box.height / 2
})

function move(list: HTMLElement, row: HTMLElement, by: number): void {
  const position = rows(list).indexOf(row) + 1 + by
  if (position < 1 || position > rows(list).length) return
  place(list, row, position)
  void save(list, row)
}

function place(list: HTMLElement, row: HTMLElement, position: number): void {
  const others = rows(list).filter(other => other !== row)
  const next = others[position - 1]
  if (row.nextElementSibling !== (next ?? null) || (!next && list.lastElementChild !== row)) list.insertBefore(row, next ?? null)
  rows(list).forEach((other, at, all) => {
    for (const button of other.querySelectorAll<HTMLButtonElement>('button[data-step]')) button.disabled = button.dataset['step'] === 'up' ? at === 0 : at === all.length - 1
  })
}

async function save(list: HTMLElement, row: HTMLElement): Promise<void> {
  const position = rows(list).indexOf(row) + 1
  const reply = await call('POST', `/api/user/queues/${segment(list.dataset['queue']!)}/move`, { video_id: row.dataset['video'], position }, { keepalive: true })
  if (reply.ok) toast(say.moved(row.querySelector('b')?.textContent?.trim() ?? '', position))
  else toast(reply.status === 0 ? say.noConnection : reply.message || say.notDone, { tone: 'bad' })
}
