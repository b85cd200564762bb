/** The mime types of results that have no view of their own: every place shows their `text/html`. */
export const staticMime = {
  'check-all': 'application/vnd.assay.check-all.v1+json',
  comparison: 'application/vnd.assay.comparison.v1+json',
  drift: 'application/vnd.assay.drift.v1+json',
  suggestion: 'application/vnd.assay.suggestion.v1+json',
} as const
