// Messages at the foot. They go after a while, later when they can be undone, and never while
// somebody points at them or has the focus in them. Others ask for one with a "toast" event.

const PLAIN = 6000;
const WITH_WAY_ON = 12000;
const region = document.getElementById("toasts");

function words(toast) {
  return toast.querySelector(".toast__text")?.textContent.trim() ?? "";
}

function dismiss(toast) {
  if (toast.contains(document.activeElement)) document.querySelector("h1")?.focus();
  toast.remove();
}

function goLater(toast) {
  const rest = toast.querySelector(".toast__undo") ? WITH_WAY_ON : PLAIN;
  let timer;
  const start = () => { clearTimeout(timer); timer = setTimeout(() => toast.remove(), rest); };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusout", start);
  start();
}

function welcome(toast) {
  if (toast.dataset.toast === "seen") return;
  toast.dataset.toast = "seen";
  if (!toast.hasAttribute("data-stays")) goLater(toast);
  document.dispatchEvent(new CustomEvent("announce", { detail: words(toast) }));
}

// detail: { text, again: a function for "Try again" }
function show({ text, again }) {
  const toast = document.getElementById("toast").content.firstElementChild.cloneNode(true);
  toast.querySelector(".toast__text").textContent = text;
  if (again) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "toast__undo";
    button.textContent = document.getElementById("words").dataset.again;
    button.addEventListener("click", () => { toast.remove(); again(); });
    toast.querySelector(".toast__close").before(button);
  }
  region.append(toast);
}

if (region) {
  region.querySelectorAll("[data-toast]").forEach(welcome);
  new MutationObserver(() => region.querySelectorAll("[data-toast]").forEach(welcome))
    .observe(region, { childList: true });
  region.addEventListener("click", (event) => {
    const close = event.target.closest("[data-toast-close]");
    if (close) dismiss(close.closest("[data-toast]"));
  });
  document.addEventListener("toast", (event) => show(event.detail));
  // What was undone needs no undo any more.
  document.addEventListener("htmx:afterRequest", (event) => {
    const toast = event.detail.elt.closest?.("form[data-toast]");
    if (toast && event.detail.xhr.status < 500) dismiss(toast);
  });
}
