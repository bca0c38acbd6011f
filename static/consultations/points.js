// Says how many points are left while they are shared out. Without this file the page says so after Continue.
(function () {
  "use strict";

  function whole(text) {
    var tidy = text.trim().replace(/,/g, "");
    if (tidy === "") { return 0; }
    return /^\d{1,9}$/.test(tidy) ? parseInt(tidy, 10) : NaN;
  }

  function enhance(group) {
    var total = parseInt(group.getAttribute("data-points"), 10);
    var boxes = Array.prototype.slice.call(group.querySelectorAll("input"));
    var told = document.createElement("p");
    told.className = "points__told";
    told.setAttribute("role", "status");
    group.appendChild(told);

    function words(given) {
      if (isNaN(given)) { return "Use whole numbers only."; }
      if (given === total) { return "You shared out all " + total + " points."; }
      if (given < total) { return "You gave " + given + " points. There are " + (total - given) + " left."; }
      return "You gave " + given + " points. Take " + (given - total) + " away.";
    }

    function tell() {
      var given = boxes.reduce(function (sum, box) { return sum + whole(box.value); }, 0);
      told.textContent = words(given);
      told.classList.toggle("points__told--over", given > total);
    }

    boxes.forEach(function (box) { box.addEventListener("input", tell); });
    tell();
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-points]"), enhance);
})();
