import { describe, expect, it } from 'vitest'
import { travel } from '../src/lib/grid.ts'

const widths = [5, 0, 2, 20]
describe('travel', () => {
  it.each([
    [{ rail: 0, card: 1 }, 'ArrowRight', { rail: 0, card: 2 }],
    [{ rail: 0, card: 4 }, 'ArrowRight', { rail: 0, card: 4 }],
    [{ rail: 0, card: 0 }, 'ArrowLeft', { rail: 0, card: 0 }],
    [{ rail: 3, card: 7 }, 'Home', { rail: 3, card: 0 }],
    [{ rail: 3, card: 7 }, 'End', { rail: 3, card: 19 }],
    [{ rail: 0, card: 4 }, 'ArrowDown', { rail: 2, card: 1 }],
    [{ rail: 2, card: 1 }, 'ArrowUp', { rail: 0, card: 1 }],
  ])('from %o by %s to %o', (from, key, to) => {
    expect(travel(from, key, widths)).toEqual(to)
  })
  it('leaves the first and the last rail to the page', () => {
    expect(travel({ rail: 0, card: 0 }, 'ArrowUp', widths)).toBeNull()
    expect(travel({ rail: 3, card: 0 }, 'ArrowDown', widths)).toBeNull()
    expect(travel({ rail: 0, card: 0 }, 'Enter', widths)).toBeNull()
  })
  it('follows the reading direction', () => {
    expect(travel({ rail: 0, card: 1 }, 'ArrowLeft', widths, true)).toEqual({ rail: 0, card: 2 })
  })
})
