import './styles/marathon.css'
import './marathon/kin-marathon.ts'
