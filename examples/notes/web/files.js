// POST /api/files answers a link to which the file is sent, GET /api/files/ID/content leads to it.
import { ask, element, post } from "./ask.js";

const list = document.querySelector("#files");
const form = document.querySelector("#new-file");
const status = document.querySelector("#file-status");

function item(file) {
  if (file.size === null) return element("li", { className: "about", textContent: `${file.name}: not uploaded yet` });
  const href = `/api/files/${file.id}/content`;
  const link = element("a", { href, textContent: file.name });
  return element("li", {}, link, element("span", { className: "about", textContent: `${file.size} bytes` }));
}

async function readAll() {
  list.replaceChildren(...(await ask("/api/files")).map(item));
}

// XMLHttpRequest, for fetch() does not tell how much was sent.
function send(file, { upload, method, headers }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, upload);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => {
      status.textContent = `Uploading ${file.name}: ${Math.floor((100 * loaded) / (total || 1))} %`;
    };
    request.onload = () => (request.status === 200 ? resolve() : reject(new Error(`the bucket answered ${request.status}`)));
    request.onerror = () => reject(new Error("the bucket cannot be reached"));
    request.send(file);
  });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const file = form.elements.file.files[0];
  const button = form.querySelector("button");
  button.disabled = true;
  status.textContent = `Uploading ${file.name}…`;
  try {
    const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : "application/octet-stream";
    const recorded = await post("/api/files", { name: file.name, content_type: type });
    await send(file, recorded);
    await ask(`/api/files/${recorded.id}`);
    form.reset();
    status.textContent = `Uploaded ${file.name}.`;
    await readAll();
  } catch (error) {
    status.textContent = `Not uploaded: ${error.message}`;
  }
  button.disabled = false;
});

try {
  await readAll();
} catch (error) {
  status.textContent = `Files cannot be read: ${error.message}`;
}
