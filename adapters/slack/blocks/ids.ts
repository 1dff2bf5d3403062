/** Gives every element of a message an `action_id` of its own; what it begins with says what the element is for. */
export interface Ids {
  next(role: Role): string;
}

/** What an element is for: a choice of a reply, a pick among several, what sends the picks, what opens a form. */
export type Role = 'choice' | 'pick' | 'choose' | 'form';

/** Ids that count up: the same replies get the same ids. */
export function createIds(): Ids {
  let given = 0;
  return {
    next(role) {
      given += 1;
      return `${role}:${given}`;
    },
  };
}

/** What an element was for; undefined for an id that is not ours. */
export function roleOf(actionId: string): Role | undefined {
  const [role] = actionId.split(':', 1);
  return (['choice', 'pick', 'choose', 'form'] as const).find((one) => one === role);
}
