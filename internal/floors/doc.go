// Package floors has no code. Its test holds every package of the module to its floor: imports run downwards only.
package floors
