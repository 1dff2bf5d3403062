// Makes the chat faster to use. Everything also works without this file.
const isCalm = matchMedia('(prefers-reduced-motion: reduce)');
localTimes(document);
for (const links of document.querySelectorAll('[data-share]')) startSharing(links);
const chat = document.querySelector('.chat');
if (chat !== null) startChat(chat);

function startChat(chat) {
  const turns = chat.querySelector('.turns');
  const thinking = chat.querySelector('[data-thinking]');
  const problem = chat.querySelector('[data-problem]');
  const composer = chat.querySelector('[data-composer]');
  const box = composer.querySelector('textarea');
  const state = {
    revision: Number(chat.dataset.revision),
    waiting: 0,
    isBehind: false,
    hasMoved: false,
    events: undefined,
  };

  chat.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.hasAttribute('data-send')) return;
    event.preventDefault();
    send(form, event.submitter);
  });
  // Keyboards on glass have no Shift+Enter: there Enter stays a new line.
  const hasKeys = matchMedia('(pointer: fine)').matches;
  composer.querySelector('.keys').hidden = !hasKeys;
  box.addEventListener('keydown', (event) => {
    if (!hasKeys || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    composer.requestSubmit();
  });
  box.addEventListener('input', () => grow(box));
  turns.addEventListener('change', (event) => keepToMost(event.target.closest('form')));
  // What is unfolded at the lower edge would open behind the box.
  turns.addEventListener('click', (event) => {
    const opened = event.target.closest('summary')?.parentElement;
    if (opened) requestAnimationFrame(() => opened.open && bringIntoView(opened));
  });
  for (const kind of ['wheel', 'touchmove', 'keydown'])
    addEventListener(kind, () => (state.hasMoved = true), { passive: true });
  document.addEventListener('visibilitychange', listen);
  for (const form of turns.querySelectorAll('form[data-most]')) keepToMost(form);
  const threads = chat.querySelector('[data-wide]');
  if (threads !== null) threads.open = matchMedia('(min-width: 52rem)').matches;
  grow(box);
  if (box.value !== '') box.setSelectionRange(box.value.length, box.value.length);
  if (location.hash === '' && turns.lastElementChild !== null) toEnd();
  listen();

  async function send(form, submitter) {
    const isComposer = form === composer;
    // Pressed twice: the first time counts.
    if (!isComposer && form.ariaBusy === 'true') return;
    const body = new URLSearchParams(new FormData(form, submitter));
    const words = box.value;
    // What makes a message one of its kind stays until it has arrived: a second try is the same message.
    if (isComposer) {
      renew(form);
      box.value = '';
      grow(box);
    } else form.ariaBusy = 'true';
    const done = wait();
    try {
      const answer = await ask(`${form.getAttribute('action')}?after=${state.revision}`, {
        method: 'POST',
        body,
      });
      problem.hidden = true;
      renew(form);
      show(answer, true);
    } catch (error) {
      tell(error);
      if (isComposer && box.value === '') {
        box.value = words;
        form.elements.nonce.value = body.get('nonce');
        grow(box);
      }
    } finally {
      form.ariaBusy = 'false';
      done();
    }
  }

  async function ask(address, options) {
    const response = await fetch(address, { ...options, headers: { accept: 'application/json' } });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    return answer;
  }

  function tell(error) {
    const unreachable = error instanceof TypeError || error instanceof SyntaxError;
    problem.textContent = unreachable
      ? 'The server cannot be reached. What you wrote is still here; try again.'
      : error.message;
    problem.hidden = false;
    problem.scrollIntoView({ block: 'nearest' });
  }

  // Shown only where it takes long enough to be noticed.
  function wait() {
    state.waiting++;
    const timer = setTimeout(() => {
      thinking.textContent = 'Thinking …';
      toEnd();
    }, 300);
    return () => {
      clearTimeout(timer);
      state.waiting--;
      if (state.waiting > 0) return;
      thinking.textContent = '';
      if (state.isBehind) catchUp();
    };
  }

  function show(answer, isOwn) {
    const fresh = new DOMParser().parseFromString(answer.html, 'text/html');
    localTimes(fresh);
    // Whoever reads further up stays there.
    const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 80;
    let shown;
    let isNew = false;
    for (const turn of [...fresh.querySelectorAll('.turn')]) {
      isNew = document.getElementById(turn.id) === null;
      shown = put(turn);
    }
    state.revision = Math.max(state.revision, answer.revision);
    if (shown === undefined) return;
    chat.querySelector('[data-welcome]')?.remove();
    const uncalled = chat.querySelector('[data-uncalled]');
    const heading = new DOMParser().parseFromString(answer.heading ?? '', 'text/html').body.firstChild;
    if (uncalled !== null && heading !== null) uncalled.replaceWith(heading);
    settle(answer.thread);
    const wrong = shown.querySelector('[aria-invalid]');
    if (wrong !== null) wrong.focus();
    else if (isOwn) reveal(shown, isNew);
    else if (isAtEnd) toEnd();
  }

  // The whole turn where it is new; where it was there already, what changed in it.
  function reveal(turn, isNew) {
    const part = isNew ? turn : (turn.querySelector('.tally, .waits') ?? turn);
    bringIntoView(part, isNew);
    state.hasMoved = false;
    // A picture has its height only when it has come; whoever has gone on reading meanwhile stays there.
    for (const picture of turn.querySelectorAll('img'))
      picture.addEventListener('load', () => state.hasMoved || bringIntoView(part, isNew), { once: true });
  }

  // A turn that is there already is replaced in place; whoever had the keyboard in it keeps it.
  function put(turn) {
    const old = document.getElementById(turn.id);
    if (old === null) {
      const later = [...turns.children].find(
        (other) => Number(other.dataset.turn) > Number(turn.dataset.turn),
      );
      turns.insertBefore(turn, later ?? null);
      return turn;
    }
    const focused = old.contains(document.activeElement) ? document.activeElement : undefined;
    const opened = [...old.querySelectorAll('details')].map((details) => details.open);
    keepEntries(old, turn);
    old.replaceWith(turn);
    [...turn.querySelectorAll('details')].forEach((details, index) => {
      details.open = opened[index] ?? false;
    });
    if (focused !== undefined) (sameControl(turn, focused) ?? turn).focus({ preventScroll: true });
    for (const form of turn.querySelectorAll('form[data-most]')) keepToMost(form);
    return turn;
  }

  // What somebody ticked or wrote and has not sent stays when others' votes arrive.
  function keepEntries(old, turn) {
    for (const field of old.querySelectorAll('input[type=checkbox], .fields [id]')) {
      const same = sameControl(turn, field);
      if (same === null || same === undefined) continue;
      if (field.type === 'checkbox') same.checked = field.checked;
      else if ('value' in field) same.value = field.value;
    }
  }

  function sameControl(turn, { name, value, id }) {
    if (id) return turn.querySelector(`[id="${CSS.escape(id)}"]`);
    return [...turn.querySelectorAll('button, input')].find(
      (other) => other.name === name && other.value === value,
    );
  }

  // The first message makes the conversation; its address is there to come back to.
  function settle(thread) {
    const address = `/t/${thread}`;
    if (location.pathname !== address || location.search !== '') history.replaceState(null, '', address);
  }

  function toEnd() {
    composer.scrollIntoView({ block: 'end' });
  }

  // One connection, and only while somebody looks: browsers allow few of them.
  function listen() {
    if (document.hidden) {
      state.events?.close();
      state.events = undefined;
      return;
    }
    if (state.events !== undefined) return;
    state.events = new EventSource(`/t/${chat.dataset.thread}/events`);
    state.events.addEventListener('open', catchUp);
    state.events.addEventListener('turns', catchUp);
  }

  async function catchUp() {
    // What is on its way most often brings the same; it is asked for after that.
    state.isBehind = state.waiting > 0;
    if (state.isBehind) return;
    try {
      show(await ask(`/t/${chat.dataset.thread}/turns?after=${state.revision}`), false);
    } catch {
      // The next ring tries again.
    }
  }
}

// From its beginning where it is long.
function bringIntoView(part, mayStart = true) {
  const block = part.offsetHeight > innerHeight / 2 && mayStart ? 'start' : 'nearest';
  part.scrollIntoView({ block, behavior: isCalm.matches ? 'auto' : 'smooth' });
}

// Links of a record's address and text become what copies them; without a clipboard they stay links.
function startSharing(links) {
  const told = links.querySelector('[data-copied]');
  const copying = navigator.clipboard === undefined ? [] : links.querySelectorAll('[data-copy]');
  for (const link of copying) {
    link.textContent = `Copy ${link.dataset.copy}`;
    link.addEventListener('click', async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      try {
        // Some browsers take what is still on its way only as a promise.
        await navigator.clipboard.write([new ClipboardItem({ 'text/plain': textOf(link) })]);
        told.textContent = 'Copied.';
      } catch {
        location.assign(link.href);
      }
    });
  }
  const passOn = links.querySelector('[data-pass-on]');
  if (passOn === null || navigator.share === undefined) return;
  passOn.textContent = 'Share';
  passOn.addEventListener('click', (event) => {
    event.preventDefault();
    const url = links.querySelector('[data-copy=link]').href;
    // Whoever closes the list of ways has not failed.
    navigator.share({ title: links.dataset.title, url }).catch(() => {});
  });
}

async function textOf({ dataset, href }) {
  const text = dataset.copy === 'link' ? href : await (await fetch(href)).text();
  return new Blob([text], { type: 'text/plain' });
}

// Pages are made in UTC: only the reader's machine knows the reader's time.
function localTimes(root) {
  for (const time of root.querySelectorAll('time')) {
    const at = new Date(time.dateTime);
    const two = (part) => String(part).padStart(2, '0');
    const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
    time.textContent = `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
  }
}

function renew(form) {
  if (!form.elements.nonce) return;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  form.elements.nonce.value = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function keepToMost(form) {
  const most = Number(form?.dataset.most ?? 0);
  if (most === 0) return;
  const boxes = [...form.querySelectorAll('input[type=checkbox]')];
  const isFull = boxes.filter((one) => one.checked).length >= most;
  for (const one of boxes) one.disabled = isFull && !one.checked;
}

function grow(box) {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight + 2, 240)}px`;
}
