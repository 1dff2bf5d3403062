import type { RateLimit } from '../../src/queue/rate-limit.ts';

/*
 * What Slack takes. Each group names the page that says so; where a page and the design disagree, the smaller figure stands.
 */

/** Blocks of a message. https://docs.slack.dev/reference/block-kit/blocks */
export const maxMessageBlocks = 50;
/** Blocks of a modal or of the Home tab. https://docs.slack.dev/surfaces/modals */
export const maxViewBlocks = 100;

/**
 * Characters of all blocks of a message together, counted as JSON. No page names it: messages are refused with
 * `msg_blocks_too_long` from about 13,200 on. https://github.com/slackapi/bolt-js/issues/2509, .../issues/2867
 */
export const maxBlocksJson = 12_000;

/** `text` of a message: cut off by Slack behind this. https://docs.slack.dev/reference/methods/chat.postMessage */
export const maxMessageText = 40_000;
/** What the same page recommends as the most, less a little. */
export const maxFallbackText = 3_000;

/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const maxSectionText = 3_000;
/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
export const maxHeader = 150;
/** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const maxActions = 25;
/** https://docs.slack.dev/reference/block-kit/blocks/image-block */
export const maxAltText = 2_000;
export const maxImageTitle = 2_000;

/** https://docs.slack.dev/reference/block-kit/blocks/table-block */
export const maxTableRows = 100;
export const maxTableColumns = 20;
export const maxTableText = 10_000;
export const maxTables = 1;

/** `action_id`, `block_id`, `callback_id`. https://docs.slack.dev/reference/block-kit/blocks */
export const maxId = 255;
/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const maxButtonText = 75;
export const maxButtonValue = 2_000;
/** https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element */
export const maxCheckboxes = 10;
/** https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element */
export const maxOptions = 100;
export const maxPlaceholder = 150;
/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object (which now takes values of 150) */
export const maxOptionText = 75;
export const maxOptionValue = 75;

/** https://docs.slack.dev/reference/views/modal-views */
export const maxModalTitle = 24;
export const maxModalButton = 24;
export const maxPrivateMetadata = 3_000;
/** https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const maxInputLabel = 2_000;
export const maxInputHint = 2_000;
/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const maxInputLength = 3_000;

/** https://docs.slack.dev/reference/app-manifest */
export const maxAppName = 35;
export const maxAppDescription = 140;
export const maxBotName = 80;
export const maxAgentDescription = 300;
export const maxPrompts = 4;
export const maxCommands = 50;
export const maxCommand = 32;
export const maxCommandDescription = 2_000;
export const maxUsageHint = 1_000;
export const maxShortcutName = 24;
export const maxShortcutDescription = 150;

/** Interactions are acknowledged, and a `trigger_id` used, within this. https://docs.slack.dev/interactivity/handling-user-interaction */
export const triggerMs = 3_000;
/** Same page: how often and how long a `response_url` can be used. */
export const responseUrlUses = 5;
export const responseUrlMs = 30 * 60_000;
/**
 * https://docs.slack.dev/apis/web-api/rate-limits: one message a second to a channel, "short bursts" of more; how short no
 * page says, and where a burst is too long Slack asks to wait.
 */
export const postPace: RateLimit = { burst: 10, every: 1_000 };
