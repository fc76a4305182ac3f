// <ticket-composer>: the box in which one writes. The form works without it; it adds that the button
// says to whom the email goes, and that a key or a press on a mode puts the cursor into the text.

class TicketComposer extends HTMLElement {
  connectedCallback() {
    this.to = this.querySelector("[name=to]");
    this.button = this.querySelector("[data-send-to]");
    this.plain = this.button?.textContent;
    this.addEventListener("input", () => this.say());
    this.addEventListener("click", (event) => this.choose(event));
    this.say();
  }

  say() {
    if (!this.button) return;
    const to = this.to?.value.trim() ?? "";
    const addresses = [...to.matchAll(/[^\s<>,;"]+@[^\s<>,;"]+/g)].map(([address]) => address);
    this.button.textContent = addresses.length ? this.button.dataset.sendTo.replace("{}", addresses.join(", ")) : this.plain;
  }

  // Arrows within the modes click the radio itself, with no pointer: they stay there. Some browsers
  // give the focus to the radio after the press: it is taken back.
  choose(event) {
    const label = event.target.closest(".composer__mode");
    if (!label || (event.target.matches("input") && event.detail === 0)) return;
    const text = this.querySelector("textarea");
    text?.focus();
    setTimeout(() => text?.focus());
  }
}

// Files take a while: how far they are.
const SHOWN_FROM = 500_000;

document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.closest?.("form")?.querySelector("progress");
  const { loaded, total, lengthComputable } = event.detail;
  if (!bar || !lengthComputable || total < SHOWN_FROM) return;
  bar.hidden = loaded === total;
  bar.value = loaded / total;
});

customElements.define("ticket-composer", TicketComposer);

// What was just written, or what newer thing stopped it, stands at the end: show it.
document.addEventListener("htmx:afterRequest", (event) => {
  const { requestConfig, xhr } = event.detail;
  if (requestConfig?.elt.id !== "composer" || !(xhr.status === 200 || xhr.status === 409)) return;
  if (xhr.status === 409 || requestConfig.formData.get("into") === null) scrollTo({ top: document.documentElement.scrollHeight });
});
