// Package charts draws what the examples measure: charts with the table that says the same, on one page that needs no network, and each
// in an SVG file of its own. It is a module of its own, because nothing else needs a plotting library.
package charts
