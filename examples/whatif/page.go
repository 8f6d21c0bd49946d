package main

import (
	_ "embed"
	"html/template"
	"io"
	"strings"

	"understudy.example/internal/markup"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{"people": people, "join": strings.Join, "whole": markup.Whole}).Parse(pageText))

// writePage writes a report as one page that needs nothing else.
func writePage(w io.Writer, r *Report) error { return page.Execute(w, r) }
