import { z } from 'zod';
import { describe, text } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { type LogSetting, type LogWish, logSettings } from '../log-terms.ts';

const setting = z.string().trim().toLowerCase().default('');

/** `adr log [SETTING] [VALUE]` */
export const log = defineCommand({
  name: 'adr log',
  description: "show this channel's log, or set it up: who decides, how many, who sees it",
  takes: {
    setting: describe(setting, {
      description: 'what is set; all of it is shown without',
      choices: logSettings,
    }),
    value: text('2, @ana @bob, open or members, on or off, the name of a log'),
  },
  example: 'adr log quorum 2',
  meaning: ({ setting: named, value }) => {
    const [, first = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(value) ?? [];
    // Typed, all of it comes as the last argument.
    const [word, words] = named === '' ? [first.toLowerCase(), rest] : [named, value];
    const known = logSettings.find((one) => one === word.replace(/_/g, '-'));
    return { kind: 'log', wish: wishOf(known, word, words.trim()) };
  },
});

function wishOf(setting: LogSetting | undefined, word: string, words: string): LogWish {
  switch (setting) {
    case undefined:
      return word === '' ? { kind: 'show' } : { kind: 'unknown', words: word };
    case 'create':
    case 'bind':
      return { kind: setting, name: words };
    case 'quorum':
    case 'deciders':
    case 'visibility':
    case 'own-approval':
      return { kind: setting, words };
  }
}
