import { readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { sprite } from './sprite.ts'

const browsers = ['chrome123', 'edge123', 'firefox128', 'safari17.5']

export default defineConfig({
  base: '/assets/',
  publicDir: false,
  plugins: [sprite(JSON.parse(readFileSync(new URL('./src/icons.json', import.meta.url), 'utf8')))],
  build: {
    outDir: '../Kinora.Server/wwwroot/assets',
    emptyOutDir: true,
    assetsDir: '.',
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    target: browsers,
    cssTarget: browsers,
    rollupOptions: { input: ['src/main.ts', 'src/kin-feed.ts', 'src/kin-player.ts', 'src/kin-playlist.ts', 'src/kin-marathon.ts'] },
  },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.ts'] },
})
