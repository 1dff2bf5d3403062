import type { Language } from './language.ts';

export const english: Language = {
  fields: {
    title:
      'title, name, feature, feature name, rfc title, rfc name, adr title, decision title, proposal title, proposal name, record title',
    status:
      'status, state, stage, decision status, adr status, rfc status, record status, current status, document status, proposal status, approval status, decision state, lifecycle',
    decided:
      'decided, decided on, decided at, decision date, date decided, date of decision, decision made on, accepted, accepted on, accepted at, accepted date, date accepted, acceptance date, date of acceptance, approved, approved on, approved at, date approved, approval date, date of approval, ratified, ratified on, ratification date, adopted, adopted on, date adopted, adoption date, resolved on, resolution date',
    date: 'date, dated, issued, issued on, date issued, issue date, published, published on, publication date, date published, publish date, effective, effective date, effective from, status date, date of status, status changed, status since, since, record date, adr date',
    created:
      'created, created on, created at, creation date, date created, date of creation, written, written on, authored, authored on, started, started on, start date, date started, proposed, proposed on, date proposed, proposal date, submitted, submitted on, date submitted, submission date, opened, opened on, date opened, raised on, date raised, drafted, drafted on, date drafted, draft date, recorded on, date recorded, assigned, assigned on',
    modified:
      'modified, modified on, modified at, last modified, last modified at, date modified, modification date, updated, updated on, updated at, last updated, last updated on, last update, date updated, update date, last changed, last change, last edited, last revised, revised, revised on, revision date, lastmod',
    deciders:
      'deciders, decider, decider(s), decision makers, decision maker, decision maker(s), decisionmakers, decided by, approvers, approver, approver(s), approved by, accepted by, author, authors, author(s)',
    supersedes: 'supersedes, supercedes, superseeds, supersede, supersedes adr, replaces, obsoletes',
    'superseded-by':
      'superseded by, superceded by, superseeded by, superseded by adr, replaced by, obsoleted by, succeeded by',
    amends:
      'amends, supplements, extends, clarifies, modifies, complements, corrects, revises, narrows, tightens, relaxes',
    'amended-by':
      'amended by, supplemented by, extended by, clarified by, modified by, complemented by, corrected by, revised by, narrowed by, tightened by, relaxed by',
    related:
      'related, related to, relates to, updates, relates, related adr, related adrs, related adr(s), related decision, related decisions, related decision(s), related record, related records, related rfc, related rfcs, related proposal, related proposals, related documents, see also, see, depends on, dependencies, builds on, builds upon, refines, refined by, elaborates, elaborates on, elaborated by, reaffirms, reaffirmed by, revisits, revisited by, based on, derived from, derives from, follows from, informed by, constrained by, part of, relations, relationships, cross references, linked adrs, linked decisions',
  },
  statuses: {
    accepted:
      'accepted, acccepted, acepted, accpeted, approved, aproved, implemented, implementable, partially implemented, adopted, agreed, decided, final, finalized, finalised, living, active, activated, done, complete, completed, ratified, endorsed, enacted, merged, in force, in effect, in use, in production, signed off, shipped, released, deployed',
    superseded:
      'superseded, superceded, superseeded, superceeded, supersceded, supserseded, supersede by, supersedes by, replaced, obsoleted, succeeded by, overridden by, overruled by, absorbed into, absorbed by, folded into, merged into, consolidated into',
    deprecated:
      'deprecated, depricated, depreciated, obsolete, retired, outdated, sunset, discontinued, no longer valid, no longer relevant, no longer applicable, no longer in force, no longer used, no longer in use, no longer active, no longer accepted, no longer needed',
    rejected: 'rejected, rejcted, declined, refused, denied, not accepted, not approved, turned down, vetoed',
    withdrawn: 'withdrawn, withdrawed, cancelled, canceled, abandoned, retracted',
    draft: 'draft, drafting, drafted, work in progress, work-in-progress, wip, in draft',
    proposed:
      'proposed, propsed, porposed, pending, proposal, review, active review, open, request for comment, request for comments, requests for comments, rfc, idea, incomplete, provisional, under discussion, in discussion, being discussed, for discussion, discussion, under consideration, being considered, under evaluation, submitted, last call, final comment period, fcp, candidate, undecided, to be decided, to be discussed, to be reviewed, to be approved, awaiting approval, awaiting review, awaiting decision, awaiting feedback, needs approval, needs review, needs decision, ready for approval, ready for decision, seeking feedback, seeking approval, suggested',
  },
  sections: {
    metadata:
      'metadata, meta, meta data, info, information, document info, document information, document control, properties, preamble, header, adr info, adr metadata, record info, record metadata, decision info, decision metadata, rfc info, front matter, frontmatter',
    context:
      'context, context and problem statement, problem, problem statement, the problem, background, issue, context and problem, problem and context, context and background, business context, situation',
    drivers: 'decision drivers, drivers, forces, decision criteria, drivers and constraints',
    options:
      'considered options, considered alternatives, options, options considered, alternatives, alternatives considered, considered solutions, solutions considered, possible solutions',
    decision:
      'decision, decisions, decision outcome, the decision, our decision, locked decisions, final decision, agreed decision, outcome, decision and rationale, decision made',
    consequences:
      'consequences, consequence, positive consequences, negative consequences, implications, consequences and trade-offs, consequences and risks',
    links:
      'links, link, references, reference, further reading, more information, additional information, resources, supersession, relation, linked decisions, links and references, references and links, related links',
    lead: 'summary, abstract, introduction, intro, overview, motivation, proposal, rationale, purpose, goal, goals, objective, objectives, scope, title, name, table of contents, contents, toc, tl;dr, tldr, executive summary, in short, details, note, notes, preface, foreword, terminology, definitions, requirements, non-goals, assumptions, changelog, change log, history, revision history',
  },
  negations:
    "not, not yet, never, isn't, wasn't, hasn't been, to be, will be, would be, should be, must be, can be, until, unless, before, if, once",
  months:
    'january|jan, february|feb|febr|feburary, march|mar, april|apr, may, june|jun, july|jul, august|aug, september|sept|sep, october|oct, november|nov, december|dec',
};
