// The page of plugin_instance_type_blacklist. It runs in a sandboxed frame and reaches Winnow only through messages to
// the page around it (version 1 of the bridge): {winnow: 1, id, call, path, body} is answered by {winnow: 1, id, ok,
// status, data}.
"use strict";

const FILTER = "instance_type_blacklist";
const USUAL = ["t1.*", "t2.*", "m1.*", "m3.*", "c3.*"];
const PAGE_SIZE = 50;
const PATIENCE_MS = 20000;

class Bridge {
  #next = 1;
  #waiting = new Map();
  #onInit;

  constructor(onInit) {
    this.#onInit = onInit;
    window.addEventListener("message", (message) => this.#receive(message));
    this.#send({ call: "ready" });
  }

  request(call, path, body) {
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error("Winnow did not answer within 20 seconds."));
      }, PATIENCE_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#send({ id, call, path, body });
    });
  }

  #send(message) {
    // A sandboxed frame does not know its host's origin; nothing secret is in what it asks.
    window.parent.postMessage({ winnow: 1, ...message }, "*");
  }

  #receive(message) {
    const data = message.data;
    if (message.source !== window.parent || !data || data.winnow !== 1) {
      return;
    }
    if (data.event === "init" || data.event === "theme") {
      this.#onInit(data);
      return;
    }
    const waiting = this.#waiting.get(data.id);
    if (!waiting) {
      return;
    }
    this.#waiting.delete(data.id);
    clearTimeout(waiting.timer);
    if (data.ok) {
      waiting.resolve(data.data);
    } else {
      const detail = data.data && (data.data.detail || data.data.title);
      waiting.reject(new Error(detail || `Winnow answered with status ${data.status}.`));
    }
  }
}

const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat();
let bridge;
let shown = 0;
let total = null;
let asked = 0;

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function cell(text, className) {
  const made = element("td", className, text || "–");
  made.title = text || "";
  return made;
}

function row(resource) {
  const made = element("tr");
  made.append(cell(resource.nativeId, "mono"), cell(resource.name), cell(resource.instanceType, "mono"));
  const state = element("td");
  const known = (resource.state || "unknown").toLowerCase().replace(/[^a-z-]/g, "");
  state.append(element("span", `state ${known}`, resource.state || "unknown"));
  made.append(state, cell(resource.region));
  return made;
}

function skeleton() {
  const rows = [];
  for (let line = 0; line < 8; line++) {
    const made = element("tr", "skeleton");
    for (let column = 0; column < 5; column++) {
      const holder = element("td");
      holder.append(element("span"));
      made.append(holder);
    }
    rows.push(made);
  }
  return rows;
}

function typed() {
  return byId("types").value.split(/[\s,]+/).filter((type) => type !== "");
}

function say(title, text, retry) {
  const box = byId("empty");
  box.replaceChildren(element("strong", "", title), document.createTextNode(text));
  if (retry) {
    const button = element("button", "plain", "Try again");
    button.type = "button";
    button.addEventListener("click", retry);
    box.append(element("br"), button);
  }
  box.hidden = false;
}

async function find(cursor) {
  const types = typed();
  const problem = byId("types-problem");
  const wrong = types.length === 0;
  problem.hidden = !wrong;
  problem.textContent = wrong ? "Name at least one type, for example t2.*" : "";
  byId("types").setAttribute("aria-invalid", String(wrong));
  if (wrong) {
    return;
  }
  const mine = ++asked;
  const body = { resourceType: "instance", filters: [{ filter: FILTER, settings: { types } }], limit: PAGE_SIZE };
  if (cursor) {
    body.cursor = cursor;
  } else {
    shown = 0;
  }
  byId("patterns").textContent = number.format(types.length);
  byId("empty").hidden = true;
  byId("more").disabled = true;
  const slow = cursor ? 0 : setTimeout(() => byId("rows").replaceChildren(...skeleton()), 300);
  try {
    const page = await bridge.request("api.post", "/api/v1/resources/query", body);
    if (mine === asked) {
      clearTimeout(slow);
      show(page, Boolean(cursor));
    }
  } catch (error) {
    if (mine === asked) {
      clearTimeout(slow);
      if (!cursor) {
        byId("rows").replaceChildren();
        byId("found").textContent = "–";
        byId("count").textContent = "";
        byId("more").hidden = true;
      }
      say("The instances could not be read", error.message, () => find(cursor));
    }
  } finally {
    byId("more").disabled = false;
  }
}

function show(page, further) {
  const items = page.items || [];
  const rows = items.map(row);
  if (further) {
    byId("rows").append(...rows);
  } else {
    byId("rows").replaceChildren(...rows);
  }
  shown += items.length;
  if (!further || typeof page.total === "number") {
    total = page.total ?? null;
  }
  const all = total === null ? `${number.format(shown)}${page.next ? "+" : ""}` : number.format(total);
  byId("found").textContent = all;
  byId("count").textContent = shown === 0 ? "" : `${number.format(shown)} of ${all}`;
  const more = byId("more");
  more.hidden = !page.next;
  more.onclick = () => find(page.next);
  if (shown === 0) {
    say("No instance is of such a type", "That is how it should be. Instances appear here after a harvest.");
  }
}

async function readInsight() {
  try {
    const insights = await bridge.request("api.get", "/api/v1/insights");
    const mine = (insights.items || []).find((insight) => insight.name === "forbidden-instance-types");
    if (!mine) {
      return;
    }
    const title = mine.title || mine.name;
    const compliance = mine.compliance;
    if (!compliance) {
      byId("insight-line").textContent = `The insight “${title}” has no score yet.`;
    } else if (compliance.problem) {
      byId("insight-line").textContent = `The insight “${title}” could not be scored: ${compliance.problem}`;
    } else {
      byId("findings").textContent = number.format(compliance.failing);
      byId("score").textContent = `${compliance.score.toFixed(1)} %`;
      byId("insight-line").textContent = `Scored by the insight “${title}”.`;
    }
  } catch (error) {
    byId("insight-line").textContent = `The insight could not be read: ${error.message}`;
  }
}

function init(event) {
  document.documentElement.dataset.theme = event.theme === "dark" ? "dark" : "light";
  if (event.event === "init" && byId("types").value === "") {
    byId("types").value = USUAL.join(", ");
    readInsight();
    find();
  }
}

byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  find();
});
if (window.matchMedia("(prefers-color-scheme: dark)").matches) {
  document.documentElement.dataset.theme = "dark";
}
bridge = new Bridge(init);
