// <menu-filter>: a long menu with a field that leaves only what one types.

class MenuFilter extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input[type=search]");
    if (!field) return;
    field.hidden = false;
    field.addEventListener("input", () => this.filter(field.value));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (field.value.trim()) this.items().find((item) => !item.hidden)?.focus();
    });
  }

  items() {
    return [...this.querySelectorAll(".menu__item")];
  }

  filter(text) {
    const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    this.items().forEach((item) => {
      const name = item.textContent.toLocaleLowerCase();
      item.hidden = !words.every((word) => name.includes(word));
    });
  }
}

customElements.define("menu-filter", MenuFilter);
