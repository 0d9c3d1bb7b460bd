import './styles/feed.css'
import './feed/kin-feed.ts'
