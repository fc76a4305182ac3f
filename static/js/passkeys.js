// <passkey-form> holds a form with a hidden field "credential". Pressing its button asks the browser
// for a passkey and sends what it answers. What to ask for is in data-create (a new passkey), in
// data-get (one of these), or comes from the address in data-ask. Where the browser knows no
// passkeys the element stays hidden.

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));

const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const withBytes = (credentials) => credentials?.map((one) => ({ ...one, id: toBytes(one.id) }));

async function create({ publicKey }) {
  const options = {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: withBytes(publicKey.excludeCredentials),
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
  };
  return navigator.credentials.create({ publicKey: options });
}

async function get({ publicKey }) {
  const options = {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    allowCredentials: withBytes(publicKey.allowCredentials),
  };
  return navigator.credentials.get({ publicKey: options });
}

const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

function asJson(credential) {
  const { id, rawId, type, response } = credential;
  const answer = Object.fromEntries(parts.filter((part) => response[part]).map((part) => [part, toText(response[part])]));
  const clientExtensionResults = credential.getClientExtensionResults();
  return JSON.stringify({ id, rawId: toText(rawId), type, response: answer, clientExtensionResults });
}

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.use();
    });
  }

  async use() {
    this.error?.remove();
    try {
      const credential = await this.ask();
      this.form.elements.credential.value = asJson(credential);
      this.form.submit();
    } catch {
      this.say();
    }
  }

  async ask() {
    const { create: making, get: using, ask } = this.dataset;
    if (making) return create(JSON.parse(making));
    if (using) return get(JSON.parse(using));
    const response = await fetch(ask, { headers: { Accept: "application/json" } });
    const { request_options } = await response.json();
    return get(request_options);
  }

  say() {
    this.error = document.createElement("p");
    this.error.className = "field__error";
    this.error.role = "alert";
    this.error.textContent = this.dataset.failed;
    this.form.prepend(this.error);
  }
}

customElements.define("passkey-form", PasskeyForm);
