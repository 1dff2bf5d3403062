import { describe, expect, test } from 'vitest';
import { createCardReading } from '../../src/answers/cards/card-reading.ts';
import { strangersOf } from '../../src/answers/cards/strangers.ts';
import { readTerms } from '../../src/answers/cards/terms.ts';
import { openLexicon, prepareLexicon } from '../../src/answers/lexicon.ts';
import { loadWhole } from '../../src/knowledge/load.ts';
import { buildPassages } from '../../src/knowledge/passages.ts';

const knowledge = await loadWhole();
const lexicon = openLexicon(prepareLexicon(knowledge, buildPassages(knowledge)));
const reading = createCardReading(knowledge.entries, new Map(), lexicon);

function strangers(question: string, about: readonly string[], named: readonly string[] = about) {
  return strangersOf(readTerms(question, lexicon), about, new Set(named), reading);
}

describe('what a question names', () => {
  test('is no stranger to a card about it, or about what is a part of it', () => {
    expect(strangers('how fast is fastapi', ['fastapi'])).toEqual({ unnamed: 0, unrelated: 0, aside: 0 });
    expect(strangers('how fast is python', ['fastapi'])).toEqual({ unnamed: 0, unrelated: 0, aside: 0 });
  });

  test('is aside where the card only names it', () => {
    expect(strangers('how fast is gin', ['fastapi'], ['fastapi', 'gin'])).toEqual({
      unnamed: 0,
      unrelated: 0,
      aside: 1,
    });
  });

  test('is unnamed where the card speaks of its kin, and unrelated where it speaks of none', () => {
    expect(strangers('how fast is axum', ['actix-web'])).toEqual({ unnamed: 1, unrelated: 0, aside: 1 });
    expect(strangers('how fast is axum', ['fastapi'])).toEqual({ unnamed: 1, unrelated: 1, aside: 1 });
  });

  test('counts only where it is a product', () => {
    expect(strangers('what is caching for', ['rabbitmq'])).toEqual({ unnamed: 0, unrelated: 0, aside: 0 });
  });
});
