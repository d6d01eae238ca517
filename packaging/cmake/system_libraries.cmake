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

# Releases inflate with ISA-L (release_libraries.cmake), so tests do; a program for oneself needs one library less.
option(GOREADY_ISAL "Inflate with ISA-L where it is installed (Debian: libisal-dev)" OFF)
set(inflate_library "")
if(GOREADY_ISAL)
	pkg_check_modules(ISAL IMPORTED_TARGET libisal)
	if(ISAL_FOUND)
		set(inflate_library PkgConfig::ISAL)
		add_compile_definitions(GOREADY_ISAL)
	endif()
endif()
