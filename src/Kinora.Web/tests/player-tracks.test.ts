import { describe, expect, it } from 'vitest'
import { holdsSubtitles } from '../src/lib/media.ts'
import { chapterAt, chapterFrom, chaptersOf, skipOf } from '../src/player/chapters.ts'
import { thumbAt, thumbsOf } from '../src/player/thumbs.ts'
import { parseVtt } from '../src/player/vtt.ts'

const file = `\ufeffWEBVTT - some film\r
\r
NOTE made by hand --> not a cue\r
\r
1\r
00:00.000 --> 00:10.000 align:start\r
Intro\r
\r
00:10.000 --> 00:40.000\r
<v Max>The &amp; Castle</v>\r
\r
01:00:00.000 --> 01:00:05.500\r
Credits\r
`
const chapters = chaptersOf(parseVtt(file))

describe('WebVTT', () => {
  it('is read with or without hours, names and settings; notes are none', () => expect(parseVtt(file)).toEqual([
    { start: 0, end: 10, text: 'Intro' }, { start: 10, end: 40, text: 'The & Castle' }, { start: 3600, end: 3605.5, text: 'Credits' },
  ]))
  it.each(['', '<html>', 'WEBVTTX\n\n00:00.000 --> 00:01.000\nx', 'WEBVTT\n\n00:05.000 --> 00:01.000\nbackwards', 'WEBVTT\n\nsoon --> later\nx'])('%j holds no cue', text => expect(parseVtt(text)).toEqual([]))
})

describe('chapters', () => {
  it('are found by the time', () => {
    expect(chapterAt(chapters, 12)?.title).toBe('The & Castle')
    expect(chapterAt(chapters, 50)).toBeNull()
    expect(chapterAt([], 1)).toBeNull()
  })
  it('the next one, and the one before; late in a chapter its own beginning', () => {
    expect([chapterFrom(chapters, 5, 1), chapterFrom(chapters, 3602, 1), chapterFrom(chapters, 11, -1), chapterFrom(chapters, 30, -1), chapterFrom([], 3, 1)]).toEqual([10, null, 0, 10, null])
  })
  it('overlaps end where the next begins', () => expect(chaptersOf([{ start: 0, end: 99, text: 'a' }, { start: 5, end: 9, text: 'b' }]).map(one => one.end)).toEqual([5, 9]))
  it.each([['Intro', 'intro'], ['Introduction', 'intro'], ['Recap of part 1', 'recap'], ['End credits', 'credits'], ['The Introvert', null], ['Castle', null]])('%s is skipped as %s', (title, skip) =>
    expect(skipOf({ start: 0, end: 1, title })).toBe(skip))
})

describe('pictures of the seek bar', () => {
  const thumbs = thumbsOf([
    { start: 0, end: 5, text: 'sheet.jpg#xywh=160,90,160,90' }, { start: 5, end: 9, text: 'https://cdn.test/one.jpg' }, { start: 9, end: 12, text: 'javascript:alert(1)' },
  ], 'https://host.test/films/thumbs.vtt')
  it('are pieces of a sheet or whole, by addresses of the file; other schemes are none', () => expect(thumbs).toEqual([
    { start: 0, end: 5, url: 'https://host.test/films/sheet.jpg', x: 160, y: 90, w: 160, h: 90 }, { start: 5, end: 9, url: 'https://cdn.test/one.jpg', x: 0, y: 0, w: 0, h: 0 },
  ]))
  it('are found by the time', () => expect([thumbAt(thumbs, 6)?.url, thumbAt(thumbs, 10)]).toEqual(['https://cdn.test/one.jpg', null]))
})

it('a stream says whether it brings subtitles', () => {
  expect(holdsSubtitles('#EXTM3U\n#EXT-X-MEDIA:GROUP-ID="s",TYPE=SUBTITLES,NAME="English",URI="en.m3u8"\n')).toBe(true)
  expect(holdsSubtitles('#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,NAME="TYPE"\n#EXT-X-STREAM-INF:BANDWIDTH=1\na.m3u8')).toBe(false)
})
