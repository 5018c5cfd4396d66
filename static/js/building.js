// What takes seconds to build says so, and for how long. Without this script the browser's own sign tells.
"use strict";

const RATHER_NATIVE = ["ctrlKey", "metaKey", "shiftKey", "altKey"];

// Shows the line of that id and counts; returns what ends it.
const waitAt = (id) => {
  const line = document.getElementById(id), seconds = line.querySelector("[data-seconds]"), since = Date.now();
  const clock = setInterval(() => { seconds.textContent = Math.round((Date.now() - since) / 1000); }, 1000);
  seconds.textContent = 0;
  line.hidden = false;
  return () => { clearInterval(clock); line.hidden = true; };
};

// Hands the file of an answer to the browser under the name it came with.
const save = async (answer, name) => {
  const address = URL.createObjectURL(await answer.blob());
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
};

// A link [data-building="id"] fetches its file; what is no file is opened as a page.
const build = async (event) => {
  const link = event.target.closest("a[data-building]");
  if (!link || RATHER_NATIVE.some((key) => event[key])) return;
  event.preventDefault();
  if (link.ariaDisabled === "true") return;
  const end = waitAt(link.dataset.building);
  link.ariaDisabled = "true";
  try {
    const answer = await fetch(link.href);
    const [, name] = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition")) ?? [];
    if (answer.ok && name) await save(answer, decodeURIComponent(name));
    else location.href = link.href;
  } catch {
    location.href = link.href; // the browser tells what is wrong
  } finally {
    end();
    link.ariaDisabled = null;
  }
};

// A form that belongs to such a line, [data-of-form], is sent once, as ever.
const buttons = (isBusy) => document.querySelectorAll("main form [type=submit]").forEach((one) => { one.disabled = isBusy; });

const send = ({ target }) => {
  if (!target.closest("main")) return;
  waitAt("building");
  buttons(true);
};

document.addEventListener("click", build);
if (document.querySelector("[data-of-form]")) {
  document.addEventListener("submit", send);
  addEventListener("pageshow", () => buttons(false));
}
