// What stands around the queue follows when htmx puts another list in its place: the rail says which
// view it is, and a menu closes when one of its links was taken.

function follow() {
  const key = document.getElementById("queue")?.dataset.nav;
  if (!key) return;
  document.querySelectorAll(".nav__link").forEach((link) => {
    if (link.contains(document.getElementById(`count-${key}`))) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id === "queue") follow();
});

// The focus goes back to what opened the menu, which is still there afterwards.
document.addEventListener("htmx:beforeRequest", (event) => {
  const menu = event.detail.target?.id === "queue" && event.detail.elt.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Whoever follows a link of the queue leaves the line as the link says, whatever was typed there.
document.addEventListener("htmx:beforeSwap", ({ detail: { target, xhr, requestConfig } }) => {
  if (target?.id !== "queue" || xhr.status >= 400 || requestConfig?.verb !== "get") return;
  target.querySelector("query-line input").form.reset();
});
