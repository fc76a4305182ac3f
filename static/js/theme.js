// The theme switch is a form. With a script the page changes at once and the form is sent beside it.

const root = document.documentElement;

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

document.querySelectorAll("form[data-theme-switch]").forEach((form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const theme = isDark() ? "light" : "dark";
    root.dataset.theme = theme;
    const data = new FormData(form);
    data.set("theme", theme);
    fetch(form.action, { method: "POST", body: data, redirect: "manual" }).catch(() => {
      // Without a connection the page changes all the same; only the choice is not kept.
    });
  });
});
