import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../src/decisions/markdown/parse.ts';

const body = '\n\n## Status\n\nAccepted\n\n## Context\n\nIt was.\n\n## Decision\n\nIt is.\n';
const titleOf = (name: string, text: string) => parseRecord(`${text}${body}`, name).title;

describe('a title', () => {
  it.each([
    ['0149-agents.md', '# Indy HIPE 0149: Agents', 'Agents'],
    ['0012-x.md', '# RFC 12 - Use X', 'Use X'],
    ['0035-y.md', '# HIPE 0035: Y', 'Y'],
    ['0007-z.md', '# [ADR-7] Use Z', 'Use Z'],
    ['0007-z.md', '# (ADR-7) Use Z', 'Use Z'],
    ['0006-v.md', '# Architectural Decision Record 6: Use V', 'Use V'],
    ['0009-t.md', '# Decision Record 9 | Use T', 'Use T'],
    ['0010-s.md', '# Entscheidung 10: S nutzen', 'S nutzen'],
    ['0011-r.md', '# Decisão de Arquitetura 11: Usar R', 'Usar R'],
    ['0033-d.md', '# ADR No. 33: Use D', 'Use D'],
    ['SIP-032-c.md', '# SIP 032 Use C', 'Use C'],
    ['0012-x.md', '---\ntitle: "HIPE 0012: Use X"\n---\n\n# Summary', 'Use X'],
    ['0024-f.md', '# RFC: Use F', 'Use F'],
    ['0020-j.md', '# Title: Use J', 'Use J'],
    ['0015-o.md', '# Architecture Decision Record: Use O', 'Use O'],
  ])('in %s has no number of its file: %s', (name, heading, title) => {
    expect(titleOf(name, heading)).toBe(title);
  });

  it.each([
    ['0002-http-2-streams.md', '# HTTP 2: streams', 'HTTP 2: streams'],
    ['0003-log4j-2.md', '# Log4j 2 upgrade', 'Log4j 2 upgrade'],
    ['0009-http.md', '# HTTP 2: streams', 'HTTP 2: streams'],
    ['0004-use-rfc.md', '# RFC 7807 problem details', 'RFC 7807 problem details'],
    ['0030-a.md', '# PostgreSQL 30: why', 'PostgreSQL 30: why'],
    ['0031-b.md', '# Amend ADR-31: more', 'Amend ADR-31: more'],
    ['0039-c.md', '# ADR-039: ADR-012 revisited', 'ADR-012 revisited'],
    ['0005-w.md', '# Use Python 3.12', 'Use Python 3.12'],
    ['use-x.md', '# HIPE 0035: Y', 'HIPE 0035: Y'],
  ])('in %s keeps other numbers: %s', (name, heading, title) => {
    expect(titleOf(name, heading)).toBe(title);
  });

  it.each([
    ['a field', '| Feature Name | Use C |\n|---|---|\n| Start Date | 2020-01-02 |\n\n# Summary', 'Use C'],
    ['a field with marks', '- Feature Name: `use_c`\n- Start Date: 2020-01-02\n\n# Summary', 'use_c'],
    ['a line', '**Title:** Use C\n\n# Abstract', 'Use C'],
    ['a name in front matter', '---\nname: Use C\n---\n\n# Motivation', 'Use C'],
    ['a section for it', '# ADR\n\n## Title\n\nUse C', 'Use C'],
    ['a smaller heading under a number', '# ADR-13\n\n## Use C', 'Use C'],
    ['a smaller heading under a kind', '# Architecture Decision Record\n\n## Use C', 'Use C'],
    ['the second of two headings', '# SUPERSEDED BY RFC 12.\n\n# 13: Use C', 'Use C'],
    ['a heading under its status', '# Status\n\nAccepted\n\n# Use C', 'Use C'],
    ['a heading with an anchor', '# <a id="c"></a>Use C {#use-c} <!-- omit in toc -->', 'Use C'],
    ['a heading with a badge', '# Use C ![accepted](badge.svg)', 'Use C'],
    ['the file, where a site fills in the heading', '# {{ rfc.name }}: {{ rfc.title }}', 'The file'],
    ['the file', '- Feature Name: N/A\n\n# Summary', 'The file'],
    ['the file, under a template’s words', '- Feature Name: (fill me in)\n\n# Summary', 'The file'],
    ['the file, under a number alone', '# ADR-13', 'The file'],
  ])('is taken from %s', (_what, text, title) => {
    expect(titleOf('0013-the-file.md', text)).toBe(title);
  });

  it.each([
    'Summary',
    'Abstract',
    'Motivation',
    'Introduction',
    'Status',
    '1. Introduction',
    'Zusammenfassung',
    'Résumé',
    'Contexto',
    '概要',
    'Введение',
    'Superseded by ADR-12',
  ])('is never "%s"', (heading) => {
    expect(titleOf('0013-the-file.md', `# ${heading}`)).toBe('The file');
  });

  it.each([
    'Replaced Redis by Valkey 8',
    'Deprecated fields are removed',
    'Superseded records are kept',
    'Status pages for every service',
    'Summary tables in the warehouse',
    'Use <b>bold</b> letters',
  ])('may be "%s"', (heading) => {
    expect(titleOf('0013-the-file.md', `# ${heading}`)).toBe(heading);
  });
});

describe('a number', () => {
  it.each([
    ['2026-01-name.md', null, null, null],
    ['2026-01.md', null, null, null],
    ['2023-07-17-name.md', null, null, '2023-07-17'],
    ['adr-2023-07-17-name.md', null, null, '2023-07-17'],
    ['ADR-2024-001-name.md', null, '2024-001', null],
    ['2005-match-ergonomics.md', 2005, '2005', null],
    ['2024.md', 2024, '2024', null],
    ['cap-0001-name.md', 1, '1', null],
    ['eip-20.md', null, null, null],
    ['page-2.md', null, null, null],
  ])('of %s is %s', (name, number, label, date) => {
    expect(parseRecord(`# X${body}`, name)).toMatchObject({ number, label, date });
  });

  it('stands behind letters that the file itself calls its series', () => {
    expect(parseRecord(`---\neip: 20\ntitle: X\n---\n${body}`, 'eip-20.md').number).toBe(20);
    expect(parseRecord(`# KEP-1234: X${body}`, 'kep-1234-x.md').number).toBe(1234);
    expect(parseRecord(`---\neip: 21\ntitle: X\n---\n${body}`, 'eip-20.md').number).toBeNull();
    expect(parseRecord(`# Part two${body}`, 'part-2.md').number).toBeNull();
  });

  it('in a heading is one where the heading is no word on another record', () => {
    expect(parseRecord(`# ADR-0007: Use Z${body}`, 'use-z.md').number).toBe(7);
    expect(parseRecord(`# Review of ADR-0007${body}`, 'review.md').number).toBeNull();
    expect(parseRecord(`# What ADR-7 means for us${body}`, 'notes.md').number).toBeNull();
  });
});
