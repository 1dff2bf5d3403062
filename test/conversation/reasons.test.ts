import { describe, expect, test } from 'vitest';
import { approvesFirst, commentOfApproval, isApproval } from '../../src/conversation/meaning/approvals.ts';
import {
  readReason,
  reasonIn,
  splitReason,
  splitReplacement,
  splitStepReason,
} from '../../src/conversation/meaning/reasons.ts';

describe('a reason', () => {
  test.each([
    ['we use NATS because it is small.', 'we use NATS', 'it is small'],
    ['we use NATS, given that it is small', 'we use NATS', 'it is small'],
    ['we use NATS as a queue', 'we use NATS as a queue', ''],
    ['we use NATS cause it is small', 'we use NATS', 'it is small'],
    ['we use our root cause tracker', 'we use our root cause tracker', ''],
    ['because of the cost', 'because of the cost', ''],
  ])('parts from a decision: %s', (said, statement, reason) => {
    expect(splitReason(said)).toEqual({ statement, reason });
  });

  test.each([
    ['12 because nobody runs it', '12', 'nobody runs it'],
    ['the sinatra decision, its author has left', 'the sinatra decision', 'its author has left'],
    ['12', '12', ''],
    ['1 with a root cause analysis service', '1 with a root cause analysis service', ''],
  ])('parts from what a step is on: %s', (said, statement, reason) => {
    expect(splitStepReason(said)).toEqual({ statement, reason });
  });

  test('parts from what takes the place of a record, where no stop alone does', () => {
    expect(splitReplacement('JWT for logins, with short lives, since it is stateless')).toEqual({
      statement: 'JWT for logins, with short lives',
      reason: 'it is stateless',
    });
  });

  test('is told afterwards, or beside the words that take a step', () => {
    expect(readReason('because we need replay.')).toBe('we need replay');
    expect(readReason('we need replay')).toBeUndefined();
    expect(reasonIn('withdraw it, the team has other plans')).toBe('the team has other plans');
    expect(reasonIn('withdraw it, sorry')).toBe('');
  });
});

describe('an approval', () => {
  test.each(['lgtm', '+1', 'sounds good to me', 'I approve it', 'me too'])('stands alone: %s', (line) => {
    expect(isApproval(line)).toBe(true);
    expect(commentOfApproval(line)).toBeUndefined();
  });

  test.each(['ok', 'yes', 'fine.', 'approve 12', 'approved, but watch the memory'])(
    'is more or less: %s',
    (line) => {
      expect(isApproval(line)).toBe(false);
    },
  );

  test('has a comment beside it, where it is no question', () => {
    expect(commentOfApproval('+1, approved. Foreign keys alone are worth it')).toBe(
      'Foreign keys alone are worth it',
    );
    expect(commentOfApproval('approved, really?')).toBeUndefined();
    expect(approvesFirst('+1 but watch the memory')).toBe(true);
    expect(approvesFirst('ok, I will never agree to that')).toBe(false);
  });
});
