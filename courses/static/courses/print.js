// Prints the page when somebody presses a button marked data-print.
for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
