// Command asks starts gopls as editors do, and asks it for a definition and a completion.
//
//	asks GOPLS
package main

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"example.com/hello/wire"
)

const patience = 3 * time.Minute

// gopls is a running one, and what it has complained of.
type gopls struct {
	*wire.Conn
	asked float64
	said  []string
}

// ask sends a request and waits for its answer; what gopls asks meanwhile gets nothing for an answer.
func (g *gopls) ask(method string, params any) (any, error) {
	g.asked++
	err := g.Send(map[string]any{"jsonrpc": "2.0", "id": g.asked, "method": method, "params": params})
	for err == nil {
		var message map[string]any
		if message, err = g.Receive(); err != nil {
			break
		}
		name, isCall := message["method"].(string)
		switch {
		case isCall && message["id"] != nil:
			err = g.answer(name, message)
		case isCall:
			g.note(name, message)
		case message["id"] == g.asked && message["error"] != nil:
			return nil, fmt.Errorf("%s: %v", method, wire.In(message, "error", "message"))
		case message["id"] == g.asked:
			return message["result"], nil
		}
	}
	return nil, err
}

// answer says that no setting is made: one nothing for each that is asked for.
func (g *gopls) answer(method string, message map[string]any) error {
	var result any
	if method == "workspace/configuration" {
		items, _ := wire.In(message, "params", "items").([]any)
		result = make([]any, len(items))
	}
	return g.Send(map[string]any{"jsonrpc": "2.0", "id": message["id"], "result": result})
}

// note keeps the warnings and errors that an editor would show.
func (g *gopls) note(method string, message map[string]any) {
	level, _ := wire.In(message, "params", "type").(float64)
	if strings.HasPrefix(method, "window/") && level > 0 && level <= 2 {
		g.said = append(g.said, fmt.Sprint(wire.In(message, "params", "message")))
	}
}

func (g *gopls) tell(method string, params any) error {
	return g.Send(map[string]any{"jsonrpc": "2.0", "method": method, "params": params})
}

// file is a source file, and where in it something is asked for.
type file struct {
	uri, text string
}

func open(name string) (file, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return file{}, err
	}
	text, err := os.ReadFile(path)
	return file{"file://" + filepath.ToSlash(path), string(text)}, err
}

// behind is the place behind these words, which stand in the file.
func (f file) behind(words string) map[string]any {
	before, _, _ := strings.Cut(f.text, words)
	before += words
	return map[string]any{
		"textDocument": map[string]any{"uri": f.uri},
		"position": map[string]any{
			"line":      strings.Count(before, "\n"),
			"character": len(before) - 1 - strings.LastIndex(before, "\n"),
		},
	}
}

// begin opens the project and the file, as an editor does.
func (g *gopls) begin(f file) error {
	folder, err := os.Getwd()
	if err != nil {
		return err
	}
	root := "file://" + filepath.ToSlash(folder)
	_, err = g.ask("initialize", map[string]any{
		"processId": os.Getpid(), "rootUri": root, "capabilities": map[string]any{},
		"workspaceFolders": []any{map[string]any{"uri": root, "name": "hello"}},
	})
	if err == nil {
		err = g.tell("initialized", map[string]any{})
	}
	if err != nil {
		return err
	}
	return g.tell("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": f.uri, "languageId": "go", "version": 1, "text": f.text}})
}

// definition asks where greeter.Server is defined.
func (g *gopls) definition(f file) error {
	result, err := g.ask("textDocument/definition", f.behind("greeter.Ser"))
	if err != nil {
		return err
	}
	places, _ := result.([]any)
	if len(places) == 0 {
		return fmt.Errorf("it knows no definition of greeter.Server")
	}
	uri, _ := wire.In(places[0], "uri").(string)
	line, _ := wire.In(places[0], "range", "start", "line").(float64)
	if !strings.HasSuffix(uri, "/greeter/greeter.go") {
		return fmt.Errorf("it has greeter.Server defined in %s", uri)
	}
	fmt.Printf("greeter.Server is defined in greeter/greeter.go, line %.0f\n", line+1)
	return nil
}

// completion asks what may stand behind hellopb.Register: a name that protoc's plugin has made.
func (g *gopls) completion(f file) error {
	const want = "RegisterGreeterServer"
	result, err := g.ask("textDocument/completion", f.behind("hellopb.Register"))
	if err != nil {
		return err
	}
	items, _ := wire.In(result, "items").([]any)
	for _, item := range items {
		if wire.In(item, "label") == want {
			fmt.Printf("hellopb.Register is completed to %s\n", want)
			return nil
		}
	}
	return fmt.Errorf("of %d completions of hellopb.Register none is %s", len(items), want)
}

func run(program string) error {
	command := exec.Command(program)
	command.Stderr = os.Stderr
	to, err := command.StdinPipe()
	if err != nil {
		return err
	}
	from, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	f, err := open("server/main.go")
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	late := time.AfterFunc(patience, func() { command.Process.Kill() })
	defer late.Stop()
	g := &gopls{Conn: wire.New(from, to)}
	err = g.begin(f)
	for _, step := range []func(file) error{g.definition, g.completion} {
		if err == nil {
			err = step(f)
		}
	}
	if err != nil {
		command.Process.Kill()
		command.Wait()
		return fmt.Errorf("%s", strings.Join(append([]string{err.Error()}, g.said...), "\n"))
	}
	if _, err := g.ask("shutdown", nil); err != nil {
		return err
	}
	if err := g.tell("exit", nil); err != nil {
		return err
	}
	return command.Wait()
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: asks GOPLS")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}
