import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

interface Entry { file: string; css?: string[]; imports?: string[] }
const folder = '../Kinora.Server/wwwroot/assets/'
const built = existsSync(folder + 'manifest.json')

/** What a page transfers for these entries before pictures: scripts, what they import, styles. Names that load on use are not counted. */
function transferred(...entries: string[]): number {
  const manifest = JSON.parse(readFileSync(folder + 'manifest.json', 'utf8')) as Record<string, Entry>
  const [files, waiting] = [new Set<string>(), [...entries]]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const entry = manifest[name]
    if (!entry) throw new Error(`nothing built from ${name}`)
    if (files.has(entry.file)) continue
    for (const file of [entry.file, ...entry.css ?? []]) files.add(file)
    waiting.push(...entry.imports ?? [])
  }
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(folder + file.replace('assets/', ''))).length, 0) / 1000
}

// The whole page may transfer 300 kB before pictures; its HTML and the icons need room too.
describe.skipIf(!built)('what a page loads, in kB gzipped', () => {
  it('every page: 40', () => expect(transferred('src/main.ts')).toBeLessThan(40))
  it('the feed: 80', () => expect(transferred('src/main.ts', 'src/kin-feed.ts')).toBeLessThan(80))
  it('the player before a stream: 80', () => expect(transferred('src/main.ts', 'src/kin-player.ts')).toBeLessThan(80))
  it('the builders of playlists and marathons: 80', () => expect(Math.max(transferred('src/main.ts', 'src/kin-playlist.ts'), transferred('src/main.ts', 'src/kin-marathon.ts'))).toBeLessThan(80))
  it('the player with a stream that brings subtitles, the most that it loads: 280', () => {
    const whole = Object.keys(JSON.parse(readFileSync(folder + 'manifest.json', 'utf8'))).find(name => name.endsWith('hls.js/dist/hls.mjs'))
    expect(whole).toBeDefined()
    expect(transferred('src/main.ts', 'src/kin-player.ts', whole!)).toBeLessThan(280)
  })
  it('hls.js comes only with a stream', () => expect(transferred('src/main.ts', 'src/kin-feed.ts', 'src/kin-player.ts')).toBeLessThan(100))
})
