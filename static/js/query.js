// <query-line data-suggest="…"> around the field of the query line: a combobox that suggests keys,
// values and names at the cursor. Without a script it is a plain field that sends its form.

const PAUSE = 120;

// The server counts characters, a script counts their UTF-16 halves.
const toServer = (text, at) => Array.from(text.slice(0, at)).length;
const fromServer = (text, at) => [...text].slice(0, at).join("").length;

class QueryLine extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.abort = new AbortController();
    const { signal } = this.abort;
    this.field.addEventListener("input", () => this.later(), { signal });
    this.field.addEventListener("keydown", (event) => this.key(event), { signal });
    this.field.addEventListener("blur", () => this.close(), { signal });
    this.field.form.addEventListener("submit", () => this.close(), { signal });
    this.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) { event.preventDefault(); this.choose(option); }
    }, { signal });
    document.addEventListener("htmx:afterSettle", (event) => this.settled(event), { signal });
    this.dress();
  }

  disconnectedCallback() {
    this.abort.abort();
    clearTimeout(this.timer);
  }

  get list() { return this.querySelector("[role=listbox]"); }
  get options() { return [...this.list.querySelectorAll("[role=option]")]; }
  get active() { return this.list.querySelector("[aria-selected=true]"); }

  // Assistive technology hears of a combobox only where a script makes it one.
  dress() {
    const mistake = document.querySelector("#query-mistakes .mistake");
    const says = {
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": String(!this.list.hidden), "aria-controls": this.list.id,
      "aria-invalid": mistake ? "true" : null, "aria-describedby": mistake ? "query-mistakes" : null,
    };
    for (const [name, value] of Object.entries(says)) {
      if (value) this.field.setAttribute(name, value);
      else this.field.removeAttribute(name);
    }
    return mistake;
  }

  // Where the line was refused, what is wrong in it is marked, ready to be typed over.
  settled(event) {
    const mistake = this.dress();
    if (!mistake || event.detail.target?.id !== "query-mistakes" || document.activeElement !== this.field) return;
    const { start, end } = mistake.dataset;
    this.field.setSelectionRange(fromServer(this.field.value, Number(start)), fromServer(this.field.value, Number(end)));
  }

  // What was marked belongs to what had been typed until now.
  later() {
    clearTimeout(this.timer);
    this.mark(null);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    const { value, selectionStart } = this.field;
    const query = new URLSearchParams({ q: value, at: toServer(value, selectionStart) });
    try {
      const answer = await fetch(`${this.dataset.suggest}?${query}`, { signal: this.asking.signal, headers: { "HX-Request": "true" } });
      if (answer.ok && !answer.headers.has("HX-Redirect")) this.show(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(html) {
    if (document.activeElement !== this.field) return;
    const fresh = Object.assign(document.createElement("template"), { innerHTML: html }).content.querySelector("[role=listbox]");
    this.list.replaceChildren(...fresh.children);
    this.list.hidden = !this.options.length;
    this.mark(null);
    this.dress();
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.mark(null);
    this.dress();
  }

  mark(option) {
    this.options.forEach((one) => one.setAttribute("aria-selected", String(one === option)));
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  step(by) {
    const all = [null, ...this.options];
    this.mark(all[(all.indexOf(this.active) + by + all.length) % all.length]);
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) this.step(event.key === "ArrowDown" ? 1 : -1);
      else this.ask();
    } else if (event.key === "Enter" && this.active) {
      event.preventDefault();
      this.choose(this.active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (open) this.close();
      else this.field.blur();
    }
  }

  choose({ dataset: { line, caret } }) {
    const at = fromServer(line, Number(caret));
    this.field.value = line;
    this.field.setSelectionRange(at, at);
    if (line.slice(0, at).endsWith(":")) this.ask();
    else this.close();
  }
}

customElements.define("query-line", QueryLine);
