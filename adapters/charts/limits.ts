/** Rows that are drawn; how many more there are is said in the title. */
export const maxRows = 30;

/** Columns of a star matrix; more would not be readable in a chat. */
export const maxColumns = 12;

/** Contributions with a colour of their own; smaller ones are drawn as one. */
export const maxContributions = 7;

/** Lines of a label, of a title, of a legend's entry. */
export const maxLines = 3;

/** What is looked at of one text; far more than is drawn. */
export const maxTextCharacters = 500;

/** Characters of a chart told in words. */
export const maxAltCharacters = 600;

/** Pixels of a PNG for each of the drawing's, so that it is sharp on fine screens. */
export const pngScale = 2;

/** How long the drawing process waits for another chart before it ends, in milliseconds. */
export const idleMs = 30_000;

/** How long a chart may take, waiting and the start of the process included, in milliseconds. */
export const drawingMs = 20_000;

/** Charts that may wait to be drawn at a time. */
export const maxWaiting = 50;

/** Memory for the drawing process's objects, in MB. */
export const heapMb = 256;
