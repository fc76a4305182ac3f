// <drop-zone> around a file field: drop or paste files anywhere in its form, see what will be sent,
// remove one. What is sent is always the field's own list.

const DIALOG_OR_FORM = "form, dialog";

function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

class DropZone extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input[type=file]");
    this.list = this.querySelector("[data-files]");
    if (!this.field || !this.list) return;
    this.files = [];
    this.querySelectorAll(".drop__hint").forEach((hint) => { hint.hidden = false; });
    this.field.addEventListener("change", () => this.add([...this.field.files]));
    this.listen(this.closest(DIALOG_OR_FORM) ?? this);
  }

  disconnectedCallback() {
    this.abort?.abort();
  }

  listen(area) {
    this.abort = new AbortController();
    const { signal } = this.abort;
    area.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.toggleAttribute("data-over", true);
    }, { signal });
    area.addEventListener("dragleave", (event) => {
      if (!area.contains(event.relatedTarget)) this.removeAttribute("data-over");
    }, { signal });
    area.addEventListener("drop", (event) => this.take(event, event.dataTransfer), { signal });
    area.addEventListener("paste", (event) => this.take(event, event.clipboardData), { signal });
  }

  take(event, data) {
    this.removeAttribute("data-over");
    if (!data?.files.length) return;
    event.preventDefault();
    this.add([...data.files]);
  }

  add(files) {
    const known = new Set(this.files.map((file) => `${file.name}/${file.size}/${file.lastModified}`));
    this.show([...this.files, ...files.filter((file) => !known.has(`${file.name}/${file.size}/${file.lastModified}`))]);
  }

  show(files) {
    this.files = files;
    const transfer = new DataTransfer();
    files.forEach((file) => transfer.items.add(file));
    this.field.files = transfer.files;
    this.list.hidden = !files.length;
    this.list.replaceChildren(...files.map((file) => this.line(file)));
  }

  line(file) {
    const item = Object.assign(document.createElement("li"), { className: "drop__file" });
    const name = Object.assign(document.createElement("span"), { className: "truncate", textContent: file.name });
    const bytes = Object.assign(document.createElement("span"), { className: "file__size", textContent: size(file.size) });
    const remove = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: document.getElementById("words").dataset.remove });
    remove.setAttribute("aria-label", `${remove.textContent} ${file.name}`);
    remove.addEventListener("click", () => {
      this.show(this.files.filter((other) => other !== file));
      this.field.focus();
    });
    item.append(name, bytes, remove);
    return item;
  }
}

customElements.define("drop-zone", DropZone);
