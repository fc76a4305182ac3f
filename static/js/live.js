// The live region, which screen readers read out. Other scripts use it by an "announce" event,
// and every swapped-in element with data-announce is read out.

const live = document.getElementById("live");

let waiting = [];

// What happens at one time is announced together, and the same text twice is read out twice.
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
