// Ask the API; answers what it answered, or throws what it said is wrong.
export async function ask(path, options) {
  const answer = await fetch(path, options);
  const said = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok) throw new Error(said?.error ?? `the server answered ${answer.status}`);
  return said;
}

export function post(path, value) {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(value) });
}

// Make an element: its text is never read as HTML.
export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
