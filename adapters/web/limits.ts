/** Longest request line and headers, in bytes. */
export const maxHeaderBytes = 32_768;

/** Largest body of a request, in bytes: a message of 40,000 characters, percent-encoded, fits in any script. */
export const maxBodyBytes = 524_288;

/** Longest name that a person can go by. */
export const maxPersonName = 40;

/** Turns that a conversation's page shows at once; earlier ones are a link away. */
export const turnsAtOnce = 100;

/** Conversations in the list of the latest. */
export const latestThreads = 12;

/** Longest title that a conversation can be given. */
export const maxConversationTitle = 100;

/** Characters of somebody's message that are shown at once; the rest unfolds. */
export const messageAtOnce = 600;

/** Messages whose identity is remembered, so that one sent twice counts once. */
export const rememberedMessages = 10_000;

/** Pages that can listen for what is new at the same time. */
export const maxListeners = 500;

/** How often a listening page hears that the connection still stands, in milliseconds. */
export const heartbeatMs = 25_000;

/** Records on one page of the decision log. */
export const recordsAtOnce = 50;

/** Records on the timeline: more would not be readable. */
export const recordsOnTimeline = 60;

/** Most records that one list or export reads. */
export const maxRecords = 100_000;

/** How long somebody stays signed in, in seconds. */
export const sessionSeconds = 7 * 24 * 3_600;

/** Sessions that can be open at the same time; the oldest end where there are more. */
export const maxSignIns = 10_000;

/** Wrong tokens of one client that cost it nothing; after these it waits. */
export const freeAttempts = 5;

/** Tries of one client that can wait at the same time. */
export const attemptsAtOnce = 8;

/** Clients whose wrong tokens are counted. */
export const countedClients = 10_000;

/** Charts that are kept drawn. */
export const keptCharts = 50;

/** How long a connection that is busy may go on when the process stops, in milliseconds. */
export const stopGraceMs = 2_000;
