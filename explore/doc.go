// Package explore attacks policies and models: it searches every reachable state, and plays histories under laws.
package explore
