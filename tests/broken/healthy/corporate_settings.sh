# A company's proxy and private modules.
break_it()
{
	mkdir -p .config/go
	printf '%s\n' 'GOPROXY=https://goproxy.cn,direct' 'GOPRIVATE=git.corp.example,*.corp.example' \
		'GONOSUMDB=git.corp.example' 'GOTOOLCHAIN=local' >.config/go/env
}
environment=(GOPROXY=)
proves=no
