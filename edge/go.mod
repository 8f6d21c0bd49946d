module understudy.example/edge

go 1.25.0

require (
	github.com/emiago/sipgo v1.7.3
	github.com/miekg/dns v1.1.73
	golang.org/x/sys v0.47.0
	understudy.example v0.0.0
)

require (
	github.com/benbjohnson/clock v1.3.5 // indirect
	github.com/gobwas/httphead v0.1.0 // indirect
	github.com/gobwas/pool v0.2.1 // indirect
	github.com/gobwas/ws v1.3.2 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/looplab/fsm v1.0.3 // indirect
	golang.org/x/net v0.57.0 // indirect
	golang.org/x/sync v0.22.0 // indirect
)

replace understudy.example => ../
