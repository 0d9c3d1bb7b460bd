/** Rows are of one height, so that of a long list only what is seen stands in the page. */
export const rowHeight = 60
const beyond = 8

/** Which rows (from, and up to without) stand in the page. */
export function rowsAt(scrolled: number, height: number, count: number): [number, number] {
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - beyond)
  return [Math.min(first, count), Math.min(count, Math.ceil((scrolled + height) / rowHeight) + beyond)]
}

/** Before which row (from 0) something is dropped at a height within the list. */
export const dropAt = (y: number, count: number): number => Math.max(0, Math.min(count, Math.round(y / rowHeight)))

/** How far a list must scroll so that a row is wholly seen. */
export function scrollFor(index: number, scrolled: number, height: number): number {
  const top = index * rowHeight
  return top < scrolled ? top : top + rowHeight > scrolled + height ? top + rowHeight - height : scrolled
}
