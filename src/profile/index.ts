export { profileHtml, profileMarkdown, profileText } from './display.ts'
export { Profile, profile } from './profile.ts'
