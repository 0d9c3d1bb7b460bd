import { say } from '../strings.ts'

interface Toast { undo?: () => void; tone?: 'bad' }

const region = (): HTMLElement => {
  const there = document.getElementById('toasts')
  if (there) return there
  const made = Object.assign(document.createElement('div'), { id: 'toasts', className: 'toasts' })
  made.setAttribute('role', 'status')
  made.setAttribute('aria-live', 'polite')
  document.body.append(made)
  return made
}

/** Says something in the corner, for eight seconds longer than the pointer or the focus rests on it. At most three at once. */
export function toast(text: string, { undo, tone }: Toast = {}): void {
  const box = region()
  const element = document.createElement('div')
  element.className = tone === 'bad' ? 'toast bad' : 'toast'
  element.append(Object.assign(document.createElement('p'), { textContent: text }))
  const close = () => element.remove()
  if (undo) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn small quiet', textContent: say.undo })
    button.addEventListener('click', () => { close(); undo() })
    element.append(button)
  }
  let timer = setTimeout(close, 8000)
  const hold = () => clearTimeout(timer)
  const release = () => { clearTimeout(timer); timer = setTimeout(close, 8000) }
  element.addEventListener('pointerenter', hold)
  element.addEventListener('focusin', hold)
  element.addEventListener('pointerleave', release)
  element.addEventListener('focusout', release)
  box.append(element)
  while (box.children.length > 3) box.firstElementChild?.remove()
}
