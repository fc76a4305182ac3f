// The live region: one polite voice for what changed. Others ask for it with an "announce" event,
// and every swapped-in element with data-announce is read out.

const live = document.getElementById("live");

let waiting = [];

// What happens at one time is said in one breath, and the same words twice are not silent.
function announce(words) {
  if (!live || !words) return;
  if (!waiting.length) {
    live.textContent = "";
    setTimeout(() => {
      live.textContent = waiting.join(". ");
      waiting = [];
    }, 250);
  }
  waiting.push(words);
}

function announceIn(root) {
  if (!root?.querySelectorAll) return;
  const spoken = [...root.querySelectorAll("[data-announce]")];
  if (root.matches("[data-announce]")) spoken.unshift(root);
  announce(spoken.map((element) => element.textContent.trim().replaceAll(/\s+/g, " ")).join(". "));
}

document.addEventListener("announce", (event) => announce(event.detail));
document.addEventListener("htmx:load", (event) => announceIn(event.detail.elt));
