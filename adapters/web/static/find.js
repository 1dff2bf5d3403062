// Looks records up in a site of files, where no server does. The address says what is asked for, as on a server.
{
  const [form, list] = ['[data-find]', '[data-list]'].map((name) => document.querySelector(name));
  const asked = new URLSearchParams(location.search);
  const names = ['q', 'status', 'log', 'tag', 'decider', 'sort'];
  const atOnce = 100;

  form.hidden = false;
  document.querySelector('[data-unscripted]').remove();
  for (const name of names) {
    const field = form.elements[name];
    if (!field || !asked.get(name)) continue;
    // What is asked for may be none of the usual.
    if (field.options && ![...field.options].some(({ value }) => value === asked.get(name)))
      field.append(new Option(asked.get(name), asked.get(name)));
    field.value = asked.get(name);
    if (name !== 'q') form.querySelector('details').open = true;
  }
  // What is empty does not belong into the address.
  form.addEventListener('submit', () => {
    for (const field of form.elements) field.disabled = field.name !== '' && field.value === '';
  });
  addEventListener('pageshow', () => {
    for (const field of form.elements) field.disabled = false;
  });
  if (names.some((name) => asked.get(name))) find();

  async function find() {
    say('Looking …');
    try {
      await load('records.js');
      const found = narrowed(asked.get('q') ? await search(asked.get('q')) : everything());
      show(sorted(found));
    } catch {
      say('The list cannot be loaded. Is the folder assets beside this page?');
    }
  }

  // Pages that are opened from a disk can load scripts and nothing else.
  function load(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.addEventListener('load', resolve);
      script.addEventListener('error', reject);
      script.src = `assets/${name}`;
      document.head.append(script);
    });
  }

  function everything() {
    return [...siteRecords];
  }

  // Records that hold all words; where there are none, those that hold some.
  async function search(words) {
    await Promise.all([load('minisearch.js'), load('words.js')]);
    const { fields, common, index } = siteWords;
    const plain = (term) =>
      term
        .toLowerCase()
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '');
    const processTerm = (term) => (common.includes(plain(term)) ? null : plain(term));
    const mini = MiniSearch.loadJS(index, { fields, processTerm });
    const usual = { boost: { title: 3, tags: 2 }, prefix: (term) => term.length > 2 };
    const fuzzy = (term) => (term.length > 3 ? 0.2 : false);
    const kinds = [
      { combineWith: 'AND' },
      { combineWith: 'AND', fuzzy },
      { combineWith: 'OR' },
      { combineWith: 'OR', fuzzy },
    ];
    for (const kind of kinds) {
      const hits = mini.search(words, { ...usual, ...kind });
      if (hits.length > 0) return hits.map(({ id }) => siteRecords[id]);
    }
    return [];
  }

  function narrowed(records) {
    const [status, log, tag, decider] = ['status', 'log', 'tag', 'decider'].map((name) => asked.get(name));
    return records.filter(
      (record) =>
        (!status || record.status === status) &&
        (!log || record.log === log) &&
        (!tag || record.tags.includes(tag)) &&
        (!decider || record.deciders.includes(decider)),
    );
  }

  function sorted(records) {
    const order = asked.get('sort');
    const places = 'proposed draft accepted none other deprecated superseded rejected withdrawn'.split(' ');
    const keys = {
      number: (one) => [one.log, one.number],
      title: (one) => [one.title.replace(/^\S+ /, '').toLowerCase()],
      status: (one) => [places.indexOf(one.status)],
      review: (one) => [one.review || '9'],
    };
    const newest = (one, other) => compare([other.date], [one.date]);
    if (order === 'newest') return records.sort(newest);
    const key = keys[order];
    return key === undefined ? records : records.sort((one, other) => compare(key(one), key(other)));
  }

  function compare(one, other) {
    const at = one.findIndex((part, index) => part !== other[index]);
    return at === -1 ? 0 : one[at] < other[at] ? -1 : 1;
  }

  function show(records) {
    const page = Math.max(1, Number(asked.get('page')) || 1);
    const pages = Math.max(1, Math.ceil(records.length / atOnce));
    const rows = records.slice((page - 1) * atOnce, page * atOnce).map(row);
    if (rows.length === 0) {
      say('No record says anything about that. ');
      list.firstChild.append(link('?', 'Show all'));
      return;
    }
    say(records.length === 1 ? '1 record' : `${records.length} records`);
    list.append(make('ul', { className: 'records' }, rows));
    if (pages > 1) list.append(pager(page, pages));
  }

  function say(text) {
    list.replaceChildren(make('p', { role: 'status' }, [text]));
  }

  // Every text is put in as text.
  function make(name, properties, children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  function link(href, text) {
    return make('a', { href }, [text]);
  }

  function row({ title, at, status, statusText, date, review, tags, deciders, summary, successor }) {
    const facts = [
      make('span', { className: `status status-${status}` }, [statusText]),
      ...(date === '' ? [] : [make('span', {}, [date])]),
      ...deciders.slice(0, 5).map((name) => link(`?${new URLSearchParams({ decider: name })}`, name)),
      ...tags.map((tag) => link(`?${new URLSearchParams({ tag })}`, `#${tag}`)),
      ...(review === '' ? [] : [make('span', {}, [`review ${review}`])]),
    ];
    const parts = [link(at, title)];
    if (summary !== '') parts.push(make('p', { className: 'summary' }, [summary]));
    parts.push(make('p', { className: 'facts' }, facts));
    if (successor) parts.push(make('p', {}, ['Superseded by ', link(successor.at, successor.title)]));
    return make('li', {}, parts);
  }

  function pager(page, pages) {
    const to = (other, text) => {
      const query = new URLSearchParams(asked);
      query.set('page', other);
      return link(`?${query}`, text);
    };
    const parts = [make('span', {}, [`Page ${page} of ${pages}`])];
    if (page > 1) parts.unshift(to(page - 1, 'Previous'));
    if (page < pages) parts.push(to(page + 1, 'Next'));
    const nav = make('nav', { className: 'pager' }, parts);
    nav.setAttribute('aria-label', 'Pages of the list');
    return nav;
  }
}
