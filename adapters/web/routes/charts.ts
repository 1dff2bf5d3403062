import { Hono } from 'hono';
import type { Pictures } from '../chart-pictures.ts';
import type { WebEnvironment } from '../request-context.ts';
import type { Transcript } from '../transcript.ts';
import { sendPicture } from './log.ts';

/** The charts of a conversation, drawn from the turn that holds them. */
export function chartRoutes(transcript: Transcript, pictures: Pictures): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();
  app.get('/chart/:turn{[0-9]{1,15}}/:index{[0-9]{1,3}}/:theme{(light|dark)\\.svg}', async (context) => {
    const { turn, index, theme } = context.req.param();
    const reply = (await transcript.turn(Number(turn)))?.replies[Number(index)];
    const picture = reply?.kind === 'chart' ? pictures(reply.chart, theme.slice(0, -4)) : undefined;
    return picture === undefined ? context.notFound() : sendPicture(context, await picture);
  });
  return app;
}
