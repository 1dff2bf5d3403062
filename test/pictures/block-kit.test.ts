import { Resvg } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import { renderReplies } from '../../adapters/slack/render.ts';
import { paintBlocks } from '../../scripts/pictures/block-kit.ts';
import { smallPng } from '../../scripts/pictures/small-png.ts';
import { sampleReplies } from '../support/sample-replies.ts';

const painted = (blocks: readonly unknown[]) => paintBlocks(blocks).map(String).join('');

test('a picture shows every word of a record and each of its buttons', () => {
  const [message] = renderReplies([sampleReplies().record], {});
  const page = painted(message?.blocks ?? []);
  for (const words of ['Use PostgreSQL for orders', 'Orders need transactions.', 'Drop it'])
    expect(page).toContain(words);
  expect(page.match(/class="button/g)).toHaveLength(3);
});

test('marks, links and quotations of mrkdwn are shown as such', () => {
  const text = { type: 'mrkdwn', text: '*Bold* <https://a.example|a link>\n• one\n&gt;said &lt;here&gt;' };
  expect(painted([{ type: 'section', text }])).toBe(
    '<div class="section"><div class="line"><span><b>Bold</b> <a>a link</a></span></div><div class="line item"><i>•</i><span>one</span></div><div class="quote"><span>said &lt;here&gt;</span></div></div>',
  );
});

test('what cannot be drawn is an error and never left out', () => {
  expect(() => painted([{ type: 'image', image_url: 'https://a.example/b.png' }])).toThrow();
  const section = { type: 'section', text: { type: 'mrkdwn', text: 'x' }, accessory: { type: 'button' } };
  expect(() => painted([section])).toThrow();
});

test('a picture of few colours is made smaller and looks the same', () => {
  const svg = (inner: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">${inner}</svg>`;
  const shapes = '<rect width="60" height="40" fill="#fff"/><circle cx="20" cy="20" r="9" fill="#0b6e4f"/>';
  const drawn = new Resvg(svg(shapes)).render();
  const small = smallPng(drawn.asPng());
  const image = `<image width="60" height="40" href="data:image/png;base64,${small.toString('base64')}"/>`;
  expect(new Resvg(svg(image)).render().pixels.equals(drawn.pixels)).toBe(true);
});
