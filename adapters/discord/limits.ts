import type { RateLimit } from '../../src/queue/rate-limit.ts';

/*
 * What Discord takes. Each group names the page that says so; where a page and the design disagree, the smaller figure stands.
 */

/** Components of a message, nested ones included. https://docs.discord.com/developers/components/reference#component-object */
export const maxComponents = 40;
/** Characters of all text displays of a message together. https://docs.discord.com/developers/components/reference#text-display */
export const maxMessageText = 4_000;

/** https://docs.discord.com/developers/components/reference#action-row */
export const maxRowButtons = 5;
/** `custom_id` of anything. https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id */
export const maxCustomId = 100;
/** https://docs.discord.com/developers/components/reference#button */
export const maxButtonLabel = 80;
/** https://docs.discord.com/developers/components/reference#string-select */
export const maxOptions = 25;
export const maxOptionText = 100;
export const maxPlaceholder = 150;
/** What a picture shows, in words. https://docs.discord.com/developers/components/reference#media-gallery */
export const maxAltText = 1_024;

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
export const maxModalTitle = 45;
export const maxModalFields = 5;
/** https://docs.discord.com/developers/components/reference#label */
export const maxFieldLabel = 45;
export const maxFieldDescription = 100;
/** https://docs.discord.com/developers/components/reference#text-input */
export const maxInputText = 4_000;
export const maxInputPlaceholder = 100;

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object */
export const maxCommandDescription = 100;
export const maxCommandOptions = 25;

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
export const maxThreadName = 100;

/**
 * Discord takes five messages in five seconds, and tells in its headers how many are left: discord.js keeps to those, so
 * that here a burst is held up only a little.
 */
export const usualPace: RateLimit = { burst: 5, every: 250 };
