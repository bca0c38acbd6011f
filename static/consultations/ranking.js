// Up and down buttons beside each list of places. The lists stay: they are what is sent, and work without this file.
(function () {
  "use strict";

  var NOT = "not";

  function number(item) {
    var value = parseInt(item.select.value, 10);
    return isNaN(value) ? 0 : value;
  }

  function button(words, name, step) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "ranking__step";
    made.setAttribute("aria-label", words + ": " + name);
    made.textContent = step < 0 ? "↑" : "↓";
    return made;
  }

  function enhance(list) {
    var items = Array.prototype.map.call(list.querySelectorAll("select"), function (select) {
      var row = select.closest("li");
      var name = row.querySelector("label").textContent.trim();
      return { row: row, select: select, name: name, was: select.value };
    });
    var places = Array.prototype.filter.call(items[0].select.options, function (option) {
      return /^\d+$/.test(option.value);
    }).length;
    var ties = Boolean(list.closest("[data-ranking-ties]"));
    var status = document.createElement("p");
    status.className = "govuk-visually-hidden";
    status.setAttribute("role", "status");
    list.parentNode.insertBefore(status, list.nextSibling);

    function at(place) {
      return items.filter(function (item) { return number(item) === place; })[0];
    }

    function last() {
      return Math.max.apply(null, items.map(number));
    }

    function put(item, value) {
      item.select.value = value;
      item.was = value;
    }

    function closeUp() {
      var placed = items.filter(number).sort(function (a, b) { return number(a) - number(b); });
      var place = 0;
      var before = 0;
      placed.forEach(function (item) {
        var was = number(item);
        if (!ties || was !== before) { place += 1; }
        before = was;
        put(item, String(place));
      });
    }

    function sort() {
      var focused = document.activeElement;
      items.map(function (item, index) {
        var key = number(item) || (item.select.value === NOT ? 2000 : 1000) + index;
        return { item: item, key: key };
      }).sort(function (a, b) { return a.key - b.key; }).forEach(function (entry) {
        list.appendChild(entry.item.row);
      });
      if (focused && list.contains(focused)) { focused.focus(); }
    }

    function tell(item) {
      var place = number(item);
      var where = place ? "place " + place : (item.select.value === NOT ? "not a priority" : "no place");
      status.textContent = item.name + ": " + where;
    }

    function move(item, step) {
      var place = number(item);
      if (!place) {
        if (step > 0) { return; }
        if (last() >= places) { status.textContent = "Every place is taken. Move another one down first."; return; }
        put(item, String(last() + 1));
      } else {
        var other = at(place + step);
        if (!other && step < 0) { return; }
        if (other) { put(other, String(place)); }
        put(item, other ? String(place + step) : "");
      }
      sort();
      tell(item);
    }

    function chosen(item) {
      var before = item.was;
      var taken = items.filter(function (other) {
        return other !== item && item.select.value && item.select.value !== NOT && other.select.value === item.select.value;
      })[0];
      if (taken && !ties) { put(taken, before !== NOT ? before : ""); }
      item.was = item.select.value;
      sort();
      tell(item);
    }

    items.forEach(function (item) {
      var up = button("Move up", item.name, -1);
      var down = button("Move down", item.name, 1);
      up.addEventListener("click", function () { closeUp(); move(item, -1); up.focus(); });
      down.addEventListener("click", function () { closeUp(); move(item, 1); down.focus(); });
      item.select.addEventListener("change", function () { chosen(item); item.select.focus(); });
      item.row.appendChild(up);
      item.row.appendChild(down);
    });
    sort();
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-ranking]"), enhance);
})();
