package reverse

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

func TestString(t *testing.T) {
	if got := String("Grüße"); got != "eßürG" {
		t.Fatalf("got %q", got)
	}
}

func TestSeveralAtOnce(t *testing.T) {
	var all sync.WaitGroup
	var mutex sync.Mutex
	seen := map[string]bool{}
	for range 8 {
		all.Add(1)
		go func() {
			defer all.Done()
			mutex.Lock()
			defer mutex.Unlock()
			seen[String("abc")] = true
		}()
	}
	all.Wait()
	if len(seen) != 1 {
		t.Fatalf("got %v", seen)
	}
}

func FuzzString(f *testing.F) {
	f.Add("hello")
	f.Fuzz(func(t *testing.T, s string) {
		if utf8.ValidString(s) && String(String(s)) != s {
			t.Errorf("%q does not come back", s)
		}
	})
}

func BenchmarkString(b *testing.B) {
	text := strings.Repeat("goready ", 1000)
	for i := 0; i < b.N; i++ {
		String(text)
	}
}
