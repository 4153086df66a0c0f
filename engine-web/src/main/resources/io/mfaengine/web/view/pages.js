// Adds what a page can do without: it works when this never runs.
(function () {
  "use strict";
  var d = document, main = d.querySelector("main"), data = main ? main.dataset : {};
  var all = function (query, then) { Array.prototype.forEach.call(d.querySelectorAll(query), then); };

  all("[data-script]", function (e) { e.hidden = false; });
  all("[data-plain]", function (e) { e.hidden = true; });

  // A second press of the same button sends nothing.
  all("form", function (form) {
    var sent = false;
    form.addEventListener("submit", function (event) {
      if (sent && !form.hasAttribute("data-again")) { event.preventDefault(); }
      sent = true;
    });
    window.addEventListener("pageshow", function () { sent = false; });
  });

  all("select[data-go]", function (e) {
    e.addEventListener("change", function () { e.form.submit(); });
  });
  all("[data-print]", function (e) { e.addEventListener("click", function () { window.print(); }); });
  all("[data-copy]", function (e) {
    if (!navigator.clipboard) { e.hidden = true; return; }
    e.addEventListener("click", function () {
      var lines = [];
      all(e.dataset.copy, function (li) { lines.push(li.textContent.trim()); });
      navigator.clipboard.writeText(lines.join("\n")).then(function () {
        d.getElementById("said").textContent = e.dataset.done;
      }, function () {});
    });
  });

  // The resend button waits in sight; pressed early without script, the answer says how long.
  all("[data-wait]", function (e) {
    var end = Date.now() + 1000 * e.dataset.wait, ready = e.textContent, timer;
    var show = function () {
      var left = Math.ceil((end - Date.now()) / 1000), label = e.querySelector("span");
      if (left <= 0) {
        clearInterval(timer);
        e.removeAttribute("aria-disabled");
        e.classList.remove("wait");
        label.textContent = ready.trim();
        d.getElementById("said").textContent = e.dataset.ready;
        return;
      }
      label.textContent = e.dataset.in.replace("{clock}", Math.floor(left / 60) + ":" + ("0" + left % 60).slice(-2));
    };
    if (+e.dataset.wait > 0) {
      e.setAttribute("aria-disabled", "true");
      e.classList.add("wait");
      timer = setInterval(show, 1000);
      show();
    }
    e.addEventListener("click", function (event) {
      if (e.getAttribute("aria-disabled")) { event.preventDefault(); }
    });
  });

  all("time[data-local]", function (e) {
    e.textContent = new Date(e.dateTime).toLocaleTimeString(d.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    e.parentNode.hidden = false;
  });

  // A link opened elsewhere, an answer on another device: this only looks; the form asks.
  if (data.look) {
    var looks = 0, look = function () {
      fetch(data.look, { credentials: "same-origin" }).then(function (r) { return r.json(); }).then(function (r) {
        if (r.done) { d.getElementById("arrived").submit(); } else { again(); }
      }, again);
    }, again = function () { if (++looks < 300) { setTimeout(look, 2000); } };
    setTimeout(look, 2000);
  }

  // In the frame or window of the browser SDK. What holds the token goes to the configured origins only.
  var host = window.opener || (window.parent !== window ? window.parent : null);
  if (host && data.hosts) {
    var say = function (message) {
      data.hosts.split(" ").forEach(function (origin) { host.postMessage(message, origin); });
    };
    var event = function (name, more) {
      say(JSON.stringify(Object.assign({ event: "AUTHSIGNAL_" + name }, more)));
    };
    if (data.close) {
      event("CLOSE_POPUP", { token: data.close });
    } else {
      event("READY");
      if (data.fault) { event("API_ERROR", { errorCode: data.fault, statusCode: +data.status }); }
      var tell = function () { say({ height: d.documentElement.scrollHeight }); };
      tell();
      if (window.ResizeObserver) { new ResizeObserver(tell).observe(d.body); }
    }
  }
})();
