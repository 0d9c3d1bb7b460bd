import { signal } from '../lib/signals.ts'
import { say } from '../strings.ts'
import { toast } from './toasts.ts'

/** Hands a title's address to the system's share sheet, else to the clipboard. */
export async function share(titleId: string, name: string, surface: string): Promise<void> {
  const url = new URL(`/titles/${encodeURIComponent(titleId).replace('%3A', ':')}`, location.href).href
  try {
    if (navigator.share) await navigator.share({ title: name, url })
    else {
      await navigator.clipboard.writeText(url)
      toast(say.linkCopied)
    }
    signal('share', titleId, surface)
  } catch (fault) {
    if (!(fault instanceof DOMException && fault.name === 'AbortError')) prompt(say.feed.share, url)
  }
}

export function shareButtons(): void {
  document.addEventListener('click', event => {
    const button = (event.target as Element | null)?.closest?.<HTMLElement>('button[data-share]')
    if (button) void share(button.dataset['share']!, button.dataset['name'] ?? '', button.dataset['surface'] ?? 'title')
  })
}
