// Accept, reject or correct findings, and save the records that result, with their texts, as JSON Lines.

const decisions = new Map(); // article → Map of id → {decision, changes}
const LISTS = ["actors", "agencies", "charges", "fines", "sentences", "dates", "actions"];
const PREFIX = { actors: "actor", agencies: "agency", charges: "charge", fines: "fine", sentences: "sentence", dates: "date", actions: "action" };
const fields = JSON.parse($("#fields").textContent);

const decided = (number) => decisions.get(number) || new Map();

function reviewing(on) {
  state.reviewing = on;
  $("#review-toggle").setAttribute("aria-pressed", String(on));
  $$(".review").forEach((tools) => { tools.hidden = !on; });
  counted();
}

function counted() {
  const count = [...decisions.values()].reduce((sum, each) => sum + each.size, 0);
  $("#decided").textContent = count;
  $("#save").hidden = !state.reviewing && count === 0;
}

function decide(id, decision, changes = null) {
  if (!decisions.has(state.article)) decisions.set(state.article, new Map());
  const known = decisions.get(state.article);
  const before = known.get(id);
  if (before && before.decision === decision && !changes) known.delete(id);
  else known.set(id, { decision, changes });
  shown(id);
  counted();
  say(`${id}: ${known.has(id) ? decision : "undecided"}`);
}

function shown(id) {
  const made = decided(state.article).get(id);
  named(id).forEach((one) => {
    if (made) one.dataset.decision = made.decision;
    else delete one.dataset.decision;
    const words = made && made.changes ? `corrected: ${Object.entries(made.changes).map(([k, v]) => `${k} ${plainly(v)}`).join(", ")}` : made ? `${made.decision}ed` : "";
    $(":scope > .review .decision, .decision", one).textContent = words;
  });
}

const plainly = (value) => (Array.isArray(value) ? value.map((ref) => ref.name).join(", ") || "nobody" : value === null ? "unknown" : String(value));

function found(record, id) {
  for (const list of LISTS) {
    const item = record[list].find((one) => one.id === id);
    if (item) return { list, item };
  }
  return null;
}

async function correct(id) {
  const { record } = await article(state.article);
  const { list, item } = found(record, id);
  const now = { ...item, ...((decided(state.article).get(id) || {}).changes || {}) };
  const form = $("#correct-fields");
  form.replaceChildren(...fields[list].map((field) => labelled(field, now[field.name], record)));
  $("#correct-title").textContent = `Correct: ${item.name || item.text}`;
  const dialog = $("#correct");
  $("form", dialog).onsubmit = (event) => {
    if (event.submitter && event.submitter.value !== "ok") return;
    const changes = {};
    for (const field of fields[list]) {
      const value = read(field, record);
      if (!same(field, value, item[field.name])) changes[field.name] = value;
    }
    decide(id, Object.keys(changes).length ? "correct" : "accept", Object.keys(changes).length ? changes : null);
  };
  dialog.showModal();
}

// References are compared by whom they name: neither their order nor how sure newsx was of them is a correction.
function same(field, now, before) {
  if (field.form !== "parties") return now === before;
  const ids = (refs) => refs.map((ref) => ref.id).sort().join(" ");
  return ids(now) === ids(before);
}

function labelled(field, value, record) {
  const group = field.form === "parties";
  const label = document.createElement(group ? "fieldset" : "label");
  const name = document.createElement(group ? "legend" : "span");
  name.textContent = field.name.replace("_", " ");
  label.append(name, ...(group ? parties(field, value, record) : [control(field, value)]));
  return label;
}

function parties(field, value, record) {
  const chosen = value.map((ref) => ref.id);
  return [...record.actors, ...record.agencies].map((one) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: field.name, value: one.id, checked: chosen.includes(one.id) });
    label.append(box, ` ${one.name}`);
    return label;
  });
}

function control(field, value) {
  const input = document.createElement(field.form === "choice" ? "select" : "input");
  input.name = field.name;
  if (field.form === "flag") {
    input.type = "checkbox";
    input.checked = value;
  } else if (field.form === "choice") {
    const words = field.empty ? ["", ...field.choices] : field.choices;
    input.append(...words.map((word) => new Option(word || "unknown", word, false, word === (value || ""))));
  } else {
    input.type = "text";
    input.value = value || "";
    input.required = !field.empty;
    if (field.name === "amount") input.pattern = "\\d+(\\.\\d+)?";
    if (field.name === "currency") input.pattern = "[A-Z]{3}";
    if (field.name === "country") input.pattern = "[A-Z]{2}|INT";
  }
  return input;
}

function read(field, record) {
  const input = $(`#correct-fields [name="${field.name}"]`);
  if (field.form === "flag") return input.checked;
  if (field.form === "parties") {
    const everybody = [...record.actors, ...record.agencies];
    const chosen = $$(`#correct-fields [name="${field.name}"]:checked`).map((box) => box.value);
    return everybody.filter((one) => chosen.includes(one.id)).map(({ id, name }) => ({ id, name }));
  }
  return input.value === "" && field.empty ? null : input.value;
}

// The record after the review: what was rejected is gone, with every reference to it; ids count on without gaps.
function reviewed(record, made) {
  const result = structuredClone(record);
  const ids = new Map();
  const names = new Map();
  for (const list of LISTS) {
    result[list] = result[list].filter((item) => (made.get(item.id) || {}).decision !== "reject");
    result[list].forEach((item, index) => {
      ids.set(item.id, `${PREFIX[list]}-${index + 1}`);
      settle(list, item, made.get(item.id));
      if (item.name) names.set(item.id, item.name);
    });
  }
  return pointed(result, ids, names);
}

function settle(list, item, made) {
  if (!made) return;
  Object.assign(item, made.changes || {});
  if ("confidence" in item) item.confidence = 1;
  const whole = made.changes && /^\d{4}-\d{2}-\d{2}$/.test(made.changes.value || "");
  if (list === "dates" && made.changes && "value" in made.changes) {
    item.first_day = item.last_day = whole ? item.value : null;
  }
  for (const links of [item.accused, item.payers, item.by, item.on]) {
    (links || []).forEach((link) => { link.confidence = 1; });
  }
}

function pointed(value, ids, names) {
  if (Array.isArray(value)) return value.filter((one) => !isGone(one, ids)).map((one) => pointed(one, ids, names));
  if (value === null || typeof value !== "object") return value;
  const copy = {};
  for (const [key, inside] of Object.entries(value)) copy[key] = isGone(inside, ids) ? null : pointed(inside, ids, names);
  if (typeof copy.id === "string" && ids.has(copy.id) && !("sha256" in copy)) {
    if (isRef(value) && names.has(value.id)) copy.name = names.get(value.id);
    copy.id = ids.get(copy.id);
  }
  return copy;
}

const isRef = (value) => value !== null && typeof value === "object" && typeof value.id === "string" && Object.keys(value).every((key) => ["id", "name", "confidence"].includes(key));
const isGone = (value, ids) => isRef(value) && !ids.has(value.id);

async function save() {
  const lines = [];
  const numbers = many ? [...decisions.keys()].filter((n) => decided(n).size).sort((a, b) => a - b) : [0];
  for (const number of numbers) {
    const { record, text } = await article(number);
    const result = reviewed(record, decided(number));
    lines.push(JSON.stringify(text === null ? result : { ...result, text }));
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines.map((line) => `${line}\n`).join("")], { type: "application/jsonl" }));
  link.download = "reviewed.jsonl";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  state.saved = true;
  say("saved");
}

root().addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  const { id } = button.closest(".finding").dataset;
  if (button.dataset.do === "correct") correct(id);
  else decide(id, button.dataset.do);
  state.saved = false;
});
$("#review-toggle").addEventListener("click", () => reviewing(!state.reviewing));
$("#save").addEventListener("click", save);
window.addEventListener("beforeunload", (event) => {
  if (!state.saved && [...decisions.values()].some((each) => each.size)) event.preventDefault();
});
Object.assign(keys, {
  a: () => state.reviewing && state.id && decide(state.id, "accept"),
  r: () => state.reviewing && state.id && decide(state.id, "reject"),
  c: () => state.reviewing && state.id && correct(state.id),
  s: () => state.reviewing && save(),
});
