// What the image holds: a program that needs nothing around it.
package main

func main() {
	println("hello from an empty image")
}
