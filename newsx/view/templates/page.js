"use strict";
// What every part of the page needs: elements, the packed articles, what is said to screen readers.

const $ = (selector, inside = document) => inside.querySelector(selector);
const $$ = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const many = document.body.classList.contains("many");
const state = { article: many ? null : 0, id: null, reviewing: false };
const unpacked = new Map();

function say(text) {
  $("#said").textContent = text;
}

async function article(number) {
  if (!unpacked.has(number)) {
    const packed = Uint8Array.from(atob($(`#data-${number}`).textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    unpacked.set(number, JSON.parse(await new Response(stream).text()));
  }
  return unpacked.get(number);
}

function root() {
  return $("#article");
}
