# A workspace in the home.
break_it()
{
	mkdir -p work/a && printf 'module example.com/a\n\ngo 1.24\n' >work/a/go.mod && printf 'package a\n' >work/a/a.go
	printf 'go 1.24\n\nuse ./a\n' >work/go.work
}
