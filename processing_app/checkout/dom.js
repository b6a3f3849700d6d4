// Elements are described anew at every change and patched into the page: focus, typed text and live regions stay.

const SVG = "http://www.w3.org/2000/svg";

// An element: h("button", {type: "button", "data-act": "pay"}, "Pay"). Attributes that are null or false are left out.
export function h(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

// The same within a picture.
export function s(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

// Make what is on the page the same as what is wanted, touching only what differs.
export function patch(live, wanted) {
  if (keyOf(live) !== keyOf(wanted)) {
    live.replaceWith(wanted);
  } else if (live.nodeType === Node.TEXT_NODE) {
    if (live.data !== wanted.data) live.data = wanted.data;
  } else {
    patchAttributes(live, wanted);
    patchChildren(live, wanted);
  }
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : value);
  }
  add(element, children);
  return element;
}

// Whatever comes from a server is text, never markup.
function add(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(element, child);
    else if (child instanceof Node) element.appendChild(child);
    else if (child !== null && child !== undefined && child !== false && child !== "")
      element.appendChild(document.createTextNode(String(child)));
  }
}

function keyOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeName;
  return [node.nodeName, node.id, node.getAttribute("data-key"), node.getAttribute("data-act")].join(" ");
}

function patchAttributes(live, wanted) {
  for (const name of live.getAttributeNames()) {
    if (!wanted.hasAttribute(name)) live.removeAttribute(name);
  }
  for (const name of wanted.getAttributeNames()) {
    const value = wanted.getAttribute(name);
    if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
}

function patchChildren(live, wanted) {
  const wants = Array.from(wanted.childNodes);
  wants.forEach((child, at) => {
    if (at < live.childNodes.length) patch(live.childNodes[at], child);
    else live.appendChild(child);
  });
  while (live.childNodes.length > wants.length) live.removeChild(live.lastChild);
}
