# The Debian package (`packaging/deb`): where Debian's policy wants another layout than an ordinary
# installation, and CPack's description. Included by install.cmake before it installs.
set(debian_folder ${CMAKE_CURRENT_SOURCE_DIR}/packaging/debian)

# Compressed without a time stamp, so that equal sources give equal packages.
function(debian_compressed name from)
	set(to ${CMAKE_CURRENT_BINARY_DIR}/debian/${name}.gz)
	add_custom_command(OUTPUT ${to}
		COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/debian
		COMMAND gzip -9nc ${from} > ${to}
		DEPENDS ${from} VERBATIM)
	add_custom_target(goready_debian_${name} ALL DEPENDS ${to})
endfunction()

debian_compressed(goready.1 ${CMAKE_CURRENT_BINARY_DIR}/goready.1)
debian_compressed(changelog ${debian_folder}/changelog)
set(man_page ${CMAKE_CURRENT_BINARY_DIR}/debian/goready.1.gz)
set(licence ${debian_folder}/copyright ${CMAKE_CURRENT_BINARY_DIR}/debian/changelog.gz)
# zsh of Debian reads vendor-completions; site-functions there is the administrator's.
set(zsh_folder ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${debian_folder}/lintian-overrides RENAME goready
	DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME goready)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The goready authors <maintainers@goready.example>")
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON) # dependencies are read from the program
set(CPACK_DEBIAN_PACKAGE_DEPENDS ca-certificates) # what no header of the program tells
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "setup wizard for a proven Go and gRPC toolchain
goready looks at a machine and takes it to a Go and gRPC toolchain that is
proven to work: it generates code from a .proto file, builds a server and a
client, runs them, and checks the reply.
.
Every change is shown before it is made, and each of them can be undone. In
its plain mode a screen reader follows it with nothing lost. The toolchain is
installed below the user's home folder, without root.")
include(CPack)
