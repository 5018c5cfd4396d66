// Comfort for the keyboard. Every page works without it.
"use strict";

// Error summary: focus goes there, and its links lead to the fields.
const focusSummary = (root) => root.querySelector("[data-focus]")?.focus();

// Within a table marked data-rowkeys j / k move along its rows, Enter opens the row's first link. Tab leads to its first row.
const moveRow = (table, step) => {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const next = rows[rows.indexOf(document.activeElement.closest("tr")) + step] ?? (step > 0 ? rows[0] : rows.at(-1));
  next.tabIndex = -1;
  next.focus();
};

const rowKeys = (event) => {
  const table = event.target.closest("table[data-rowkeys]");
  if (!table || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "j") moveRow(table, 1);
  if (event.key === "k") moveRow(table, -1);
  if (event.key === "Enter" && event.target.matches("tr")) event.target.querySelector("a")?.click();
};

// In a [data-grid] Enter and the arrows go to the same column of the next row, as in a worksheet.
const gridKeys = (event) => {
  const cell = event.target.closest("[data-grid] td");
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!cell || !step || event.target.matches("button, a, textarea") || (event.target.matches("select") && event.key !== "Enter")) return;
  event.preventDefault();
  const row = step > 0 ? cell.parentElement.nextElementSibling : cell.parentElement.previousElementSibling;
  const field = row?.cells[cell.cellIndex]?.querySelector("input:not([type=hidden]), select");
  field?.focus();
  if (field?.matches("input")) field.select();
};

// A wide table scrolls in its own frame, by keyboard too; one that fits lets the page scroll, its heading below the top bar.
const frames = new ResizeObserver((entries) => entries.forEach(({ target }) => {
  const fits = target.scrollWidth <= target.clientWidth;
  target.classList.toggle("fits", fits);
  target.tabIndex = fits ? -1 : 0;
}));

// A day of [data-follows="id"] moves by as many years as the day of that field, unless somebody typed it.
const follow = ({ target }) => {
  const years = Number.parseInt(target.value) - Number.parseInt(target.defaultValue);
  if (Number.isNaN(years) || target.value < "1900") return;
  for (const day of document.querySelectorAll(`[data-follows="${target.id}"]:not(.is-typed)`)) {
    day.value = `${Number.parseInt(day.defaultValue) + years}${day.defaultValue.slice(4)}`;
  }
};

// A button [data-add-row="x"] adds one more row to the form's list of rows, made from <template id="x-row">.
const addRow = ({ target }) => {
  const prefix = target.closest("[data-add-row]")?.dataset.addRow;
  if (!prefix) return;
  const total = document.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const html = document.getElementById(`${prefix}-row`).innerHTML.replaceAll("__prefix__", total.value);
  const rows = document.getElementById(`${prefix}-rows`);
  rows.insertAdjacentHTML("beforeend", html);
  total.value = Number(total.value) + 1;
  rows.lastElementChild.querySelector("input:not([type=hidden]), textarea").focus();
};

// In a [data-ticks] form the box of [data-tick-all] ticks every row, and each [data-tick-count] says how many are ticked.
const BOXES = "[type=checkbox]:not([data-tick-all] *)";

const countTicks = (form) => {
  const count = form.querySelectorAll(`${BOXES}:checked`).length;
  form.querySelectorAll("[data-tick-count]").forEach((output) => { output.textContent = count ? `(${count})` : ""; });
};

const tick = ({ target }) => {
  const form = target.closest("[data-ticks]");
  if (!form) return;
  if (target.closest("[data-tick-all]")) form.querySelectorAll(BOXES).forEach((box) => { box.checked = target.checked; });
  countTicks(form);
};

const typed = ({ target }) => target.matches("[data-follows]") && target.classList.add("is-typed");

// What is saved as it is typed must say so when it was not; an answer from another address is the sign-in page.
const mark = ({ requestConfig }, isLost) => {
  if (requestConfig.verb === "get") return; // nothing was sent that could be lost
  requestConfig.elt.classList.toggle("is-lost", isLost);
  document.getElementById("lost").hidden = !document.querySelector(".is-lost");
};

const check = ({ detail }) => {
  const path = (address) => new URL(address, location.href).pathname;
  const isStray = path(detail.xhr.responseURL) !== path(detail.pathInfo.requestPath);
  detail.shouldSwap &&= !isStray;
  mark(detail, isStray || detail.isError);
};

// A row of the grid that is saved by now loses its red frames, and its line in the summary of errors.
const settle = ({ target }) => {
  const row = target.matches(".grid-state") && target.closest("tr");
  if (!row || target.querySelector(".text-danger")) return;
  row.querySelectorAll(".is-invalid").forEach((field) => { field.classList.remove("is-invalid"); field.removeAttribute("aria-invalid"); });
  const summary = document.querySelector(".error-summary");
  summary?.querySelector(`a[href="#${CSS.escape(row.id)}"]`)?.closest("li").remove();
  if (summary && !summary.querySelector("li")) summary.remove();
};

document.addEventListener("htmx:beforeSwap", check);
document.addEventListener("htmx:afterSwap", settle);
document.addEventListener("htmx:sendError", ({ detail }) => mark(detail, true));
document.addEventListener("change", follow);
document.addEventListener("change", tick);
document.addEventListener("input", typed);
document.addEventListener("click", addRow);
document.addEventListener("keydown", rowKeys);
document.addEventListener("keydown", gridKeys);
// htmx announces the whole page first, then every part it brings in.
document.addEventListener("htmx:load", ({ target }) => {
  focusSummary(target);
  target.querySelectorAll("table[data-rowkeys] tbody:first-of-type tr:first-child").forEach((row) => { row.tabIndex = 0; });
  target.querySelectorAll("[data-add-row]").forEach((button) => { button.hidden = false; });
  target.querySelectorAll("[data-tick-all]").forEach((label) => { label.hidden = false; });
  target.querySelectorAll("[data-ticks]").forEach(countTicks);
  target.querySelectorAll(".table-wrap").forEach((frame) => frames.observe(frame));
});
