package browser

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a test may take. It is long: machines are busy, and nothing is timed.
const patience = time.Minute

// A Tab is a page that is open in a browser of its own.
type Tab struct {
	t   testing.TB
	ctx context.Context

	mu     sync.Mutex
	faults []string // what the page complained of, or asked the network for
}

// Open writes a page to disk and opens it from there, in a window of so many pixels. When the test ends, it fails for every error and
// warning on the console, every exception, and everything that the page asked for and that is not itself.
func Open(t testing.TB, html []byte, width, height int) *Tab {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, html, 0o644); err != nil {
		t.Fatal(err)
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), flags(t, width, height)...)
	ctx, cancel := chromedp.NewContext(alloc)
	tab := &Tab{t: t, ctx: ctx}
	t.Cleanup(func() {
		cancel()
		stop()
		for _, f := range tab.Faults() {
			t.Error(f)
		}
	})
	where := (&url.URL{Scheme: "file", Path: file}).String()
	if err := chromedp.Listen(ctx, func(event any) { tab.hear(event, where) }); err != nil {
		t.Fatalf("browser: %v", err)
	}
	command(tab, log.Enable, cdp.Empty{})
	command(tab, network.Enable, network.EnableParams{})
	command(tab, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}) // as if people looked at it
	tab.Do(chromedp.Navigate(where), chromedp.WaitReady(chromedp.CSS("body")))
	return tab
}

// flags start a Chromium that keeps to itself.
func flags(t testing.TB, width, height int) []chromedp.ExecAllocatorOption {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		t.Fatal("browser: no Chromium; install Debian's chromium, or let .ci/run browser do it")
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.WindowSize(width, height), chromedp.NoFirstRun,
		chromedp.Headless, chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.WSURLReadTimeout(patience)}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	return options
}

// hear takes note of what should not be.
func (tab *Tab) hear(event any, where string) {
	fault := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		fault = "exception: " + e.ExceptionDetails.Text
		if o := e.ExceptionDetails.Exception; o != nil {
			fault += " " + o.Description
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			fault = "console: " + string(e.Type)
			for _, a := range e.Args {
				fault += " " + string(a.Value)
			}
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			fault = "log: " + e.Entry.Text
		}
	case *network.EventRequestWillBeSent:
		if at, _, _ := strings.Cut(e.Request.URL, "#"); at != where {
			fault = "asks for " + e.Request.URL
		}
	}
	if fault != "" {
		tab.mu.Lock()
		tab.faults = append(tab.faults, fault)
		tab.mu.Unlock()
	}
}

// run runs an action in a tab, or fails the test.
func run[T any](tab *Tab, action chromedp.Action[T]) T {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, patience)
	defer stop()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		tab.t.Fatalf("browser: %v", err)
	}
	return value
}

// command gives a command of the browser's protocol.
func command[P, R any](tab *Tab, c cdp.Command[P, R], params P) {
	tab.t.Helper()
	run(tab, func(ctx context.Context, t *chromedp.Target) (R, error) { return cdp.Call(ctx, t, c, params) })
}

// Do does what chromedp can do, or fails the test.
func (tab *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	run(tab, chromedp.Steps(steps...))
}

// Keys presses keys one after the other, as in kb.ArrowRight.
func (tab *Tab) Keys(keys ...string) {
	tab.t.Helper()
	for _, k := range keys {
		tab.Do(chromedp.KeyEvent(k))
	}
}

// Eval evaluates an expression of JavaScript in the page; one that is a promise is waited for.
func Eval[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	return run(tab, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Dark says whether people prefer dark colours.
func (tab *Tab) Dark(is bool) {
	tab.t.Helper()
	value := "light"
	if is {
		value = "dark"
	}
	command(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: value}}})
}

// Size makes the window another one.
func (tab *Tab) Size(width, height int64) {
	tab.t.Helper()
	tab.Do(chromedp.EmulateViewport(width, height))
}

// Print prints the page into a PDF.
func (tab *Tab) Print() (pdf []byte) {
	tab.t.Helper()
	return run(tab, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
}

// Faults are what the page has complained of until now. They are forgotten, and do not fail the test.
func (tab *Tab) Faults() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	faults := tab.faults
	tab.faults = nil
	return faults
}

// Picture saves a screenshot if the environment names a folder for them in PICTURES, for people to look at.
func (tab *Tab) Picture(name string) {
	tab.t.Helper()
	folder := os.Getenv("PICTURES")
	if folder == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), run(tab, chromedp.CaptureScreenshot()), 0o644); err != nil {
		tab.t.Error(err)
	}
}
