(function () {
  "use strict";
  var card = document.getElementById("card"), text = document.querySelector("article");
  var details = document.getElementById("details"), held = null, timer = 0;
  details.open = false;
  window.addEventListener("beforeprint", function () { details.open = true; });
  function open(id) {
    var target = id && document.getElementById(id);
    if (target && details.contains(target)) { details.open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", function () { open(location.hash.slice(1)); });
  open(location.hash.slice(1));
  // The browser's own hints would lie over the card.
  text.querySelectorAll("a.n[title]").forEach(function (a) {
    a.setAttribute("aria-label", a.textContent + ": " + a.title);
    a.removeAttribute("title");
  });
  function show(a) {
    clearTimeout(timer);
    var numbers = [a.dataset.no].concat((a.dataset.also || "").split(" ").filter(Boolean));
    card.replaceChildren.apply(card, numbers.map(function (no) {
      var entry = document.createElement("div");
      document.getElementById("d" + no).childNodes.forEach(function (n) { entry.appendChild(n.cloneNode(true)); });
      return entry;
    }));
    card.hidden = false;
    card.scrollTop = 0;
    var box = a.getClientRects()[0], width = document.documentElement.clientWidth;
    var left = Math.min(box.left, width - card.offsetWidth - 12);
    var above = box.bottom + card.offsetHeight + 12 > window.innerHeight && box.top > card.offsetHeight + 12;
    card.style.left = Math.max(6, left) + window.scrollX + "px";
    card.style.top = (above ? box.top - card.offsetHeight - 8 : box.bottom + 8) + window.scrollY + "px";
  }
  function hide() {
    card.hidden = true;
    if (held) { held.classList.remove("on"); held = null; }
  }
  function later() {
    clearTimeout(timer);
    if (!held) { timer = setTimeout(hide, 250); }
  }
  function number(event) { return event.target.closest ? event.target.closest("article a.n") : null; }
  text.addEventListener("mouseover", function (e) { var a = number(e); if (a && !held) { show(a); } });
  text.addEventListener("mouseout", function (e) { if (number(e)) { later(); } });
  card.addEventListener("mouseover", function () { clearTimeout(timer); });
  card.addEventListener("mouseleave", later);
  text.addEventListener("focusin", function (e) {
    var a = number(e);
    if (a && !held && a.matches(":focus-visible")) { show(a); }
  });
  text.addEventListener("click", function (e) {
    var a = number(e);
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey) { return; }
    e.preventDefault();
    var again = held === a;
    hide();
    if (!again) { held = a; a.classList.add("on"); show(a); }
  });
  document.addEventListener("click", function (e) {
    if (held && !number(e) && !card.contains(e.target)) { hide(); }
  });
  document.addEventListener("keydown", function (e) { if (e.key === "Escape") { hide(); } });
})();
