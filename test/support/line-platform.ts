/** A message on the platform of lines, as it is now. */
export interface LineMessage {
  readonly id: string;
  readonly channel: string;
  readonly text: string;
  readonly buttons: readonly LineButton[];
}

/** Something to press: a choice's id, or what opens or shares something. */
export interface LineButton {
  readonly label: string;
  readonly press: string;
}

export type LineBody = Pick<LineMessage, 'text' | 'buttons'>;

/** A call that failed, by its name. */
export class LineError extends Error {}

/**
 * The smallest chat platform that there can be: people and the bot send each other lines. It posts, changes and shows messages
 * that hold words and buttons, knows who is in which channel, and fails when it is told to.
 */
export class LinePlatform {
  readonly #posted = new Map<string, LineMessage>();
  /** Tokens of messages that were posted: one is posted once. */
  readonly #tokens = new Map<string, string>();
  readonly #members: Readonly<Record<string, readonly string[]>>;
  readonly #shown: { readonly person: string; readonly message: LineMessage }[] = [];
  readonly #faults: string[] = [];
  #isAway = false;
  #count = 0;

  constructor(members: Readonly<Record<string, readonly string[]>>) {
    this.#members = members;
  }

  /** Every call fails as one that does not reach the platform, until it is called with false. */
  away(isAway: boolean): void {
    this.#isAway = isAway;
  }

  /** The next call fails so: `refused`, `gone`. */
  fail(fault: string): void {
    this.#faults.push(fault);
  }

  messagesIn(channel: string): LineMessage[] {
    return [...this.#posted.values()].filter((message) => message.channel === channel);
  }

  /** What one person was shown alone. */
  shownTo(person: string): LineMessage[] {
    return this.#shown.filter((one) => one.person === person).map(({ message }) => message);
  }

  channelsOf(person: string): string[] {
    return Object.keys(this.#members).filter((channel) => this.#members[channel]?.includes(person));
  }

  /** Whether a channel has fewer people than there are. */
  isPrivate(channel: string): boolean {
    const everybody = new Set(Object.values(this.#members).flat());
    return (this.#members[channel] ?? []).length < everybody.size;
  }

  post(channel: string, body: LineBody, token: string): LineMessage {
    this.#call();
    const before = this.#posted.get(this.#tokens.get(token) ?? '');
    if (before !== undefined) return before;
    const message = this.#messageOf(channel, body);
    this.#posted.set(message.id, message);
    this.#tokens.set(token, message.id);
    return message;
  }

  change(id: string, body: LineBody): void {
    this.#call();
    const before = this.#posted.get(id);
    if (before === undefined) throw new LineError('gone');
    this.#posted.set(id, { ...before, ...body });
  }

  remove(id: string): void {
    this.#posted.delete(id);
  }

  show(person: string, body: LineBody): void {
    this.#call();
    this.#shown.push({ person, message: this.#messageOf('', body) });
  }

  #messageOf(channel: string, { text, buttons }: LineBody): LineMessage {
    this.#count += 1;
    return { id: `m${this.#count}`, channel, text, buttons };
  }

  #call(): void {
    if (this.#isAway) throw new LineError('away');
    const fault = this.#faults.shift();
    if (fault !== undefined) throw new LineError(fault);
  }
}
