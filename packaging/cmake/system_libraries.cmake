# The libraries of this system, with which one builds for oneself.
find_package(PkgConfig REQUIRED)
find_package(CURL REQUIRED)
find_package(LibArchive REQUIRED)
pkg_check_modules(CJSON REQUIRED IMPORTED_TARGET libcjson)
pkg_check_modules(NCURSESW REQUIRED ncursesw) # its flags only repeat our _XOPEN_SOURCE
if(APPLE)
	set(digest_library "")
else()
	find_package(OpenSSL REQUIRED COMPONENTS Crypto)
	set(digest_library OpenSSL::Crypto)
endif()
