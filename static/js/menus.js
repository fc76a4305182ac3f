// Menus are <details data-dismiss>: they open without a script. With one they close by Escape, by a
// click elsewhere or when the focus leaves, and arrows walk through their items.

const OPEN = "details[data-dismiss][open]";
const ITEM = ".menu__item:not([disabled]), .menu__pop input:not([type=hidden])";

function items(menu) {
  return [...menu.querySelectorAll(ITEM)].filter((item) => item.checkVisibility());
}

function close(menu, giveFocus) {
  menu.open = false;
  if (giveFocus) menu.querySelector("summary").focus();
}

function closeAllBut(target) {
  document.querySelectorAll(OPEN).forEach((menu) => {
    if (!menu.contains(target)) close(menu, false);
  });
}

const STEPS = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index <= 0 ? count - 1 : index - 1),
  Home: () => 0,
  End: (index, count) => count - 1,
};

function walk(event, menu) {
  const step = STEPS[event.key];
  const all = items(menu);
  if (!step || !all.length || (event.key !== "ArrowDown" && event.key !== "ArrowUp" && event.target.matches("input"))) return;
  event.preventDefault();
  all[step(all.indexOf(document.activeElement), all.length)].focus();
}

document.addEventListener("pointerdown", (event) => closeAllBut(event.target));
document.addEventListener("focusin", (event) => closeAllBut(event.target));
document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(OPEN);
  if (event.key === "Escape" && document.querySelector(OPEN)) {
    const open = menu ?? document.querySelector(OPEN);
    event.preventDefault();
    close(open, open.contains(document.activeElement));
  } else if (menu) {
    walk(event, menu);
  }
});

// A menu at the edge of the window opens the other way.
function fit(menu) {
  const popup = menu.querySelector(".menu__pop");
  if (popup && popup.getBoundingClientRect().right > document.documentElement.clientWidth) menu.classList.add("menu--end");
}

// A toggle event does not bubble: listen while it is on its way down.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.(OPEN)) return;
  fit(menu);
  const marked = menu.querySelector("[data-autofocus]");
  if (marked) marked.focus();
  else if (menu.querySelector("summary").matches(":focus-visible")) items(menu)[0]?.focus();
}, true);

const fitAll = () => document.querySelectorAll(OPEN).forEach(fit);
fitAll();
addEventListener("resize", fitAll);
