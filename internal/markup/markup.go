// Package markup writes text into pages.
package markup

import (
	"html/template"
	"strings"
)

// longest is how many bytes a word may have that is not broken: no cmdlet has more, and a phone has room for it.
const longest = 40

// Whole escapes a text, and keeps words with hyphens whole, where browsers would break them: facts, as F-29, cmdlets and their parameters,
// names of hosts. The page gives their class, w, white-space: nowrap. What is copied from it is the text.
func Whole(text string) template.HTML {
	words := strings.Split(text, " ")
	for i, word := range words {
		words[i] = template.HTMLEscapeString(word)
		if strings.Contains(word, "-") && len(word) <= longest {
			words[i] = `<span class="w">` + words[i] + `</span>`
		}
	}
	return template.HTML(strings.Join(words, " "))
}
