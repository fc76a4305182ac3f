// <email-frame>: makes the frame of an email as high as its content. Without a script it has a fixed height.
// Nothing in the frame runs; it is measured from here.

const HIGHEST = 20000;

class MailFrame extends HTMLElement {
  connectedCallback() {
    this.frame = this.querySelector("iframe");
    this.frame?.addEventListener("load", () => this.watch());
    this.watch();
  }

  disconnectedCallback() {
    this.observer?.disconnect();
  }

  watch() {
    const page = this.frame?.contentDocument;
    if (!page?.body || page.URL === "about:blank") return;
    this.observer?.disconnect();
    this.observer = new ResizeObserver(() => requestAnimationFrame(() => this.fit(page)));
    this.observer.observe(page.body);
  }

  fit(page) {
    const sideways = page.documentElement.scrollWidth > page.documentElement.clientWidth ? 18 : 0;
    const height = Math.ceil(page.body.getBoundingClientRect().height) + sideways;
    this.frame.style.blockSize = `${Math.min(Math.max(height, 32), HIGHEST)}px`;
  }
}

customElements.define("mail-frame", MailFrame);
