// Addresses that a bank gave as templates (RFC 6570), with where the payer comes back to; and which addresses are safe.

const FIRST = { "": "", "+": "", "#": "#", ".": ".", "/": "/", ";": ";", "?": "?", "&": "&" };
const BETWEEN = { "": ",", "+": ",", "#": ",", ".": ".", "/": "/", ";": ";", "?": "&", "&": "&" };
const NAMED = [";", "?", "&"];
const RUNS_CODE = ["javascript:", "data:", "vbscript:", "blob:", "file:", "filesystem:", "about:", "view-source:"];

// "https://a/b{?termination_uri}" with {termination_uri: "https://c"} is "https://a/b?termination_uri=https%3A%2F%2Fc".
export function expanded(template, values) {
  return template.replace(/\{([+#./;?&]?)([\w.,%]+)\}/g, (_, operator, names) => {
    const parts = names.split(",").filter((name) => values[name] !== undefined);
    const said = parts.map((name) => {
      const value = written(values[name], operator);
      return NAMED.includes(operator) ? name + "=" + value : value;
    });
    return said.length ? FIRST[operator] + said.join(BETWEEN[operator]) : "";
  });
}

// An address of the web, whole; empty for anything else.
export function webAddress(text) {
  const found = parsed(text);
  return found && ["http:", "https:"].includes(found.protocol) ? found.href : "";
}

// An address that may open an application, whole; empty for one that would run code here or read a file.
export function applicationAddress(text) {
  const found = parsed(text);
  return found && !RUNS_CODE.includes(found.protocol) ? found.href : "";
}

function written(value, operator) {
  if (operator === "+" || operator === "#") return encodeURI(value);
  return encodeURIComponent(value).replace(/[!'()*]/g, (sign) => "%" + sign.charCodeAt(0).toString(16).toUpperCase());
}

function parsed(text) {
  try {
    return new URL(text);
  } catch (problem) {
    return null;
  }
}
