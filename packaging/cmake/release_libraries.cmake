# The libraries of a release, from GOREADY_LIBRARIES (an installation of packaging/libraries and
# ncurses), under the names that find_package gives those of the system.
function(release_library target)
	add_library(${target} INTERFACE IMPORTED GLOBAL)
	target_include_directories(${target} SYSTEM INTERFACE ${GOREADY_LIBRARIES}/include)
	list(TRANSFORM ARGN PREPEND ${GOREADY_LIBRARIES}/lib/)
	target_link_libraries(${target} INTERFACE ${ARGN})
endfunction()

release_library(PkgConfig::CJSON libcjson.a)
release_library(LibArchive::LibArchive libarchive.a libz.a)
set(inflate_library "")
if(EXISTS ${GOREADY_LIBRARIES}/lib/libisal.a) # packaging/libraries has it for some targets
	release_library(goready_isal libisal.a)
	set(inflate_library goready_isal)
	add_compile_definitions(GOREADY_ISAL)
endif()
set(NCURSESW_LINK_LIBRARIES goready_ncurses)
release_library(goready_ncurses libncursesw.a)
if(APPLE)
	release_library(CURL::libcurl libcurl.4.tbd)
	set(digest_library "")
	include_directories(SYSTEM ${GOREADY_LIBRARIES}/include
		${CMAKE_CURRENT_SOURCE_DIR}/packaging/cmake/macos)
else()
	release_library(CURL::libcurl libcurl.a libmbedtls.a libz.a)
	target_compile_definitions(CURL::libcurl INTERFACE CURL_STATICLIB)
	release_library(goready_mbedtls libmbedtls.a)
	set(digest_library goready_mbedtls)
	add_compile_definitions(GOREADY_MBEDTLS
		MBEDTLS_USER_CONFIG_FILE="${CMAKE_CURRENT_SOURCE_DIR}/packaging/libraries/config/mbedtls_config.h")
	add_compile_definitions(GOREADY_FINDS) # src/base/find.h
	add_link_options(-static)
endif()

add_link_options(-s)

# The same bytes wherever the checkout and the libraries lie. (No option may name the build folder:
# zig keeps what it has compiled by its options, and that folder is a new one each time.)
add_compile_options(-ffile-prefix-map=${CMAKE_CURRENT_SOURCE_DIR}=.
	-ffile-prefix-map=${GOREADY_LIBRARIES}=lib)
if(APPLE)
	add_compile_options(-Wunguarded-availability)
	add_link_options(-Wl,-dead_strip)
else()
	add_compile_options(-ffunction-sections -fdata-sections)
	add_link_options(-Wl,--gc-sections)
endif()
