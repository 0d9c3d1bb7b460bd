// The style sheet is this page's own: one that two entries share would hang on their common chunk, which pages do not look at.
import './styles/playlist.css'
import './playlist/kin-playlist.ts'
