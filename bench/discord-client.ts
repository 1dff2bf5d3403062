// A bare discord.js client with the intents of ours, beside which bench/discord.ts measures ours.
import { Client, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  rest: { api: process.env.DISCORD_API_URL ?? '' },
});
client.once('clientReady', () => process.stdout.write('discord.js is ready: yes\n'));
await client.login(process.env.DISCORD_TOKEN);
