// The inbox: the email of the focused row is shown beside the list, shortly after the last key, and
// the list marks it. On a narrow screen one opens the email instead.

const WAIT = 150;
const wide = matchMedia("(min-width: 64rem)");
let timer;

function linkOf(row) {
  return row?.querySelector(".mail__link");
}

function show(number) {
  document.querySelectorAll(".mail__link").forEach((link) => {
    if (link.closest(".mail").id === `m-${number}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

document.addEventListener("focusin", ({ target }) => {
  const link = linkOf(target.closest("#inbox_list .mail"));
  clearTimeout(timer);
  if (!link || !wide.matches || link.hasAttribute("aria-current")) return;
  timer = setTimeout(() => {
    if (link.isConnected && !link.hasAttribute("aria-current")) link.dispatchEvent(new CustomEvent("peek"));
  }, WAIT);
});

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const row = detail.elt.closest("#inbox_list .mail");
  if (!row) return;
  clearTimeout(timer);
  show(row.id.slice(2));
});

// A late response to an earlier key is ignored.
document.addEventListener("htmx:beforeSwap", (event) => {
  const row = event.detail.requestConfig?.elt.closest("#inbox_list .mail");
  if (row && !linkOf(row).hasAttribute("aria-current")) event.detail.shouldSwap = false;
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const row = detail.requestConfig?.elt.closest("#inbox_list .mail");
  const columns = document.querySelector(".inbox__columns");
  if (!row || !columns || wide.matches) return;
  columns.classList.add("inbox__columns--opened");
  scrollTo(0, 0);
  document.querySelector(".preview__back")?.focus();
});
