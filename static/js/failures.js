// A request of htmx that failed is reported in a toast, with its request ID for support. The text
// that was typed stays where it is.

const words = document.getElementById("words")?.dataset;

function sentence(status) {
  if (status === 403) return words.forbidden;
  if (status === 404) return words.missing;
  if (status === 413) return words.tooLarge;
  if (status === 429) return words.busy;
  return words.failed;
}

function say(text, again) {
  document.dispatchEvent(new CustomEvent("toast", { detail: { text, again } }));
}

// Polling and counts fail quietly: nobody asked for them.
function quiet(element) {
  return Boolean(element?.closest?.("[data-quiet], [hidden]"));
}

if (words) {
  document.addEventListener("htmx:responseError", (event) => {
    if (quiet(event.detail.elt)) return;
    const number = event.detail.xhr.getResponseHeader("X-Request-ID");
    say(sentence(event.detail.xhr.status) + (number ? ` (${number})` : ""));
  });
  for (const kind of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(kind, (event) => {
      const element = event.detail.elt;
      if (quiet(element)) return;
      const form = element.closest("form");
      say(words.offline, form ? () => form.requestSubmit() : undefined);
    });
  }
}
