// Elements are described anew for every screen and patched into the page: focus and live regions stay in their places.

const SVG = "http://www.w3.org/2000/svg";

// An element: h("button", {class: "key", "data-act": "next"}, "Next"). Attributes that are null or false are left out.
export function h(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

// The same within a picture.
export function s(tag, attributes, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

// Make what is on the page the same as what is wanted, touching only what differs. The element that stays is answered.
export function patch(live, wanted) {
  if (keyOf(live) !== keyOf(wanted)) {
    live.replaceWith(wanted);
    return wanted;
  }
  if (live.nodeType === Node.TEXT_NODE) {
    if (live.data !== wanted.data) live.data = wanted.data;
    return live;
  }
  patchAttributes(live, wanted);
  patchChildren(live, wanted);
  return live;
}

function filled(element, attributes, children) {
  for (const name of Object.keys(attributes || {})) {
    const value = attributes[name];
    if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : value);
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) add(element, child);
    else if (child instanceof Node) element.appendChild(child);
    else if (child !== null && child !== undefined && child !== false && child !== "") {
      element.appendChild(document.createTextNode(String(child)));
    }
  }
}

// A button that does something else is another button; so is whatever names a key of its own.
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
  wants.forEach((child, index) => {
    const there = live.childNodes[index];
    if (there === undefined) live.appendChild(child);
    else patch(there, child);
  });
  while (live.childNodes.length > wants.length) live.removeChild(live.lastChild);
}
