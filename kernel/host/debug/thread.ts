/** The one thread that cells run on, as DAP numbers it. */
export const thread = 1
