import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNaming, type Mention, markMention } from '../../adapters/core/mentions.ts';
import { escapeMarkdown } from '../../adapters/discord/escape.ts';
import { fieldText as discordField, plainText as discordText } from '../../adapters/discord/plain-text.ts';
import { escapeMrkdwn } from '../../adapters/slack/escape.ts';
import { fieldText as slackField, plainText as slackText } from '../../adapters/slack/plain-text.ts';

const known: Readonly<Record<string, string>> = {
  U0ANN1: 'Ann',
  C0GENERAL: 'general',
  S0PLATFORM: 'platform',
  '11': 'Bob',
  '22': 'platform',
  '33': 'general',
};
const naming = createNaming(async ({ id }: Mention) => known[id]);
const inSlack = (text: string) => naming.text(slackText(text, 'U0BOT'));
const inDiscord = (text: string) => naming.text(discordText(text, '99', new Map([['44', 'Cy']])));

describe('words of Slack', () => {
  test.each([
    ['as in <https://wiki.example/db|the wiki>', 'as in [the wiki](https://wiki.example/db)'],
    ['<https://a.example/?x=1&amp;y=(2)|a [b]>', '[a \\[b\\]](https://a.example/?x=1&y=%282%29)'],
    ['see <https://a.example/x>', 'see https://a.example/x'],
    ['<https://a.example/x|https://a.example/x>', 'https://a.example/x'],
    ['what is <http://node.js|node.js>', 'what is node.js'],
    ['<mailto:a@b.example|a@b.example> or <mailto:a@b.example|Ann>', 'a@b.example or Ann (a@b.example)'],
    ['ask <@U0ANN1> and <@U0NOBODY>', 'ask @Ann and @someone'],
    ['ask <@U0NOBODY|annie>', 'ask @annie'],
    ['in <#C0GENERAL> and <#C0SECRET|plans>', 'in #general and #some-channel'],
    ['<!subteam^S0PLATFORM> <!subteam^S0GONE> <!subteam^S0X|@old>', '@platform @some-group @old'],
    ['<!here> <!channel|channel> <!date^1772355600^{date}|1 March>', '@here channel 1 March'],
    ['<!date^1772355600^{date}>', '2026-03-01 09:00'],
    ['<@U0BOT> 1 &lt; 2 &amp;&amp; a &lt;@U0ANN1&gt; b', '1 < 2 && a <@U0ANN1> b'],
    ['<no link> stays, and so does @U0ANN1', '<no link> stays, and so does @U0ANN1'],
  ])('%j', async (text, words) => expect(await inSlack(text)).toBe(words));

  test('of a form are what was typed, but for what can only be a mention or a link', async () => {
    const typed = ' a < b &amp; <b> <@U0ANN1> <https://a.example|the wiki> <#C0GENERAL|x> ';
    expect(await naming.text(slackField(typed))).toBe(
      ' a < b &amp; <b> @Ann [the wiki](https://a.example) #general ',
    );
  });
});

describe('words of Discord', () => {
  test.each([
    ['<@11> and <@!44> and <@55>', '@Bob and @Cy and @someone'],
    ['<@99> ask <@&22> in <#33>', 'ask @platform in #general'],
    ['<@&1> <#2>', '@some-group #some-channel'],
    ['<:ok:123> <a:party:9> </adr list:5> <id:customize>', ':ok: :party: /adr list #customize'],
    ['<t:1772355600:R> <t:1772355600:d> <t:1772355600:t>', '2026-03-01 09:00 UTC 2026-03-01 09:00 UTC'],
    ['<t:9999999999999>', '<t:9999999999999>'],
    ['[the wiki](https://wiki.example)', '[the wiki](https://wiki.example)'],
  ])('%j', async (text, words) => expect(await inDiscord(text)).toBe(words));

  test('of a form keep their spaces', async () => {
    expect(await naming.text(discordField(' <@11>\n', '99'))).toBe(' @Bob\n');
  });
});

describe('a name', () => {
  test('calls nobody when it is shown again, whatever it is', async () => {
    for (const name of ['everyone', 'here', 'channel', '&22', '11', '\u200b', 'a\nb', '<!channel>']) {
      const named = await createNaming(async () => name).text(markMention({ kind: 'person', id: 'x' }));
      expect(named).not.toMatch(/[\n\uE000\uE001]/);
      expect(escapeMrkdwn(named)).not.toMatch(/@(?:channel|here|everyone)|<!/);
      expect(escapeMarkdown(named)).not.toMatch(/@(?:everyone|here|[!&]?\d)/);
    }
  });

  test('cannot be asked for by signs that somebody typed', async () => {
    const asked: Mention[] = [];
    const spy = createNaming(async (mention) => {
      asked.push(mention);
      return 'found';
    });
    const typed = '\uE000pU0ANN1\uE001';
    expect(await spy.text(slackText(typed, ''))).toBe('pU0ANN1');
    expect(await spy.text(discordText(typed, ''))).toBe('pU0ANN1');
    expect(await spy.text(slackField(`<@U0ANN1|${typed}>`))).toBe('@found');
    expect(asked).toEqual([{ kind: 'person', id: 'U0ANN1' }]);
  });

  test('is asked for once, and so many are at most', async () => {
    let asked = 0;
    const counting = createNaming(async ({ id }) => {
      asked += 1;
      return id;
    });
    const text = Array.from({ length: 200 }, (_, at) => `<@${at % 100}>`).join(' ');
    const named = await counting.text(discordText(text, 'me'));
    expect(asked).toBe(30);
    expect(named).toMatch(/^@0 @1 .*@29 @someone @someone/);
  });

  test('leaves no sign in any text', async () => {
    const part = fc.constantFrom(
      '<@',
      '>',
      '<#',
      '|',
      '<!subteam^',
      '\uE000',
      '\uE001',
      'p',
      '1',
      'U0ANN1',
      '<https://a|',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 30 }), async (parts) => {
        const text = parts.join('');
        for (const read of [slackText(text, 'U'), slackField(text), discordText(text, '1')])
          expect(await naming.text(read)).not.toMatch(/[\uE000\uE001]/);
      }),
    );
  });
});
