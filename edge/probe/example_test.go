package probe_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/textproto"

	"understudy.example/edge/probe"
)

// Ask a server that is about to be taken down for maintenance: it is there, and does not serve.
func ExampleAsk() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer l.Close()
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		request := textproto.NewReader(bufio.NewReader(conn))
		first, _ := request.ReadLine()
		header, _ := request.ReadMIMEHeader()
		fmt.Println(first)
		fmt.Fprintf(conn, "SIP/2.0 503 Service Unavailable\r\nVia: %s\r\nFrom: %s\r\nTo: %s;tag=1\r\nCall-ID: %s\r\nCSeq: %s\r\n",
			header.Get("Via"), header.Get("From"), header.Get("To"), header.Get("Call-ID"), header.Get("CSeq"))
		io.WriteString(conn, "Retry-After: 120\r\nContent-Length: 0\r\n\r\n")
	}()
	r := probe.Ask(context.Background(), probe.Target{Host: "fe01.lab.local", Address: l.Addr().String()})
	fmt.Println(r.Stage, r.Serves(), r)
	// Output:
	// OPTIONS sip:fe01.lab.local;transport=tcp SIP/2.0
	// answered false 503 Service Unavailable, retry after 2m0s
}
