// <combo-box> around a field with role=combobox: what the server offers as one types, chosen by
// arrows and Enter or by a press. htmx fetches the list (role=listbox); this opens it and chooses.
//   an option's data-value goes into the hidden field [data-choice], its data-text into the field;
//   data-next is the id of the field that gets the focus then; data-default is the one meant first
//   data-free on the element: any text is good, so nothing is chosen unless one walks to it
// [data-without-script] parts are what the page has instead where no script runs.

class ComboBox extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("[role=combobox]");
    this.choice = this.querySelector("[data-choice]");
    this.closest("form")?.querySelectorAll("[data-without-script]").forEach((part) => part.remove());
    this.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("htmx:load", () => this.arrived());
    this.addEventListener("focusout", (event) => { if (!this.contains(event.relatedTarget)) this.close(); });
    this.addEventListener("mousedown", (event) => { if (event.target.closest("[role=option]")) event.preventDefault(); });
    this.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
    this.field.addEventListener("input", () => { this.wanted = false; if (!this.field.value.trim()) this.close(); });
  }

  get list() { return this.querySelector("[role=listbox]"); }
  get options() { return [...this.querySelectorAll("[role=option]")]; }
  get active() { return this.querySelector("[role=option][aria-selected=true]"); }
  get first() { return this.querySelector("[role=option][data-default]") ?? this.options[0]; }
  get fresh() { return this.list.dataset.for === this.field.value.trim(); }

  // A list that comes late, for text that is no longer there, stays closed.
  arrived() {
    if (!this.fresh || document.activeElement !== this.field) return;
    if (this.wanted && this.options.length) { this.take(this.first); return; }
    this.open();
    document.dispatchEvent(new CustomEvent("announce", { detail: this.list.dataset.words }));
  }

  open() {
    if (!this.options.length) { this.close(); return; }
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    if (!this.hasAttribute("data-free")) this.mark(this.first);
  }

  close() {
    this.wanted = false;
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.mark(null);
  }

  mark(option) {
    this.options.forEach((other) => other.setAttribute("aria-selected", String(other === option)));
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  step(by) {
    if (this.list.hidden) { if (this.fresh) this.open(); return; }
    const { options } = this;
    const at = options.indexOf(this.active);
    this.mark(options[(at + by + options.length) % options.length] ?? options[0]);
  }

  key(event) {
    if (event.target !== this.field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") { event.preventDefault(); this.step(key === "ArrowDown" ? 1 : -1); }
    else if (key === "Escape" && !this.list.hidden) { event.preventDefault(); event.stopPropagation(); this.close(); }
    else if (key === "Enter") this.enter(event);
    else if (key === "Tab" && !event.shiftKey && !this.list.hidden && this.active) { event.preventDefault(); this.take(this.active); }
  }

  // Enter before the list is here means the first of it. It never sends the form from a field that
  // only finds something.
  enter(event) {
    if (!this.list.hidden && this.active) { event.preventDefault(); this.take(this.active); }
    else if (!this.hasAttribute("data-free")) { event.preventDefault(); this.wanted = !this.fresh && Boolean(this.field.value.trim()); if (this.fresh) this.open(); }
  }

  take(option) {
    if (!option) return;
    const { text, value, next } = option.dataset;
    this.close();
    if (text !== undefined) this.field.value = text;
    if (this.choice) this.choice.value = value;
    (next ? document.getElementById(next) : null)?.focus();
    (this.choice ?? this.field).dispatchEvent(new Event("change", { bubbles: true }));
  }
}

// <suggest-value for="id" value="Acme Corp">: fills an empty field that nobody is typing in.
class SuggestValue extends HTMLElement {
  connectedCallback() {
    const field = document.getElementById(this.getAttribute("for"));
    if (!field || field.value || field === document.activeElement) return;
    field.value = this.getAttribute("value");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("combo-box", ComboBox);
customElements.define("suggest-value", SuggestValue);
