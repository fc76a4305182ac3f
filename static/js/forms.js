// Small conveniences of forms: Ctrl+Enter sends, a suggestion fills its field, a second press is not a
// second sending.

function button(form) {
  const all = [...form.elements].filter((control) => control.type === "submit" && !control.disabled);
  return all.find((control) => control.matches("[data-submit]")) ?? all.find((control) => control.checkVisibility());
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
  const form = event.target.form;
  if (!form || form.method === "get") return;
  event.preventDefault();
  form.requestSubmit(button(form));
});

// <button type="button" data-fill="is away">: the field is the one of the same group.
document.addEventListener("click", (event) => {
  const suggestion = event.target.closest("[data-fill]");
  if (!suggestion) return;
  const group = suggestion.closest(".picker__why, .field, form");
  const field = group?.querySelector("input:not([type=hidden]), textarea");
  if (!field) return;
  field.value = suggestion.dataset.fill;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

// htmx looks after its own forms. A download leaves the page as it is, so the mark goes by itself.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get" || form.method === "dialog") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, 3000);
});
window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => { delete form.dataset.sent; }));

// htmx knows the pressed button of a form only if it stands within; ours may stand in the page's foot.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const pressed = detail.triggeringEvent?.submitter;
  if (pressed?.name && !detail.elt.contains(pressed)) detail.parameters[pressed.name] = pressed.value;
});
