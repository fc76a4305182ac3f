// The extension as it is published takes every other way of swapping for one of its own, so that what
// should be added to an element is put into it whole: it is defined anew.
const INNER = "morph:innerHTML";

htmx.defineExtension("morph", {
  isInlineSwap: (style) => style === "morph" || style === "morph:outerHTML",
  handleSwap: (style, target, fragment) => style.startsWith("morph") && Idiomorph.morph(target, fragment.children, { morphStyle: style === INNER ? "innerHTML" : "outerHTML" }),
});

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
