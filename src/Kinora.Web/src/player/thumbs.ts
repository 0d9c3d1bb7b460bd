import type { Cue } from './vtt.ts'

/** A piece of a picture; without `w` all of it. */
export interface Thumb { start: number; end: number; url: string; x: number; y: number; w: number; h: number }

/** Cues that name pictures, by addresses that are relative to the file. */
export function thumbsOf(cues: readonly Cue[], file: string): Thumb[] {
  const thumbs: Thumb[] = []
  for (const { start, end, text } of cues) {
    try {
      const url = new URL(text.split('\n')[0]!.trim(), file)
      if (!/^https?:$/.test(url.protocol)) continue
      const [x = 0, y = 0, w = 0, h = 0] = (/xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)/.exec(url.hash)?.slice(1) ?? []).map(Number)
      url.hash = ''
      thumbs.push({ start, end, url: url.href, x, y, w, h })
    } catch {
      // No address: no picture for this stretch.
    }
  }
  return thumbs
}

export const thumbAt = (thumbs: readonly Thumb[], at: number): Thumb | null => thumbs.findLast(thumb => thumb.start <= at && at < thumb.end) ?? null

const pictures = new Map<string, Promise<HTMLImageElement>>()

/** Draws it into a canvas, whose attributes take its size. A picture is fetched once. */
export async function draw(canvas: HTMLCanvasElement, thumb: Thumb): Promise<void> {
  let picture = pictures.get(thumb.url)
  if (!picture) {
    const image = new Image()
    image.src = thumb.url
    pictures.set(thumb.url, picture = image.decode().then(() => image))
  }
  const image = await picture
  const [w, h] = thumb.w > 0 && thumb.h > 0 ? [thumb.w, thumb.h] : [image.naturalWidth, image.naturalHeight]
  Object.assign(canvas, { width: w, height: h })
  canvas.getContext('2d')?.drawImage(image, thumb.x, thumb.y, w, h, 0, 0, w, h)
}
