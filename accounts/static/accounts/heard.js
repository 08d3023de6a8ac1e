/* Notes in the consent form that its words were listened to. */

const field = document.querySelector("[data-heard]");
const listen = document.querySelector("[data-listen] [data-action]");

if (field && listen) {
  listen.addEventListener("click", () => {
    field.value = "on";
  });
}
