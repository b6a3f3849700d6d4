// What a provider's expression tells about the typing: the least and most characters, and whether digits are enough.

const MOST_VARYING = 3;
const NOTHING = { least: 0, most: 0, digits: true, quick: true, varying: 0 };

// {least, most, digits, quick}, or null where the expression is beyond this reader; then the terminal alone judges.
// `quick` says that the browser's own matching cannot take long: nothing that varies is repeated, and little varies.
export function shape(expression) {
  const reader = { text: expression, at: 0, failed: false };
  const found = choice(reader);
  return reader.failed || reader.at < reader.text.length ? null : found;
}

// Whether a value is known not to fit. Only a quick expression is tried here; the terminal tries them all.
export function misfits(expression, value) {
  const known = shape(expression);
  if (known === null || !known.quick || known.varying > MOST_VARYING) return false;
  return !new RegExp("^(?:" + expression + ")$").test(value);
}

function choice(reader) {
  let found = sequence(reader);
  while (reader.text[reader.at] === "|") {
    reader.at += 1;
    const other = sequence(reader);
    found = {
      least: Math.min(found.least, other.least),
      most: Math.max(found.most, other.most),
      digits: found.digits && other.digits,
      quick: found.quick && other.quick,
      varying: found.varying + other.varying + 1,
    };
  }
  return found;
}

function sequence(reader) {
  let found = NOTHING;
  while (!reader.failed && reader.at < reader.text.length && !"|)".includes(reader.text[reader.at])) {
    const next = repeated(reader, atom(reader));
    found = {
      least: found.least + next.least,
      most: found.most + next.most,
      digits: found.digits && next.digits,
      quick: found.quick && next.quick,
      varying: found.varying + next.varying,
    };
  }
  return found;
}

function repeated(reader, one) {
  const [whole, star, from, comma, to] = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})?\??/.exec(reader.text.slice(reader.at));
  if (!star && from === undefined) return one;
  reader.at += whole.length;
  const least = star ? Number(star === "+") : Number(from);
  const most = repeats(star, least, comma, to);
  return {
    least: one.least * least,
    most: one.most === 0 || most === 0 ? 0 : one.most * most,
    digits: one.digits,
    quick: one.quick && (most < 2 || one.varying === 0),
    varying: one.varying + Number(least !== most),
  };
}

function repeats(star, least, comma, to) {
  if (star) return star === "?" ? 1 : Infinity;
  if (!comma) return least;
  return to ? Number(to) : Infinity;
}

function atom(reader) {
  const rest = reader.text.slice(reader.at);
  const edge = /^[\^$]/.exec(rest);
  if (edge) return taken(reader, edge[0], NOTHING);
  const group = /^\((?:\?:|(?!\?))/.exec(rest);
  if (group) return inside(reader, group[0]);
  const one = /^(?:\\[dwsDWS.\\\-+*?()[\]{}|^$/@]|\[(?:\\[dws.\\\-+*?()[\]{}|^$/@]|[^[\]\\])+\]|[^\\[\](){}*+?|])/.exec(
    rest,
  );
  if (one === null) {
    reader.failed = true;
    return NOTHING;
  }
  const digits = /^(?:\d|\\d|\[(?:\d-\d|\d|\\d)+\])$/.test(one[0]);
  return taken(reader, one[0], { least: 1, most: 1, digits, quick: true, varying: 0 });
}

function inside(reader, opening) {
  reader.at += opening.length;
  const found = choice(reader);
  if (reader.text[reader.at] !== ")") reader.failed = true;
  reader.at += 1;
  return found;
}

function taken(reader, text, meaning) {
  reader.at += text.length;
  return meaning;
}
