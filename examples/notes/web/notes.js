// GET /api/notes answers the newest notes, POST keeps one, /api/notes/events tells of new, counted and deleted ones.
import { ask, element, post } from "./ask.js";

const AGAIN = 2000; // milliseconds before a stream that the server refused is asked for again
const list = document.querySelector("#notes");
const form = document.querySelector("#new-note");
const status = document.querySelector("#note-status");
const known = new Map();

// Answers and events come in any order: what is heard adds to what is known, and a word count is never taken back.
function show(heard) {
  const before = known.get(heard.id);
  const note = { ...before, ...heard };
  if (heard.words == null) Object.assign(note, { words: before?.words ?? null, link: before?.link ?? null });
  known.set(note.id, note);
  if (note.text === undefined) return;
  const item = element("li", {}, element("p", { className: "text", textContent: note.text }), about(note));
  item.dataset.id = note.id;
  find(note.id)?.remove();
  const older = [...list.children].find((other) => Number(other.dataset.id) < note.id);
  list.insertBefore(item, older ?? null);
}

function about(note) {
  const counted = note.words === 1 ? "1 word" : `${note.words} words`;
  const line = element("p", { className: "about" });
  line.append(element("span", { className: "words", textContent: note.words === null ? "counting…" : counted }));
  if (note.link) line.append(element("a", { href: note.link, rel: "noopener noreferrer", textContent: note.link }));
  if (note.mine) {
    const button = element("button", { type: "button", textContent: "Delete", onclick: () => remove(note.id) });
    button.setAttribute("aria-label", `Delete note ${note.id}`);
    line.append(button);
  }
  return line;
}

function find(id) {
  return list.querySelector(`[data-id="${id}"]`);
}

function forget(id) {
  known.delete(id);
  find(id)?.remove();
}

async function remove(id) {
  try {
    await ask(`/api/notes/${id}`, { method: "DELETE" });
    forget(id);
  } catch (error) {
    status.textContent = `Not deleted: ${error.message}`;
  }
}

async function readAll() {
  try {
    const notes = await ask("/api/notes");
    const there = new Set(notes.map((note) => note.id));
    const [oldest, newest] = [notes.at(0)?.id ?? 0, notes.at(-1)?.id ?? Infinity];
    for (const id of [...known.keys()]) if (id >= oldest && id <= newest && !there.has(id)) forget(id);
    notes.forEach(show);
    status.textContent = "";
  } catch (error) {
    status.textContent = `Notes cannot be read: ${error.message}`;
  }
}

// Each time the stream opens the list is read too: that makes up for what happened while it was closed.
function listen() {
  const stream = new EventSource("/api/notes/events");
  stream.onopen = readAll;
  for (const kind of ["note", "words"]) stream.addEventListener(kind, (event) => show(JSON.parse(event.data)));
  stream.addEventListener("deleted", (event) => forget(JSON.parse(event.data).id));
  stream.onerror = () => {
    status.textContent = "New notes do not arrive at the moment.";
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN);
  };
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    show(await post("/api/notes", { text: form.elements.text.value }));
    form.reset();
    status.textContent = "";
  } catch (error) {
    status.textContent = `Not kept: ${error.message}`;
  }
  button.disabled = false;
});

listen();
