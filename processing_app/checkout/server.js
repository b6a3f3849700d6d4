// The way to the centre: one question and its answer, a no in the centre's own words, or nobody knows.

// No answer that can be used: silence, no connection, a crowd, something that is no JSON.
export class Trouble extends Error {}

// The centre said no: `answer` is its {code, messages, detail}.
export class Refusal extends Error {
  constructor(status, answer) {
    super(answer.code);
    this.status = status;
    this.code = answer.code;
    this.detail = String(answer.detail || "");
    this.words = answer.messages || { ru: String(answer.message || ""), en: String(answer.message || "") };
  }
}

const LATER = [408, 425, 429, 500, 502, 503, 504];

// Ask /v2 with a payer's token. Raises Trouble or Refusal.
export async function ask(token, method, path, body, seconds) {
  const control = new AbortController();
  const alarm = setTimeout(() => control.abort(), seconds * 1000);
  const headers = { Authorization: "Bearer " + token };
  if (body !== null) headers["Content-Type"] = "application/json";
  try {
    const answer = await fetch("/v2" + path, {
      method,
      headers,
      body: body === null ? undefined : JSON.stringify(body),
      signal: control.signal,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "same-origin",
    });
    return understood(answer.status, await answer.text());
  } catch (problem) {
    throw problem instanceof Refusal || problem instanceof Trouble ? problem : new Trouble(String(problem));
  } finally {
    clearTimeout(alarm);
  }
}

function understood(status, text) {
  const found = parsed(text);
  if (status >= 200 && status < 300 && found) return found;
  if (found && found.code && (found.code === "intent_stopped" || !LATER.includes(status)))
    throw new Refusal(status, found);
  throw new Trouble(String(status));
}

function parsed(text) {
  try {
    const found = JSON.parse(text);
    return typeof found === "object" ? found : null;
  } catch (problem) {
    return null;
  }
}
