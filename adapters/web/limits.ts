/** Longest question that the page takes; longer ones are refused with a clear reply. */
export const maxQuestionCharacters = 2_000;

/** Longest request line and headers, in bytes: a question of the longest kind, percent-encoded, fits. */
export const maxHeaderBytes = 32_768;

/** How long a connection that is busy may go on when the process stops, in milliseconds. */
export const stopGraceMs = 2_000;
