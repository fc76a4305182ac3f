// <button data-copy="#1042" hidden>: shown where the browser lets a page copy.

document.querySelectorAll("[data-copy]").forEach(show);
document.addEventListener("htmx:load", (event) => event.detail.elt.querySelectorAll?.("[data-copy]").forEach(show));

function show(button) {
  button.hidden = !navigator.clipboard;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  document.dispatchEvent(new CustomEvent("toast", { detail: { text: document.getElementById("words").dataset.copied.replace("{}", button.dataset.copy) } }));
});
