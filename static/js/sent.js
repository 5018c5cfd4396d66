// A browser that goes back types and ticks again what was there, by place. Once a form was sent the page shows what stands now:
// another row may stand in that place.
"use strict";

document.addEventListener("submit", ({ target }) => { target.autocomplete = "off"; });
