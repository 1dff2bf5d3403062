/** Where a fact stands: a document and the section in it. */
export interface Citation {
  readonly document: string;
  readonly section: string;
}

/** One fact as it is shown: plain text in which only `code` spans are marked up. */
export interface Line {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** A point on which documents disagree, ready to be shown. */
export interface DisputeView {
  readonly question: string;
  readonly sides: readonly Line[];
  readonly reason: string | undefined;
}

/** Facts under a title, the asked ones first; `more` holds what did not fit. */
export interface FactsReply {
  readonly kind: 'facts';
  readonly title: string;
  readonly lines: readonly Line[];
  readonly disputes: readonly DisputeView[];
  readonly more: readonly Line[];
}

/** Something to tell that is not an answer, with what to ask instead. */
export interface NoticeReply {
  readonly kind: 'notice';
  readonly text: string;
  readonly suggestions: readonly string[];
}

/** What the product says, as plain data; every adapter renders every kind. */
export type Reply = FactsReply | NoticeReply;
