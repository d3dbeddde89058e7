// Adds events to the table as they are archived. Without it the page is complete but static.

/** Rows that a page keeps: more than the server sends at once. */
const MAX_ROWS = 250;
/** Rows that a page begins with, if there are as many: older ones are on further pages. */
const PAGE = 50;

const timeOf = (row) => row.querySelector('time')?.dateTime ?? '';

const watch = (status, table) => {
  let source;
  let count = 0;
  let isPaused = false;

  const text = document.createElement('span');
  const button = document.createElement('button');
  button.type = 'button';
  status.replaceChildren(text);
  status.after(button);

  const show = (state, words) => {
    status.dataset.state = state;
    text.textContent = count > 0 ? `${words} · ${count} new` : words;
  };

  const insert = (row, next) => {
    row.classList.add('new');
    document.getElementById('empty')?.remove();
    table.insertBefore(row, next ?? null);
    while (table.rows.length > MAX_ROWS) table.rows[table.rows.length - 1].remove();
  };

  const receive = ({ data }) => {
    const template = document.createElement('template');
    template.innerHTML = data;
    const row = template.content.firstElementChild;
    if (!row || document.getElementById(row.id)) return;
    const next = [...table.rows].find((other) => timeOf(other) <= timeOf(row));
    if (!next && table.rows.length >= PAGE) return;
    insert(row, next);
    count += 1;
    show('live', 'Live');
  };

  const connect = () => {
    source = new EventSource(status.dataset.arrivals);
    source.addEventListener('open', () => show('live', 'Live'));
    source.addEventListener('error', () => show('lost', 'Connecting again…'));
    source.addEventListener('archived', receive);
  };

  // A browser gives a server six connections: a hidden page must not hold one.
  const follow = () => {
    const isWanted = !isPaused && !document.hidden;
    if (isWanted === (source !== undefined)) return;
    if (isWanted) return connect();
    source.close();
    source = undefined;
    show('paused', 'Paused');
  };

  const name = () => {
    button.textContent = isPaused ? 'Resume' : 'Pause';
  };
  button.addEventListener('click', () => {
    isPaused = !isPaused;
    name();
    follow();
  });
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('pagehide', () => {
    source?.close();
    source = undefined;
  });
  window.addEventListener('pageshow', follow);
  name();
  show('lost', 'Connecting…');
  follow();
};

const status = document.getElementById('live');
const table = document.getElementById('events');
if (status?.dataset.arrivals && table) watch(status, table);
