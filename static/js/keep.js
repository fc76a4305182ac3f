// Unsent text is kept in this tab, by person and ticket (data-keep="3:1042"), until it is sent:
// it survives leaving the page or a session that ended. Another person never sees it.

const PREFIX = "unsent:";

function kept(field) {
  return PREFIX + field.dataset.keep;
}

function restore(root) {
  const fields = root.matches?.("[data-keep]") ? [root] : root.querySelectorAll?.("[data-keep]") ?? [];
  fields.forEach((field) => {
    const text = sessionStorage.getItem(kept(field));
    if (!text || field.value) return;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-keep]")) return;
  if (field.value.trim()) sessionStorage.setItem(kept(field), field.value);
  else sessionStorage.removeItem(kept(field));
});

// What was sent is no longer unsent; what was refused comes back in the form itself.
document.addEventListener("htmx:beforeSwap", (event) => {
  const form = event.detail.requestConfig?.elt.closest("form");
  if (event.detail.xhr.status >= 400 || !form) return;
  form.querySelectorAll("[data-keep]").forEach((field) => sessionStorage.removeItem(kept(field)));
});

document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-discard]")?.closest("form");
  form?.querySelectorAll("[data-keep]").forEach((field) => sessionStorage.removeItem(kept(field)));
});

restore(document);
document.addEventListener("htmx:load", (event) => restore(event.detail.elt));
