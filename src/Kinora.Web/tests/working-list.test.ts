import { describe, expect, it } from 'vitest'
import { itemOf, WorkingList } from '../src/playlist/working-list.ts'

const listed = (id: string, duration = 60_000) => itemOf({ video_id: id, title: id.toUpperCase(), duration_ms: duration, available: duration > 0, unavailable_reason: duration > 0 ? null : 'unavailable' })
const made = (ids: string): WorkingList => { const list = new WorkingList(); list.begin([...ids].map(id => listed(id))); return list }
const now = (list: WorkingList): string => list.ids.join('')
const chosen = (list: WorkingList): string => list.items.filter(item => list.chosen.has(item.key)).map(item => item.id).join('')

describe('the list that is worked on', () => {
  it('adds at the end or at a place, and chooses what it added', () => {
    const list = made('abc')
    list.add([listed('x')])
    list.add([listed('y'), listed('z')], 1)
    expect(now(list)).toBe('ayzbcx')
    expect(chosen(list)).toBe('yz')
  })

  it('moves what is chosen, together and apart, and stops at the ends', () => {
    const list = made('abcde')
    list.pick(1, 'only')
    list.pick(3, 'toggle')
    list.shift(-1)
    expect(now(list)).toBe('badce')
    list.shift(-1)
    expect(now(list)).toBe('bdace')
    expect(list.shift(-1)).toBe(false)
    list.shift(1)
    expect(now(list)).toBe('abdce')
  })

  it('drops what is chosen before a place as it was counted until then', () => {
    const list = made('abcde')
    list.pick(0, 'only')
    list.pick(3, 'toggle')
    expect(list.moveTo(5)).toBe(true)
    expect(now(list)).toBe('bcead')
    expect(list.moveTo(4)).toBe(false)
    list.moveTo(1)
    expect(now(list)).toBe('badce')
  })

  it('takes out what is chosen, and goes on at the item behind it', () => {
    const list = made('abcde')
    list.pick(1, 'only')
    list.pick(2, 'range')
    expect(list.remove()).toBe(2)
    expect(now(list)).toBe('ade')
    expect(chosen(list)).toBe('d')
    list.pick(2, 'only')
    list.remove()
    expect(chosen(list)).toBe('d')
    expect(made('').remove()).toBe(0)
  })

  it('goes back and ahead step by step, and a new change ends the way ahead', () => {
    const list = made('abc')
    list.pick(0, 'only')
    list.shift(1)
    list.shift(1)
    expect(now(list)).toBe('bca')
    list.undo()
    list.undo()
    expect([now(list), list.canUndo, list.undo()]).toEqual(['abc', false, false])
    list.redo()
    expect(now(list)).toBe('bac')
    list.remove()
    expect([now(list), list.canRedo]).toEqual(['bc', false])
    list.replace([listed('q')])
    list.undo()
    expect(now(list)).toBe('bc')
  })

  it('is walked through by keys, and choosing grows from where it began', () => {
    const list = made('abcde')
    list.step(1, false)
    list.step(1, false)
    list.step(1, true)
    list.step(1, true)
    expect(chosen(list)).toBe('bcd')
    list.step(-1, true)
    expect(chosen(list)).toBe('bc')
    list.step(99, false)
    expect(chosen(list)).toBe('e')
  })

  it('sums lengths and marks what is unknown, unavailable and there twice', () => {
    const list = new WorkingList()
    list.begin([listed('a'), listed('b', 0), listed('a')])
    const { total, unknown, unavailable, doubled } = list.sums
    expect([total, unknown, unavailable, [...doubled]]).toEqual([120_000, 1, 1, [list.items[2]!.key]])
  })

  it('loses and doubles nothing, whatever is done to it', () => {
    let seed = 7
    const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below
    for (let round = 0; round < 300; round++) {
      const list = made('abcdefgh')
      for (let step = 0; step < 12; step++) {
        list.pick(random(8), (['only', 'toggle', 'range'] as const)[random(3)]!)
        if (random(2)) list.shift(random(2) ? 1 : -1)
        else list.moveTo(random(9))
        expect([...now(list)].sort().join('')).toBe('abcdefgh')
      }
      while (list.undo());
      expect(now(list)).toBe('abcdefgh')
    }
  })

  it('remembers fewer steps of a long list', () => {
    const list = new WorkingList()
    list.begin(Array.from({ length: 100_000 }, (_, at) => listed(`t${at}`)))
    list.pick(50_000, 'only')
    for (let step = 0; step < 60; step++) list.shift(1)
    let back = 0
    while (list.undo()) back++
    expect(back).toBe(20)
  })
})
