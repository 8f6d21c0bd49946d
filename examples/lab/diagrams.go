package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"understudy.example"
	"understudy.example/machine"
)

// writeDiagrams writes a page for each machine into a folder, and README.md as their index. It returns how many machines
// there are.
func writeDiagrams(folder string) (int, error) {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return 0, err
	}
	var index strings.Builder
	index.WriteString("# Machines\n\nEvery machine of Understudy, as its table says it.\n\n| machine | what it is | phases |\n|---|---|---|\n")
	sheets := understudy.Sheets()
	for _, s := range sheets {
		name := strings.ReplaceAll(s.Name(), "/", "-") + ".md"
		if err := writeFile(folder, name, machine.Reference(s)); err != nil {
			return 0, err
		}
		fmt.Fprintf(&index, "| [%s](%s) | %s | %s |\n", s.Name(), name, s.Doc(), strings.Join(s.Phases(), ", "))
	}
	return len(sheets), writeFile(folder, "README.md", index.String())
}

// writeFile writes a file whole or not at all.
func writeFile(folder, name, text string) error {
	f, err := os.CreateTemp(folder, name+".*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.WriteString(text); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(folder, name))
}
