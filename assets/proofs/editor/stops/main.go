// Command stops starts the server in Delve as editors do, calls it, and looks at the call while it is
// stopped in the handler.
//
//	stops DLV SERVER CLIENT
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"

	"example.com/hello/wire"
)

const (
	patience = time.Minute
	handler  = "example.com/hello/greeter.Server.SayHello"
	name     = "goready"
)

// debugger is a conversation with a running dlv.
type debugger struct {
	*wire.Conn
	asked  float64
	events []map[string]any // that came while something else was waited for
}

func (d *debugger) receive() (map[string]any, error) {
	message, err := d.Receive()
	if err == nil && message["type"] == "event" {
		d.events = append(d.events, message)
	}
	return message, err
}

func (d *debugger) send(command string, arguments any) error {
	d.asked++
	return d.Send(map[string]any{"seq": d.asked, "type": "request", "command": command, "arguments": arguments})
}

// ask sends a request and gives the body of its answer.
func (d *debugger) ask(command string, arguments any) (any, error) {
	if err := d.send(command, arguments); err != nil {
		return nil, err
	}
	return d.answer()
}

// answer waits for that of the last request.
func (d *debugger) answer() (any, error) {
	for {
		message, err := d.receive()
		if err != nil {
			return nil, err
		}
		if message["type"] != "response" || message["request_seq"] != d.asked {
			continue
		}
		if message["success"] != true {
			return nil, errors.New(complaint(message))
		}
		return message["body"], nil
	}
}

// complaint is what an editor would show: the text is in one of two places.
func complaint(message map[string]any) string {
	if text, ok := wire.In(message, "body", "error", "format").(string); ok {
		return text
	}
	return fmt.Sprint(message["message"])
}

// event waits for one of that name; another that means the end is an error.
func (d *debugger) event(want string) (map[string]any, error) {
	for {
		for i, event := range d.events {
			if event["event"] == want {
				d.events = append(d.events[:i:i], d.events[i+1:]...)
				return event, nil
			}
			if event["event"] == "terminated" {
				return nil, fmt.Errorf("the server ended before it was %s", want)
			}
		}
		if _, err := d.receive(); err != nil {
			return nil, err
		}
	}
}

// launch starts the server, with a stop at the handler.
func (d *debugger) launch(server string) error {
	if _, err := d.ask("initialize", map[string]any{"adapterID": "go", "pathFormat": "path"}); err != nil {
		return err
	}
	if _, err := d.ask("launch", map[string]any{"mode": "exec", "program": server,
		"args": []string{"-listen", "127.0.0.1:0"}}); err != nil {
		return err
	}
	if _, err := d.event("initialized"); err != nil {
		return err
	}
	body, err := d.ask("setFunctionBreakpoints", map[string]any{
		"breakpoints": []any{map[string]any{"name": handler}}})
	if err != nil {
		return err
	}
	stops, _ := wire.In(body, "breakpoints").([]any)
	if len(stops) != 1 || wire.In(stops[0], "verified") != true {
		return fmt.Errorf("it cannot stop in %s: %v", handler, body)
	}
	_, err = d.ask("configurationDone", nil)
	return err
}

// look reads the caller's name in the handler, where the server is stopped, and lets it go on.
func (d *debugger) look() error {
	stopped, err := d.event("stopped")
	if err != nil {
		return err
	}
	thread := wire.In(stopped, "body", "threadId")
	body, err := d.ask("stackTrace", map[string]any{"threadId": thread, "levels": 1})
	if err != nil {
		return err
	}
	frames, _ := wire.In(body, "stackFrames").([]any)
	if len(frames) == 0 {
		return errors.New("it is stopped, and has no stack")
	}
	value, err := d.ask("evaluate", map[string]any{"expression": "in.Name", "context": "watch",
		"frameId": wire.In(frames[0], "id")})
	if err != nil {
		return err
	}
	if got := fmt.Sprint(wire.In(value, "result")); got != fmt.Sprintf("%q", name) {
		return fmt.Errorf("in.Name is %s, not %q", got, name)
	}
	fmt.Printf("stopped in SayHello, where in.Name is %q\n", name)
	_, err = d.ask("continue", map[string]any{"threadId": thread})
	return err
}

// after waits for a line that begins so, and gives its rest.
func after(lines <-chan string, begin string) (string, error) {
	for line := range lines {
		if rest, ok := strings.CutPrefix(line, begin); ok {
			return strings.TrimSpace(rest), nil
		}
	}
	return "", fmt.Errorf("it never said %q", begin)
}

func linesOf(from io.Reader) <-chan string {
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		for scanner := bufio.NewScanner(from); scanner.Scan(); {
			lines <- scanner.Text()
		}
	}()
	return lines
}

// call lets the client call the server, which is stopped meanwhile.
func call(client, address string) <-chan error {
	done := make(chan error, 1)
	go func() {
		said, err := exec.Command(client, "-server", address, "-name", name).CombinedOutput()
		if err != nil {
			err = fmt.Errorf("the call failed: %s", said)
		}
		done <- err
	}()
	return done
}

func debug(address, server, client string, lines <-chan string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(patience))
	d := &debugger{Conn: wire.New(conn, conn)}
	if err := d.launch(server); err != nil {
		return err
	}
	serves, err := after(lines, "listening on ")
	if err != nil {
		return err
	}
	called := call(client, serves)
	if err := d.look(); err != nil {
		return err
	}
	if err := <-called; err != nil {
		return err
	}
	fmt.Println("it went on, and the reply came")
	return d.send("disconnect", map[string]any{"terminateDebuggee": true})
}

func run(dlv, server, client string) error {
	command := exec.Command(dlv, "dap", "--listen=127.0.0.1:0")
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	late := time.AfterFunc(patience, func() { command.Process.Kill() })
	defer late.Stop()
	lines := linesOf(out)
	address, err := after(lines, "DAP server listening at: ")
	if err == nil {
		err = debug(address, server, client, lines)
	}
	if err != nil {
		command.Process.Signal(os.Interrupt) // it ends the server too
	}
	for range lines { // until it has ended
	}
	command.Wait()
	return err
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("usage: stops DLV SERVER CLIENT")
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		log.Fatal(err)
	}
}
