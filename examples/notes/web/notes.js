// GET /api/notes answers [{id, text}], POST /api/notes keeps {text}, /api/notes/events streams each new note.
const list = document.querySelector("ul");
const form = document.querySelector("form");
const status = document.querySelector("[role=status]");

function show(note) {
  const item = document.createElement("li");
  item.dataset.id = note.id;
  item.textContent = note.text;
  list.querySelector(`[data-id="${CSS.escape(note.id)}"]`)?.remove();
  list.prepend(item);
}

async function ask(options) {
  const answer = await fetch("/api/notes", options);
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = JSON.stringify({ text: form.elements.text.value });
  try {
    show(await ask({ method: "POST", headers: { "Content-Type": "application/json" }, body }));
    form.reset();
    status.textContent = "";
  } catch (error) {
    status.textContent = `Not kept: ${error.message}`;
  }
});

try {
  for (const note of await ask()) show(note);
  new EventSource("/api/notes/events").addEventListener("note", (event) => show(JSON.parse(event.data)));
} catch (error) {
  status.textContent = `Notes cannot be read: ${error.message}`;
}
