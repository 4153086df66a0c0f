// What people see follows what is typed; without this it follows what is saved.
(function () {
  "use strict";
  var frame = document.querySelector("iframe.preview"), timer;
  if (!frame) { return; }
  var path = frame.getAttribute("src").split("?")[0];
  var fields = ["name", "colour"].map(function (id) { return document.getElementById(id); });
  var show = function () {
    frame.contentWindow.location.replace(path + "?" + fields.map(function (field) {
      return field.name + "=" + encodeURIComponent(field.value);
    }).join("&"));
  };
  var fit = function () {
    frame.style.height = frame.contentDocument.documentElement.scrollHeight + "px";
  };
  frame.addEventListener("load", fit);
  window.addEventListener("resize", fit);
  fields.forEach(function (field) {
    field.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(show, 300);
    });
  });
})();
