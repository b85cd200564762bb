/** What the debugger tells a front end that it can. */
export const capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsEvaluateForHovers: true,
  supportsExceptionInfoRequest: true,
  supportsModulesRequest: true,
  supportsTerminateRequest: true,
  exceptionBreakpointFilters: [
    { filter: 'all', label: 'All exceptions', default: false, description: 'Stops where a cell throws, caught or not' },
    { filter: 'uncaught', label: 'Uncaught exceptions', default: false, description: 'Stops where a cell throws outside of every try' },
  ],
} as const
