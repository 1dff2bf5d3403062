import { chatContract } from '../contracts/chat.ts';
import { openDiscordRoom } from '../support/discord-room.ts';
import { openLineRoom } from '../support/line-room.ts';
import { openSlackRoom } from '../support/slack-room.ts';

chatContract('lines', openLineRoom);
chatContract('Slack', openSlackRoom);
chatContract('Discord', openDiscordRoom);
