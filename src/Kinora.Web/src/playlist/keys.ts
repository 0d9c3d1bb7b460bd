export type ListAct = 'up' | 'down' | 'shiftUp' | 'shiftDown' | 'moveUp' | 'moveDown' | 'home' | 'end' | 'toggle' | 'all' | 'remove' | 'clear' | 'undo' | 'redo' | 'save'

/** What a key does in the list of a playlist; null where it is not one of ours. */
export function listKey(event: Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>): ListAct | null {
  const { key, altKey, shiftKey } = event
  const command = event.ctrlKey || event.metaKey
  if (command) return anywhere(event) ?? (key === 'a' ? 'all' : null)
  if (altKey) return key === 'ArrowUp' ? 'moveUp' : key === 'ArrowDown' ? 'moveDown' : null
  switch (key) {
    case 'ArrowUp': return shiftKey ? 'shiftUp' : 'up'
    case 'ArrowDown': return shiftKey ? 'shiftDown' : 'down'
    case 'Home': return 'home'
    case 'End': return 'end'
    case ' ': return 'toggle'
    case 'Delete': case 'Backspace': return 'remove'
    case 'Escape': return 'clear'
    default: return null
  }
}

/** Keys that count on the whole page, but in a field: there the browser's own undo is meant. */
export function anywhere({ key, shiftKey, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>): ListAct | null {
  if (!ctrlKey && !metaKey) return null
  const letter = key.toLowerCase()
  return letter === 's' ? 'save' : letter === 'z' ? (shiftKey ? 'redo' : 'undo') : letter === 'y' ? 'redo' : null
}
