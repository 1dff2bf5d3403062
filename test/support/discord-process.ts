import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DiscordServer } from './discord-server.ts';

const bin = fileURLToPath(new URL('../../bin/stack-advisor.js', import.meta.url));

/** Starts the program as it is started, for a server of Discord's; what it says is read by whoever wants it. */
export function serveDiscord(server: DiscordServer, databaseUrl: string): ChildProcess {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    DATABASE_URL: databaseUrl,
    DISCORD_API_URL: server.apiUrl,
    DISCORD_TOKEN: server.token,
    DISCORD_APPLICATION_ID: server.applicationId,
  };
  return spawn(process.execPath, [bin, 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}
