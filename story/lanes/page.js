(function () {
	"use strict";
	var chart = document.getElementById("chart"), details = document.getElementById("details");
	var items = Array.prototype.slice.call(chart.querySelectorAll(".i"));
	var walk = items.filter(function (i) { return !i.classList.contains("open"); }); // not what an earlier line began
	var current = walk[0], shown = null;
	function x(i) { return +i.dataset.x; }
	function lane(i) { return +i.dataset.lane; }
	var lanes = [];
	items.forEach(function (i) { i.tabIndex = -1; });
	walk.forEach(function (i) {
		(lanes[lane(i)] = lanes[lane(i)] || []).push(i);
	});
	lanes.forEach(function (l) { l.sort(function (a, b) { return x(a) - x(b); }); });
	if (current) { current.tabIndex = 0; }

	// put adds an element with a text, or with what an element of the table says.
	function put(parent, tag, what, name) {
		var e = document.createElement(tag);
		if (what.cloneNode) { e.append.apply(e, what.cloneNode(true).childNodes); } else { e.textContent = what; }
		if (name) { e.className = name; }
		parent.appendChild(e);
		return e;
	}
	// show says what an item is, and why: its title, and the lines of the table that it is about.
	function show(i) {
		if (shown) { shown.classList.remove("on"); }
		shown = i;
		i.classList.add("on");
		details.textContent = "";
		details.classList.add("full");
		var about = i.dataset.about ? i.dataset.about.split(" ") : [];
		put(details, "h3", i.classList.contains("bar") ? i.getAttribute("aria-label") : i.parentNode.getAttribute("aria-label"));
		var list = put(details, "dl", "");
		about.forEach(function (n) {
			var row = document.getElementById("e" + n), cells = row.cells, why = row.querySelector(".why");
			var time = row.dataset.time || "";
			put(list, "dt", time);
			var dd = put(list, "dd", "");
			for (var c = 1; c < cells.length; c++) {
				if (cells[c] !== why) { put(dd, c === 1 ? "strong" : "span", cells[c]).append(" "); }
			}
			if (cells.length === 1) { put(dd, "strong", cells[0]).append(" "); }
			if (why && why.textContent) { put(dd, "span", why, "why"); }
		});
	}
	function go(i) {
		if (!i) { return; }
		if (current) { current.tabIndex = -1; }
		current = i;
		i.tabIndex = 0;
		i.focus({ preventScroll: true });
		reveal(i);
	}
	// reveal scrolls the drawing sideways alone, to where the item is.
	function reveal(i) {
		var box = chart.getBoundingClientRect(), at = i.getBoundingClientRect(), labels = chart.querySelector(".labels").offsetWidth;
		var left = at.left - box.left, room = box.width - labels;
		if (left < labels || left + Math.min(at.width, 40) > box.width) { chart.scrollLeft += left - labels - room / 3; }
		if (at.top < 0 || at.bottom > window.innerHeight - details.offsetHeight) { i.scrollIntoView({ block: "center", inline: "nearest" }); }
	}
	function beside(i, by) { var l = lanes[lane(i)]; return l[l.indexOf(i) + by]; }
	function across(i, by) {
		for (var n = lane(i) + by; n >= 0 && n < lanes.length; n += by) {
			if (lanes[n]) {
				return lanes[n].reduce(function (a, b) { return Math.abs(x(b) - x(i)) < Math.abs(x(a) - x(i)) ? b : a; });
			}
		}
	}
	var keys = {
		ArrowRight: function (i) { return beside(i, 1); },
		ArrowLeft: function (i) { return beside(i, -1); },
		ArrowDown: function (i) { return across(i, 1); },
		ArrowUp: function (i) { return across(i, -1); },
		Home: function (i) { return lanes[lane(i)][0]; },
		End: function (i) { var l = lanes[lane(i)]; return l[l.length - 1]; }
	};
	chart.addEventListener("keydown", function (e) {
		var step = keys[e.key];
		if (!step || e.ctrlKey || e.altKey || e.metaKey || !e.target.classList.contains("i")) { return; }
		e.preventDefault();
		go(step(e.target));
	});
	// begun is where what goes on here has begun.
	function begun(i) {
		return !i.classList.contains("open") ? i : lanes[lane(i)].filter(function (b) { return b.classList.contains("bar") && x(b) <= x(i); }).pop();
	}
	function item(e) { return e.target.closest ? e.target.closest(".i") : null; }
	chart.addEventListener("focusin", function (e) { var i = item(e); if (i) { show(i); } });
	chart.addEventListener("mouseover", function (e) { var i = item(e); if (i) { show(i); } });
	chart.addEventListener("mouseleave", function () { if (document.activeElement && document.activeElement.classList.contains("i")) { show(document.activeElement); } });
	chart.addEventListener("click", function (e) { var i = item(e); if (i) { go(begun(i)); } });
	function target() {
		var i = document.getElementById(location.hash.slice(1));
		if (i && i.classList.contains("i")) { go(i); i.scrollIntoView({ block: "center", inline: "center" }); }
	}
	window.addEventListener("hashchange", target);
	target();

	var find = document.getElementById("find"), found = document.getElementById("found");
	var rows = Array.prototype.slice.call(document.querySelectorAll("tbody tr"));
	find.addEventListener("input", function () {
		var words = find.value.toLowerCase().split(/\s+/), n = 0;
		rows.forEach(function (r) {
			var text = r.textContent.toLowerCase(), out = !words.every(function (w) { return text.indexOf(w) >= 0; });
			r.classList.toggle("out", out);
			if (!out && !r.classList.contains("routine")) { n++; }
		});
		found.textContent = find.value.trim() ? n + (n === 1 ? " line" : " lines") : "";
	});
})();
