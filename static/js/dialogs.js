// The one <dialog>. Whatever is swapped into #dialog-body opens it; a "close-dialog" event (the server
// sends it as HX-Trigger), a [data-close] control or a press on the backdrop closes it.
// The browser gives the focus back to the opener.

const dialog = document.getElementById("dialog");
const body = document.getElementById("dialog-body");

function name() {
  const title = body.querySelector("h2[id], h3[id]");
  if (title) dialog.setAttribute("aria-labelledby", title.id);
  else dialog.removeAttribute("aria-labelledby");
}

function open() {
  name();
  if (!dialog.open) dialog.showModal();
  body.querySelector("[data-autofocus]")?.focus();
}

function typed() {
  return [...body.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);
}

if (dialog) {
  dialog.addEventListener("open-dialog", open);
  dialog.addEventListener("close", () => body.replaceChildren());
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === body) open();
  });
  document.addEventListener("close-dialog", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    const outside = event.target === dialog && !typed();
    if (outside || event.target.closest("[data-close]")) { event.preventDefault(); dialog.close(); }
  });
}
