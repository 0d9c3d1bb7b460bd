import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const folder = 'src/styles/'
const physical = /(^|[\s;{])(left|right|(margin|padding|border|inset|scroll-(margin|padding))-(left|right)[a-z-]*|border-(top|bottom)-(left|right)-radius)\s*:|(text-align|float|clear)\s*:\s*(left|right)/g

describe('styles that hold in both directions of writing', () => {
  for (const file of readdirSync(folder).filter(name => name.endsWith('.css')))
    it(file, () => expect([...readFileSync(folder + file, 'utf8').matchAll(physical)].map(match => match[0].trim())).toEqual([]))

  it('a physical property would be found', () => expect('.a { margin-left: 1px; text-align:right }'.match(physical)).toHaveLength(2))
})
