import './styles/player.css'
import './player/kin-seek.ts'
import './player/kin-player.ts'
import './player/kin-notes.ts'
