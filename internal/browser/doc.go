// Package browser opens the pages that the project writes in a real browser, without a window and without a network. It is a module
// of its own, because nothing else needs a browser. From a clean clone, with Debian's chromium installed:
//
//	go -C internal/browser test ./...
//
// or, where it is not, .ci/run browser, which installs it.
package browser
