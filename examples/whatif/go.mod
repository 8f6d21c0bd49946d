module understudy.example/examples/whatif

go 1.25.0

require (
	understudy.example v0.0.0
	understudy.example/edge v0.0.0
)

require (
	github.com/miekg/dns v1.1.73 // indirect
	golang.org/x/net v0.57.0 // indirect
	golang.org/x/sys v0.47.0 // indirect
)

replace (
	understudy.example => ../..
	understudy.example/edge => ../../edge
)
