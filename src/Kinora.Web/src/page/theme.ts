export type Theme = 'light' | 'dark'

/** The theme that is shown now: the person's choice, else the system's. */
export const shown = (): Theme => {
  const chosen = document.documentElement.dataset['theme']
  if (chosen === 'light' || chosen === 'dark') return chosen
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
}

/** The switch in the bar. The choice is a cookie, so that the server draws the next page in it from the first byte. */
export function themeSwitch(): void {
  document.addEventListener('click', event => {
    if (!(event.target as Element | null)?.closest?.('[data-theme-switch]')) return
    const next: Theme = shown() === 'dark' ? 'light' : 'dark'
    document.documentElement.dataset['theme'] = next
    document.cookie = `kin_theme=${next}; path=/; max-age=31536000; samesite=lax`
  })
}
