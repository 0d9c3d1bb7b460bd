import { chapterAt, chapterFrom, skipOf } from './chapters.ts'
import { nextSpeed, type PlayerAct } from './keys.ts'
import type { KinPlayer } from './kin-player.ts'

/** Does what a key or a button means. */
export function perform(player: KinPlayer, act: PlayerAct): void {
  const { video } = player
  switch (act.do) {
    case 'toggle': return void (video.paused ? video.play().catch(() => undefined) : video.pause())
    case 'seek': return player.to(video.currentTime + act.by)
    case 'to': return act.share === 0 ? player.startOver() : player.to(player.total * act.share)
    case 'volume': return void Object.assign(video, { muted: false, volume: Math.min(1, Math.max(0, video.volume + act.by)) })
    case 'mute': return void (video.muted = !video.muted)
    case 'speed': return player.setSpeed(nextSpeed(video.playbackRate, act.by))
    case 'theatre': return player.setTheatre(!player.theatre)
    case 'note': return void (player.signedIn && document.dispatchEvent(new CustomEvent('kinora:note')))
    case 'watched': return player.querySelector<HTMLElement>('[data-act=watched]')?.click()
    case 'subtitles': return player.setSubtitles(player.track + 1)
    case 'chapter': return player.to(chapterFrom(player.chapters, video.currentTime, act.by) ?? video.currentTime)
    case 'skip': return skip(player)
    case 'close': return player.closeOffer()
    case 'pip': return void (document.pictureInPictureElement ? document.exitPictureInPicture() : video.requestPictureInPicture?.())?.catch(() => undefined)
    case 'full': return void (document.fullscreenElement ? document.exitFullscreen() : player.requestFullscreen?.())?.catch(() => undefined)
  }
}

function skip(player: KinPlayer): void {
  const chapter = chapterAt(player.chapters, player.video.currentTime)
  if (chapter && skipOf(chapter)) player.to(chapter.end)
}
