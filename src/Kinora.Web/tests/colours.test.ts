import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('src/styles/tokens.css', 'utf8')
const colour = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`

/** A token in the light and in the dark theme, as relative luminance. */
function luminance(token: string): [number, number] {
  const found = new RegExp(String.raw`--${token}: light-dark\(${colour}, ${colour}\)|--${token}: light-dark\(${colour}, ${colour}\)`).exec(css)
  if (!found) throw new Error(`no pair --${token}`)
  const [l1, c1, h1, l2, c2, h2] = found.slice(1).filter(Boolean).map(Number) as [number, number, number, number, number, number]
  return [relative(l1, c1, h1), relative(l2, c2, h2)]
}

/** OKLCH to linear sRGB (Ottosson), cut to the gamut, then WCAG's relative luminance. */
function relative(lightness: number, chroma: number, hue: number): number {
  const [a, b] = [chroma * Math.cos(hue * Math.PI / 180), chroma * Math.sin(hue * Math.PI / 180)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const cut = (value: number) => Math.min(1, Math.max(0, value))
  return 0.2126 * cut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
    + 0.7152 * cut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
    + 0.0722 * cut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
}

const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

describe('contrast', () => {
  it('is computed as the standard says', () => expect(contrast(relative(1, 0, 0), relative(0, 0, 0))).toBeCloseTo(21, 1))

  const words = ['text', 'text-2', 'text-3', 'brass', 'good', 'warn', 'bad'].flatMap(word => ['ink', 'ink-2', 'ink-3'].map(ground => [word, ground] as const))
  it.each([...words, ['brass-ink', 'brass'] as const])('%s on %s reaches 4.5 in both themes', (word, ground) => {
    const [over, under] = [luminance(word), luminance(ground)]
    for (const theme of [0, 1] as const) expect(contrast(over[theme], under[theme])).toBeGreaterThanOrEqual(4.5)
  })
  it.each(['ink', 'ink-2'])('an edge on %s reaches 3 in both themes', ground => {
    const [over, under] = [luminance('edge'), luminance(ground)]
    for (const theme of [0, 1] as const) expect(contrast(over[theme], under[theme])).toBeGreaterThanOrEqual(3)
  })
})
