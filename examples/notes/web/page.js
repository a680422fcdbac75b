import { ask } from "./ask.js";
import "./files.js";
import "./notes.js";

const hits = document.querySelector("#hits");
try {
  hits.textContent = (await ask("/api/hits", { method: "POST" })).hits;
} catch {
  hits.textContent = "many";
}
