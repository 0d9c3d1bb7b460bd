/** A key meant for the page and not for a field, a player or a shortcut of the browser. */
export function forPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false
  const target = event.target as Element | null
  return !target?.closest?.('input, textarea, select, [contenteditable], dialog[open], [role=slider]')
}

/** `/` goes to the search field, `?` opens the help. */
export function pageKeys(): void {
  document.addEventListener('keydown', event => {
    if (!forPage(event)) return
    if (event.key === '/') {
      event.preventDefault()
      const field = [...document.querySelectorAll<HTMLInputElement>('input[type=search]')].find(input => input.checkVisibility?.() ?? true)
      if (field) field.focus()
      else location.assign('/search')
    }
    if (event.key === '?') openHelp()
  })
  document.addEventListener('click', event => {
    const target = event.target as Element | null
    if (target?.closest?.('[data-help]')) openHelp()
    const dialog = target?.closest?.('[data-close]')?.closest('dialog') ?? (target instanceof HTMLDialogElement ? target : null)
    dialog?.close()
  })
}

const openHelp = () => (document.getElementById('help') as HTMLDialogElement | null)?.showModal()
