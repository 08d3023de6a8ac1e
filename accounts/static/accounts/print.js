/* A button for printing, where a script can print. */

for (const place of document.querySelectorAll("[data-print]")) {
  place.hidden = false;
  place.querySelector("[data-action=print]").addEventListener("click", () => window.print());
}
