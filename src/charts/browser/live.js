// Shows what others write without a reload. The server says over a web socket that something of a building changed; the
// page is fetched again, and those parts of it that look different now are replaced. The page works without.

const LOGGED_OUT = 4401;
// Who connects hears of the last half minute; a page that took longer to come looks by itself.
const HEARD = 25_000;
// Many changes come together. Between two looks there is a rest, longer where a look takes long.
const SETTLE = 200;
const REST = { times: 4, least: 400, most: 5_000 };
const [SOON, LATE] = [1_000, 30_000];
const FOCUSABLE = "a[href], button, input, select, summary, [tabindex]";

const page = document.querySelector("[data-follows]");
const status = document.querySelector("[data-news]");
// As the server sent them: charts and islands change the document afterwards.
let sent = page && [...page.children].map((part) => part.outerHTML);
let socket;
let wait = SOON;
let opened = false;
let rested = 0;
let due = false;
let timer;

function connect() {
  const url = new URL("/live", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  socket = new WebSocket(url);
  socket.addEventListener("open", () => {
    if (opened || performance.now() > HEARD) later();
    opened = true;
    wait = SOON;
    page.dataset.connected = "";
  });
  socket.addEventListener("message", ({ data }) => {
    const { building } = JSON.parse(data);
    const { follows } = page.dataset;
    if (!building || !follows || follows === building) later();
  });
  socket.addEventListener("close", ({ code, target }) => {
    delete page.dataset.connected;
    if (code === LOGGED_OUT || target !== socket) return;
    setTimeout(connect, wait * (0.5 + Math.random() / 2));
    wait = Math.min(2 * wait, LATE);
  });
}

// A page that nobody sees can wait.
function later() {
  due = true;
  if (timer || document.hidden) return;
  timer = setTimeout(async () => {
    due = false;
    const begun = performance.now();
    await look().catch(() => {});
    const now = performance.now();
    rested = now + Math.min(Math.max(REST.times * (now - begun), REST.least), REST.most);
    timer = undefined;
    if (due) later();
  }, Math.max(SETTLE, rested - performance.now()));
}

async function look() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  // Logged out, or the building is gone: what is shown stays until something is clicked.
  if (!answer.ok || answer.redirected) return;
  const arrived = new DOMParser().parseFromString(await answer.text(), "text/html");
  count(arrived);
  const fresh = arrived.querySelector("[data-follows]");
  if (!fresh) return;
  const html = [...fresh.children].map((part) => part.outerHTML);
  const old = [...page.children];
  const kind = (part) => `${part.tagName} ${part.className}`;
  const alike = old.length === html.length && old.every((part, place) => kind(part) === kind(fresh.children[place]));
  if (!alike) {
    if (old.some(busy)) return;
    page.replaceChildren(...[...fresh.children].map((part) => document.importNode(part, true)));
    sent = html;
    return say();
  }
  let changed = false;
  [...fresh.children].forEach((part, place) => {
    // Islands look after themselves.
    if (html[place] === sent[place] || part.tagName === "LEPTOS-ISLAND" || busy(old[place])) return;
    swap(old[place], document.importNode(part, true));
    sent[place] = html[place];
    changed = true;
  });
  if (changed) say();
}

// What waits, in the header.
function count(arrived) {
  for (const old of document.querySelectorAll("[data-count]")) {
    const now = arrived.querySelector(`[data-count="${old.dataset.count}"]`);
    if (now && now.innerHTML !== old.innerHTML) old.replaceChildren(...document.importNode(now, true).childNodes);
  }
}

// Somebody types there.
const busy = (part) =>
  [...part.querySelectorAll("input, select, textarea")].some(
    (field) => field === document.activeElement || (field.defaultValue !== undefined && field.value !== field.defaultValue),
  );

function swap(old, part) {
  const focused = [...old.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
  const open = [...old.querySelectorAll("details")].map((details) => details.open);
  old.replaceWith(part);
  part.querySelectorAll("details").forEach((details, place) => (details.open = open[place] ?? details.open));
  if (focused >= 0) part.querySelectorAll(FOCUSABLE)[focused]?.focus({ preventScroll: true });
}

function say() {
  if (status) status.textContent = status.dataset.news;
}

if (page) {
  connect();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && due) later();
  });
  // An open socket keeps the page out of the browser's back/forward memory.
  addEventListener("pagehide", () => {
    const closing = socket;
    socket = undefined;
    closing?.close();
  });
  addEventListener("pageshow", ({ persisted }) => persisted && connect());
}
