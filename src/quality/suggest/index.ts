export { htmlSuggestion, markdownSuggestion, plainSuggestion } from './display.ts'
export { type SuggestOptions, suggest } from './suggest.ts'
export { type AcceptOptions, type SuggestedRule, Suggestion } from './suggestion.ts'
