// Package api has no code. Its test writes down every exported name of the module, so that a change of what people import is seen.
package api
