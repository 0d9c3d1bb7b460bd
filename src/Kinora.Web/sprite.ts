import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** One symbol of the sprite: the drawing of an icon file without its outer element. */
export function symbol(id: string, file: string): string {
  const drawing = file.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/\s+/g, ' ').trim()
  return `<symbol id="${id}" viewBox="0 0 24 24" fill="${id === 'play' ? 'currentColor' : 'none'}" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round">${drawing}</symbol>`
}

/** Emits `icons-HASH.svg` (manifest key `icons.svg`) from the names in `src/icons.json`: ours → the icon package's. */
export function sprite(icons: Record<string, string>): Plugin {
  return {
    name: 'kinora-icons',
    apply: 'build',
    generateBundle() {
      const symbols = Object.entries(icons)
        .map(([id, name]) => symbol(id, readFileSync(new URL(`./node_modules/lucide-static/icons/${name}.svg`, import.meta.url), 'utf8')))
      this.emitFile({
        type: 'asset',
        name: 'icons.svg',
        originalFileName: 'icons.svg',
        source: `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`,
      })
    },
  }
}
