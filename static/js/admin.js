// Select2 builds a field that has no name of its own for those who cannot see it: give it that of its label.
"use strict";

const nameFields = (root) => {
  for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
    const label = select.labels?.[0]?.textContent.trim().replace(/[:：]$/u, "");
    const parts = select.nextElementSibling?.querySelectorAll("[role='combobox'], [role='textbox']") ?? [];
    for (const part of label ? parts : []) {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", label);
    }
  }
};

new MutationObserver((changes) => {
  if (changes.some(({ addedNodes }) => addedNodes.length)) nameFields(document);
}).observe(document, { childList: true, subtree: true });
