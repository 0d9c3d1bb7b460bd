import './styles/player.css'
import './player/kin-player.ts'
