import { describe, expect, it } from 'vitest'
import { placeAt } from '../src/page/queue.ts'

describe('a queue', () => {
  it('drops an item before the first one whose middle is below', () => {
    expect(placeAt([10, 20, 30], 5)).toBe(1)
    expect(placeAt([10, 20, 30], 25)).toBe(3)
    expect(placeAt([10, 20, 30], 99)).toBe(4)
    expect(placeAt([], 99)).toBe(1)
  })
})
