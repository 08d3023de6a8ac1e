/* On pages that are the same for everybody: who is signed in, asked for only when somebody is. */

const root = document.querySelector("[data-me]");

if (root && document.cookie.includes("who=")) {
  fetch(root.dataset.me)
    .then((answer) => answer.json())
    .then((me) => {
      if (!me.who) return;
      root.querySelector("[data-me-name]").textContent = me.name;
      root.querySelector("input").value = me.token;
      root.hidden = false;
    })
    .catch(() => {}); // The network being away is not an error.
}
