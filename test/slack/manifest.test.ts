import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { createAppUrl, eventsFor, type ManifestInput, slackManifest } from '../../adapters/slack/manifest.ts';
import { optionalScopes, scopes } from '../../adapters/slack/scopes.ts';

const input: ManifestInput = {
  name: 'Stack Advisor',
  description: 'Cited answers, advice and decision records for engineering teams',
  commands: [
    { name: 'ask', description: 'ask about backend technology', usage: 'QUESTION' },
    { name: 'adr', description: "the team's decision records", usage: '' },
  ],
  prompts: [{ title: 'Advise me', message: 'Which database should we take?' }],
  connection: { mode: 'socket' },
  noticing: false,
};
const http: ManifestInput = {
  ...input,
  connection: { mode: 'http', publicUrl: 'https://advisor.example/base' },
  redirectUrl: 'https://advisor.example/slack/oauth_redirect',
  unfurlDomain: 'advisor.example',
  noticing: true,
};
const long: ManifestInput = {
  ...http,
  name: 'x'.repeat(300),
  description: 'x'.repeat(3_000),
  commands: Array.from({ length: 60 }, (_, at) => ({
    name: `c${at}`,
    description: 'x'.repeat(3_000),
    usage: 'x'.repeat(3_000),
  })),
  prompts: Array.from({ length: 9 }, () => ({ title: 'x'.repeat(300), message: 'x'.repeat(3_000) })),
};

// Slack's own schema, kept beside the checkout where it is there; it is not part of the project.
const schema = new URL('../../../shared/platform/slack-manifest/manifest.schema.2.0.0.json', import.meta.url);
const isThere = existsSync(schema);

describe('the manifest', () => {
  test.skipIf(!isThere).each([
    ['for Socket Mode', input],
    ['over HTTP', http],
    ['without commands', { ...input, commands: [] }],
    ['of long texts', long],
  ])(`%s is valid${isThere ? '' : ' (skipped: the schema is not beside this checkout)'}`, (_, given) => {
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
      JSON.parse(readFileSync(schema, 'utf8')),
    );
    validate(slackManifest(given));
    expect(validate.errors).toBeNull();
  });

  test('needs no address for Socket Mode', () => {
    const manifest = slackManifest(input);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(manifest)).not.toMatch(/url/);
  });

  test('names one address for everything over HTTP', () => {
    const { features, settings, oauth_config } = slackManifest(http);
    const address = 'https://advisor.example/slack/events';
    expect(settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: address },
      interactivity: { is_enabled: true, request_url: address },
    });
    expect(features.slash_commands?.map(({ url }) => url)).toEqual([address, address]);
    expect(oauth_config.redirect_urls).toEqual(['https://advisor.example/slack/oauth_redirect']);
  });

  test('declares the agent view, not the assistant view', () => {
    expect(Object.keys(slackManifest(input).features)).toContain('agent_view');
    expect(JSON.stringify(slackManifest(input))).not.toContain('assistant_view');
  });

  test('has the shortcut on messages', () => {
    expect(slackManifest(input).features.shortcuts).toMatchObject([
      { name: 'Record decision', type: 'message' },
    ]);
  });

  test('hears what was not said to it only where noticing is meant to be', () => {
    const heard = (given: ManifestInput) => slackManifest(given).settings.event_subscriptions.bot_events;
    expect(heard(input)).not.toContain('message.channels');
    expect(heard(http)).toEqual(expect.arrayContaining(['message.channels', 'message.groups']));
  });

  test('is told of links to the page alone, where people reach one', () => {
    expect(slackManifest(http).features).toMatchObject({ unfurl_domains: ['advisor.example'] });
    expect(slackManifest(http).settings.event_subscriptions.bot_events).toContain('link_shared');
    expect(slackManifest(input).features).not.toHaveProperty('unfurl_domains');
    expect(slackManifest(input).settings.event_subscriptions.bot_events).not.toContain('link_shared');
  });

  test('asks for nothing without a reason, and for nothing twice', () => {
    const all = [...scopes, ...optionalScopes, ...eventsFor(http)];
    for (const { reason } of all) expect(reason.length).toBeGreaterThan(10);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    const { scopes: asked } = slackManifest(input).oauth_config;
    expect(asked.bot.filter((scope) => asked.bot_optional.includes(scope))).toEqual([]);
    expect(
      [...asked.bot, ...asked.bot_optional].filter((scope) => /admin|:write\.public|history$/.test(scope)),
    ).toEqual(['im:history', 'channels:history', 'groups:history']);
  });

  test.each(['Ask', 'two words', '', 'x'.repeat(32), '/ask'])('refuses "%s" as a command', (name) => {
    const commands = [{ name, description: 'a command', usage: '' }];
    expect(() => slackManifest({ ...input, commands })).toThrow(RangeError);
  });

  test('travels in the address that opens it', () => {
    const address = new URL(createAppUrl(slackManifest(http)));
    expect(address.origin + address.pathname).toBe('https://api.slack.com/apps');
    expect(JSON.parse(address.searchParams.get('manifest_json') ?? '')).toEqual(slackManifest(http));
  });
});
