import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { DrawChart } from '../web/chart-pictures.ts';
import { failureOf } from './errors.ts';
import { type Picture, type SlackMessage, withPicture } from './message.ts';

/** The message with its charts drawn and uploaded; what cannot be drawn or uploaded stays in words. */
export type AddPictures = (client: WebClient, message: SlackMessage) => Promise<SlackMessage>;

/** Draws with `draw` and uploads; a chart says in words what it shows, so that it is never missed. */
export function createPictures(draw: DrawChart, log: Logger): AddPictures {
  return async (client, message) => {
    let pictured = message;
    for (const picture of message.pictures) {
      try {
        const file = await upload(client, picture, draw);
        if (file !== undefined) pictured = withPicture(pictured, picture, file);
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === 'wait') throw error;
        log.warn({ platform: 'slack', failure }, 'a chart was not uploaded; it is told in words');
      }
    }
    return pictured;
  };
}

async function upload(
  client: WebClient,
  { chart, file, title, alt }: Picture,
  draw: DrawChart,
): Promise<string | undefined> {
  const { bytes } = await draw(chart, { format: 'png', theme: 'light' });
  const answer = await client.files.uploadV2({
    file: Buffer.from(bytes),
    filename: file,
    title,
    alt_text: alt,
  });
  const uploaded = uploadedSchema.safeParse(answer);
  return uploaded.success ? uploaded.data.files[0]?.files[0]?.id : undefined;
}

const uploadedSchema = z.object({
  files: z.array(z.object({ files: z.array(z.object({ id: z.string() })) })),
});
