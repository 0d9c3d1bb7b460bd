export interface Cue { start: number; end: number; text: string }

const time = /^(?:(\d{1,3}):)?(\d{2}):(\d{2})[.,](\d{3})$/
const letters: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: '\u00a0', lrm: '', rlm: '' }

function seconds(text: string): number | null {
  const found = time.exec(text)
  return found ? Number(found[1] ?? 0) * 3600 + Number(found[2]) * 60 + Number(found[3]) + Number(found[4]) / 1000 : null
}

const plain = (text: string): string => text.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => letters[name]!).trim()

/** The cues of a WebVTT file, by start; what is no cue is passed over. Nothing comes of a text that is no WebVTT. */
export function parseVtt(source: string): Cue[] {
  const blocks = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n').split(/\n{2,}/)
  if (!/^WEBVTT([ \t\n]|$)/.test(blocks[0] ?? '')) return []
  const cues: Cue[] = []
  for (const block of blocks) {
    const lines = block.split('\n')
    const at = lines.findIndex(line => line.includes('-->'))
    if (at < 0 || at > 1 || /^(NOTE|STYLE|REGION|WEBVTT)\b/.test(lines[0]!)) continue
    const [from = '', to = ''] = lines[at]!.split('-->')
    const [start, end] = [seconds(from.trim()), seconds(to.trim().split(/\s/)[0] ?? '')]
    if (start !== null && end !== null && end > start) cues.push({ start, end, text: plain(lines.slice(at + 1).join('\n')) })
  }
  return cues.sort((a, b) => a.start - b.start)
}

/** A WebVTT file's cues; none where there is no file or it cannot be had. */
export async function loadVtt(url: string): Promise<Cue[]> {
  if (!url) return []
  try {
    const answer = await fetch(url, { credentials: 'same-origin' })
    return answer.ok ? parseVtt(await answer.text()) : []
  } catch {
    return []
  }
}
