// Parts that are morphed instead of replaced keep what a person did in them: words typed, boxes
// ticked, details opened. A form that was sent and taken starts anew.

function changed(node, name) {
  if (name === "value") return node.type !== "hidden" && node.value !== node.defaultValue;
  return node.checked !== node.defaultChecked;
}

Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) => {
  if (name === "open") return !node.matches("details:not([data-dismiss])");
  const typed = name === "value" || name === "checked";
  return !(typed && node.matches("input, textarea") && changed(node, name));
};

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status < 400 && requestConfig?.verb === "post") requestConfig.elt.closest("form")?.reset();
});
